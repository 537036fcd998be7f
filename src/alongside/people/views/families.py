"""One family: the page, and each thing one can do there."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to

from .. import access, actions, forms, presenters, queries, rules
from .shared import choices_of, done, family_or_404, people_of, verb


@opens_to(access.SEE)
def family(request: HttpRequest, reference: str) -> HttpResponse:
    """One family: who is in it, where, how related, and what was agreed."""
    one, viewer, today = family_or_404(request, reference), request.user, timezone.localdate()
    records = queries.list_records_of_family(one)
    if records[0].id != one.id:
        return redirect("people:family", records[0].reference)
    members = queries.family_members(one, with_former=True)
    relationships = queries.list_relationships(people=[member.person_id for member in members])
    actions.note_seen(
        subject=one, about=[member.person_id for member in members], page="family", by=viewer, at=timezone.now()
    )
    return render(
        request,
        "people/family.html",
        {
            "family": one,
            "today": today,
            "records": presenters.RecordLine.lines(records, queries.list_joined(one) if len(records) > 1 else []),
            "may_link": viewer.may(access.LINK),
            "may_change": access.may_change_family(viewer, one),
            "members": [presenters.MemberLine.of(member, viewer=viewer, today=today) for member in members],
            "relations": [presenters.RelationLine.of(each) for each in relationships],
            "agreements": [presenters.AgreementLine.of(each) for each in queries.list_agreements(one)],
            "bases": queries.list_sharing_bases(one),
        },
    )


@opens_to(access.ADD)
def add_family(request: HttpRequest) -> HttpResponse:
    form = forms.AddFamily(request.POST or None, initial={"form_key": uuid4()})
    added = []
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: added.append(
                actions.add_family(
                    name=form.cleaned_data["name"],
                    id=form.cleaned_data["form_key"],
                    by=request.user,
                    at=timezone.now(),
                )
            ),
        )
    ):
        messages.success(request, "Family added. Now add who is in it")
        return redirect("people:family", added[0].reference)
    return render(request, "people/add_family.html", {"form": form})


@opens_to(access.ADD)
def rename_family(request: HttpRequest, reference: str) -> HttpResponse:
    one = family_or_404(request, reference)
    form = forms.RenameFamily(request.POST or None, initial={"name": one.name, "version": one.version})
    return _of_family(
        request,
        one,
        form,
        lambda: actions.rename_family(
            family=one,
            **form.cleaned_data,
            by=request.user,
            at=timezone.now(),
        ),
        title="What the family is called",
        said="Name changed",
    )


@opens_to(access.ADD)
def join_family(request: HttpRequest, reference: str) -> HttpResponse:
    one = family_or_404(request, reference)
    form = forms.JoinFamily(request.POST or None, initial={"person": request.GET.get("person", "")})

    def join() -> None:
        given = form.cleaned_data
        try:
            person = queries.get_person(viewer=request.user, reference=given["person"])
        except queries.PersonNotFound:
            raise actions.PeopleRefused("No person open to you has this reference") from None
        actions.join_family(
            family=one,
            person=person,
            role=rules.FamilyRole(given["role"]),
            in_household=given["in_household"],
            by=request.user,
            at=timezone.now(),
        )

    return _of_family(request, one, form, join, title="Add someone already recorded", said="Added to the family")


@opens_to(access.ADD)
def leave_family(request: HttpRequest, reference: str, person: str) -> HttpResponse:
    one = family_or_404(request, reference)
    member = next((m for m in queries.family_members(one) if m.person.reference == person), None)
    if member is None:
        raise Http404
    form = forms.LeaveFamily(request.POST or None, today=timezone.localdate())
    return _of_family(
        request,
        one,
        form,
        lambda: actions.leave_family(
            member=member,
            **form.cleaned_data,
            by=request.user,
            at=timezone.now(),
        ),
        title="They are no longer part of the family",
        said="Recorded",
        lead=f"{member.person.full_name}: what was recorded stays. Use this when someone has left the family, "
        "not when they have moved out.",
    )


@opens_to(access.ADD)
def relate(request: HttpRequest, reference: str) -> HttpResponse:
    one, today = family_or_404(request, reference), timezone.localdate()
    people = people_of(one)
    form = forms.Relate(request.POST or None, people=choices_of(people), today=today, initial={"as_of": today})

    def act() -> None:
        given = form.cleaned_data
        actions.relate(
            person=people[given["person"]],
            other=people[given["other"]],
            kind=rules.RelationKind(given["kind"]),
            has_parental_responsibility=form.responsibility,
            source=given["source"],
            as_of=given["as_of"],
            by=request.user,
            at=timezone.now(),
        )

    return _of_family(request, one, form, act, title="How are they related?", said="Relationship recorded")


@opens_to(access.ADD)
def end_relationship(request: HttpRequest, reference: str, relationship: UUID) -> HttpResponse:
    one = family_or_404(request, reference)
    members = [member.person_id for member in queries.family_members(one, with_former=True)]
    found = next((r for r in queries.list_relationships(people=members) if r.id == relationship), None)
    if found is None:
        raise Http404
    form = forms.EndRelationship(request.POST or None, today=timezone.localdate())
    return _of_family(
        request,
        one,
        form,
        lambda: actions.end_relationship(
            relationship=found,
            **form.cleaned_data,
            by=request.user,
            at=timezone.now(),
        ),
        title="End a relationship",
        said="Relationship ended",
        lead=presenters.RelationLine.of(found).words + ".",
    )


def _of_family(request: HttpRequest, one, form, act, *, title: str, said: str, lead: str = "") -> HttpResponse:
    return verb(
        request,
        form,
        act,
        of=one,
        title=title,
        button="Save",
        said=said,
        to=("people:family", one.reference),
        back=f"The {one.name} family",
        lead=lead,
    )
