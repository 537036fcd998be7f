"""One person: the page, and each thing one can do there."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.drafts.actions import discard_draft, start_or_resume_draft

from .. import access, actions, forms, presenters, queries, rules
from .likely import looked_for
from .shared import done, family_or_404, person_or_404, verb

DRAFT = "people.add_person"
NOT_SURE = "not_sure"
ADDED = {False: "Person added", True: "Person added. A data steward will look whether they were known already"}


@opens_to(access.SEE)
def person(request: HttpRequest, reference: str) -> HttpResponse:
    """One person: names, birth, homes, facts, families."""
    someone = person_or_404(request, reference)
    records = queries.list_records_of_person(someone)
    if records[0].id != someone.id:
        return redirect("people:person", records[0].reference)
    families = queries.families_of(viewer=request.user, person=someone)
    page = presenters.PersonPage.of(
        someone,
        viewer=request.user,
        today=timezone.localdate(),
        homes=queries.list_addresses(someone),
        facts=queries.known_facts(someone, with_unasked=True),
        families=families,
        other_names=queries.list_other_names(someone),
    )
    actions.note_seen(
        subject=someone, about=[family.id for family in families], page="person", by=request.user, at=timezone.now()
    )
    bonds = queries.list_joined(someone) if len(records) > 1 else []
    lines = presenters.RecordLine.lines(records, bonds)
    context = {"page": page, "records": lines, "may_link": request.user.may(access.LINK)}
    return render(request, "people/person.html", context)


@opens_to(access.ADD)
def add_person(request: HttpRequest) -> HttpResponse:
    """Add a person, after showing who they may be already; the form keeps itself as it is typed."""
    family = family_or_404(request, request.GET["family"]) if request.GET.get("family") else None
    today, at = timezone.localdate(), timezone.now()
    draft = start_or_resume_draft(form=DRAFT, subject=family.reference if family else "", owner=request.user, at=at)
    blank = {"initial": {"form_key": uuid4(), "sex": "unknown"}, "for_family": family is not None, "today": today}
    form = (
        forms.AddPerson(request.POST, **blank) if request.method == "POST" else forms.AddPerson.resume(draft, **blank)
    )
    likely, looked = [], []
    if "look" in request.POST and request.user.may(access.SEARCH):
        form.stay_unjudged()
        looked = [looked_for(request)]
    elif request.method == "POST" and form.is_valid():
        found = _found(request, form, today)
        likely = [] if form.cleaned_data["none_of_these"] else _lines_of(request, found)
        if not likely and done(form, lambda: _add(request, form, family, at, found)):
            discard_draft(draft=draft)
            messages.success(request, ADDED[form.cleaned_data["none_of_these"] == NOT_SURE])
            return (
                redirect("people:family", family.reference)
                if family
                else redirect("people:person", form.added.reference)
            )
    return render(
        request,
        "people/add_person.html",
        {
            "form": form,
            "family": family,
            "likely": likely,
            "looked": looked,
            "may_search": request.user.may(access.SEARCH),
            "draft": draft,
            "saved_at": timezone.localtime(draft.saved_at),
        },
    )


def _found(request: HttpRequest, form: forms.AddPerson, today) -> list[queries.Found]:
    """Who the person may be already, and then who else may be of the family; nobody once this very form has added."""
    given = form.cleaned_data
    sought = queries.Sought(
        given_names=f"{given['given_names']} {given['known_as']}".strip(),
        family_name=given["family_name"],
        born_on=form.birth_facts["born_on"],
        postcode=given["postcode"],
        nhs_number=given["nhs_number"].replace(" ", ""),
        upn=given["upn"].strip().upper(),
        lines=given["lines"],
        sex=given["sex"],
    )
    found = [one for one in queries.likely_people(viewer=request.user, sought=sought, today=today) if one.is_likely]
    is_added = any(one.id == given["form_key"] for one in found)
    return found if any(one.is_this_person for one in found) and not is_added else []


def _lines_of(request: HttpRequest, found: list[queries.Found]) -> list[presenters.FoundLine]:
    """Those found, as the page shows them; that they were shown is noted."""
    looked_for = [each for one in found for each in sorted(one.looked_for)]
    actions.note_search(found=looked_for, by=request.user, at=timezone.now(), why="before adding")
    families = [family.id for one in found for family in one.families]
    open_families = queries.open_family_ids(viewer=request.user, family_ids=families)
    return [presenters.FoundLine.of(one, {}, open_families=open_families) for one in found]


def _add(request: HttpRequest, form: forms.AddPerson, family, at, found: list[queries.Found]) -> None:
    given, by = form.cleaned_data, request.user
    perhaps = [one.id for one in found if one.is_this_person and not one.is_kept_apart]
    is_unsure = given["none_of_these"] == NOT_SURE
    form.added = actions.add_newcomer(
        facts=form.person_facts,
        family=family,
        role=given.get("role"),
        in_household=given.get("in_household") is not False,
        lines=given["lines"],
        postcode=given["postcode"],
        is_restricted=bool(given["is_restricted"]),
        perhaps=perhaps if is_unsure else [],
        none_of=[] if is_unsure else perhaps,
        by=by,
        at=at,
    )


@opens_to(access.ADD)
def rename_person(request: HttpRequest, reference: str) -> HttpResponse:
    someone = person_or_404(request, reference)
    initial = _initial(someone, "given_names", "family_name", "known_as")
    form = forms.RenamePerson(request.POST or None, initial=initial)
    return _correction(
        request,
        someone,
        form,
        lambda: actions.rename_person(
            person=someone,
            **_given(form, "version", "given_names", "family_name", "known_as", "keeps_former"),
            by=request.user,
            at=timezone.now(),
        ),
        title="Change a name",
        said="Name changed",
    )


@opens_to(access.ADD)
def correct_birth(request: HttpRequest, reference: str) -> HttpResponse:
    someone = person_or_404(request, reference)
    is_estimate = someone.birth_precision in ("estimated", "month", "year")
    kind = "estimated" if is_estimate else someone.birth_precision
    form = forms.CorrectBirth(
        request.POST or None,
        today=timezone.localdate(),
        initial={
            "version": someone.version,
            "birth": kind,
            "born_on": None if is_estimate else someone.born_on,
            "about_on": someone.born_on if is_estimate else None,
            "due_on": someone.due_on,
        },
    )
    return _correction(
        request,
        someone,
        form,
        lambda: actions.correct_birth(
            person=someone,
            version=form.cleaned_data["version"],
            **form.birth_facts,
            by=request.user,
            at=timezone.now(),
        ),
        title="Correct the birth",
        said="Birth corrected",
    )


@opens_to(access.ADD)
def note_birth(request: HttpRequest, reference: str) -> HttpResponse:
    someone = person_or_404(request, reference)
    initial = _initial(someone, "given_names", "family_name", "sex")
    form = forms.NoteBirth(request.POST or None, initial=initial, today=timezone.localdate())
    return _correction(
        request,
        someone,
        form,
        lambda: actions.note_birth(
            person=someone,
            **_given(form, "version", "born_on", "given_names", "family_name"),
            sex=rules.Sex(form.cleaned_data["sex"]),
            by=request.user,
            at=timezone.now(),
        ),
        title="The baby is born",
        said="Birth recorded",
    )


@opens_to(access.ADD)
def correct_details(request: HttpRequest, reference: str) -> HttpResponse:
    someone = person_or_404(request, reference)
    fields = ("nhs_number", "upn", "phone", "email", "died_on")
    form = forms.CorrectDetails(request.POST or None, initial=_initial(someone, "sex", *fields))
    return _correction(
        request,
        someone,
        form,
        lambda: actions.correct_person(
            person=someone,
            **_given(form, "version", *fields),
            sex=rules.Sex(form.cleaned_data["sex"]),
            by=request.user,
            at=timezone.now(),
        ),
        title="Correct numbers and details",
        said="Details corrected",
    )


@opens_to(access.ADD)
def add_other_name(request: HttpRequest, reference: str) -> HttpResponse:
    someone = person_or_404(request, reference)
    form = forms.AddOtherName(request.POST or None)
    return _correction(
        request,
        someone,
        form,
        lambda: actions.add_other_name(
            person=someone,
            **form.cleaned_data,
            by=request.user,
            at=timezone.now(),
        ),
        title="Add another name",
        said="Name added",
    )


@opens_to(access.ADD)
def move_home(request: HttpRequest, reference: str) -> HttpResponse:
    someone = person_or_404(request, reference)
    today = timezone.localdate()
    form = forms.MoveHome(request.POST or None, today=today, initial={"as_of": today, "is_restricted": False})
    household = queries.household_of(someone, viewer=request.user)
    if not household:
        del form.fields["with_household"]

    def move() -> None:
        given = {**form.cleaned_data}
        movers = household if given.pop("with_household", False) else []
        actions.move_household(people=[someone, *movers], **given, by=request.user, at=timezone.now())

    return _correction(
        request,
        someone,
        form,
        move,
        title="Where do they live now?",
        said="Address recorded",
        lead="Others in the household: " + ", ".join(one.full_name for one in household) if household else "",
    )


@opens_to(access.ADD)
def state_fact(request: HttpRequest, reference: str) -> HttpResponse:
    someone = person_or_404(request, reference)
    today = timezone.localdate()
    key = request.GET.get("key", "")
    form = forms.StateFact(request.POST or None, today=today, initial={"as_of": today, "key": key})
    return _correction(
        request,
        someone,
        form,
        lambda: actions.state_fact(
            person=someone,
            **_given(form, "key", "value", "source", "as_of"),
            meaning=rules.Meaning(form.cleaned_data["meaning"]),
            by=request.user,
            at=timezone.now(),
        ),
        title="Record a fact",
        said="Fact recorded",
    )


def _correction(request: HttpRequest, someone, form, act, *, title: str, said: str, lead: str = "") -> HttpResponse:
    return verb(
        request,
        form,
        act,
        of=someone,
        title=title,
        button="Save",
        said=said,
        to=("people:person", someone.reference),
        back=someone.full_name,
        lead=lead,
    )


def _initial(someone, *fields: str) -> dict:
    return {"version": someone.version} | {field: getattr(someone, field) for field in fields}


def _given(form, *fields: str) -> dict:
    return {field: form.cleaned_data[field] for field in fields}
