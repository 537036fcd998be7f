"""The people of an assessment: the family drawn, someone added, and what is known of each."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to
from alongside.people.queries import address_of, known_facts
from alongside.people.rules import FACT_KEYS, Meaning

from .. import actions, forms, queries
from .opening import OFFERED, Part, assessment_or_404, relative_or_404, write_part

READ, WRITE = "assessments.read", "assessments.write"


@opens_to(READ)
def people(request: HttpRequest, reference: str) -> HttpResponse:
    """Who is in the family, drawn from the relationships as they stand."""
    assessment = assessment_or_404(request, reference)
    today = timezone.localdate()
    actions.note_seen(assessment=assessment, page="people", by=request.user, at=timezone.now())
    return render(
        request,
        "assessments/people.html",
        {
            "assessment": assessment,
            "today": today,
            "relatives": queries.relatives_of(assessment.case.family, today=today),
            "drawing": queries.genogram_of(assessment.case.family, today=today),
            "ties": queries.ties_of(assessment.case.family),
            "may_write": queries.may_write(viewer=request.user, assessment=assessment),
        },
    )


@opens_to(WRITE)
def add_relative(request: HttpRequest, reference: str) -> HttpResponse:
    """Add someone in or near the family; no date of birth or address is needed."""
    assessment = assessment_or_404(request, reference)
    today = timezone.localdate()
    relatives = queries.relatives_of(assessment.case.family, today=today)

    def save(form, at):
        data = form.cleaned_data
        other = next((one for one in relatives if str(one.id) == data["other"]), None)
        found = queries.who_it_may_be(
            viewer=request.user,
            given_names=data["given_names"],
            family_name=data["family_name"],
            born_on=data["born_on"],
            made_just_now=data["id"],
            today=today,
        )
        if found and data["same_as"] not in {forms.NOBODY, *(str(one.id) for one in found if not one.is_kept_apart)}:
            form.offer(found)
            return OFFERED
        same = next((one for one in found if str(one.id) == data["same_as"] and not one.is_kept_apart), None)
        actions.add_relative(
            assessment=assessment,
            same_as=same.id if same else None,
            id=data["id"],
            given_names=data["given_names"],
            family_name=data["family_name"],
            is_unborn=data["is_unborn"],
            born_on=data["born_on"],
            due_on=data["due_on"],
            sex=data["sex"],
            role=data["role"],
            in_household=data["in_household"],
            kind=data["kind"],
            other=other,
            has_parental_responsibility=forms.responsibility(data["responsibility"]),
            by=request.user,
            at=at,
        )
        return None

    return write_part(
        request,
        Part(
            assessment=assessment,
            name="add_relative",
            template="assessments/add_relative.html",
            save=save,
            form=lambda data=None: forms.AddRelative(data, people=relatives, today=today),
            then=_people(assessment),
            said="Added to the family",
        ),
    )


@opens_to(WRITE)
def relate(request: HttpRequest, reference: str) -> HttpResponse:
    """Say how two people of the family are related; the drawing follows."""
    assessment = assessment_or_404(request, reference)
    relatives = queries.relatives_of(assessment.case.family, today=timezone.localdate())

    def save(form, at):
        data = form.cleaned_data
        found = {str(one.id): one for one in relatives}
        actions.relate_in_family(
            assessment=assessment,
            person=found[data["person"]],
            other=found[data["other"]],
            kind=forms.relation_of(data["kind"]),
            by=request.user,
            at=at,
            has_parental_responsibility=forms.responsibility(data["responsibility"]),
        )

    return write_part(
        request,
        Part(
            assessment=assessment,
            name="relate",
            template="assessments/relate.html",
            save=save,
            then=_people(assessment),
            form=lambda data=None: forms.Relate(data, people=relatives),
            said="Saved: how they are related",
        ),
    )


@require_POST
@opens_to(WRITE)
def unrelate(request: HttpRequest, reference: str) -> HttpResponse:
    """End a relationship that no longer holds, or that was written down in error."""
    assessment = assessment_or_404(request, reference)
    try:
        actions.end_tie(assessment=assessment, tie=request.POST.get("tie", ""), by=request.user, at=timezone.now())
    except actions.AssessmentRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Ended: the drawing follows")
    return redirect("assessments:people", reference=reference)


@opens_to(READ)
def print_genogram(request: HttpRequest, reference: str) -> HttpResponse:
    """The family drawn, on a page of its own for printing."""
    assessment = assessment_or_404(request, reference)
    actions.note_seen(assessment=assessment, page="genogram", by=request.user, at=timezone.now())
    today = timezone.localdate()
    return render(
        request,
        "assessments/print_genogram.html",
        {
            "assessment": assessment,
            "today": today,
            "drawing": queries.genogram_of(assessment.case.family, today=today),
        },
    )


@opens_to(READ)
def facts(request: HttpRequest, reference: str, person: str) -> HttpResponse:
    """What is known of someone, with source and date, to confirm or change."""
    assessment = assessment_or_404(request, reference)
    who = relative_or_404(assessment, person)
    actions.note_seen(assessment=assessment, page="facts", by=request.user, at=timezone.now())
    stated = known_facts(who.person, with_unasked=True)
    return render(
        request,
        "assessments/facts.html",
        {
            "assessment": assessment,
            "who": who,
            "today": timezone.localdate(),
            "home": address_of(who.person),
            "known": [one for one in stated if one.as_of],
            "unasked": [one for one in stated if not one.as_of],
            "may_write": queries.may_write(viewer=request.user, assessment=assessment),
        },
    )


@require_POST
@opens_to(WRITE)
def confirm_fact(request: HttpRequest, reference: str, person: str) -> HttpResponse:
    """The family says that what is recorded still holds."""
    assessment = assessment_or_404(request, reference)
    who, key = relative_or_404(assessment, person), request.POST.get("key", "")
    try:
        actions.confirm_fact(assessment=assessment, person_id=who.id, key=key, by=request.user, at=timezone.now())
    except actions.AssessmentRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"Confirmed today: {FACT_KEYS[key].words.lower()}")
    return redirect("assessments:facts", reference=reference, person=person)


@opens_to(WRITE)
def change_fact(request: HttpRequest, reference: str, person: str, key: str) -> HttpResponse:
    """Write down what is true now."""
    if key not in FACT_KEYS:
        raise Http404
    assessment = assessment_or_404(request, reference)
    who = relative_or_404(assessment, person)
    fact = next((one for one in known_facts(who.person) if one.key == key), None)
    initial = {"meaning": fact.meaning, "value": fact.value} if fact else {"meaning": Meaning.VALUE}

    def save(form, at):
        actions.change_fact(
            assessment=assessment,
            person_id=who.id,
            key=key,
            meaning=Meaning(form.cleaned_data["meaning"]),
            value=form.cleaned_data["value"],
            by=request.user,
            at=at,
        )

    return write_part(
        request,
        Part(
            assessment=assessment,
            name="change_fact",
            template="assessments/change_fact.html",
            save=save,
            subject=f"{who.reference}:{key}",
            form=lambda data=None: forms.ChangeFact(data, initial=initial),
            then=reverse("assessments:facts", args=[reference, person]),
            said=f"Saved: {FACT_KEYS[key].words.lower()}",
            context={"who": who, "fact": fact, "catalogue": FACT_KEYS[key]},
        ),
    )


def _people(assessment) -> str:
    return reverse("assessments:people", args=[assessment.reference])
