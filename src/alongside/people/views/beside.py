"""Two records side by side: saying whether they are one, joining them with a preview, taking them apart."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.access.queries import list_grants_on

from .. import access, actions, forms, presenters, queries, rules
from .shared import done

WITH_FAMILY_PAGES = {
    "beside": "people:families_beside",
    "join": "people:join_families",
    "part": "people:part_families",
    "record": "people:family",
}
WITH_PERSON_PAGES = {
    "beside": "people:beside",
    "join": "people:join_records",
    "part": "people:part_records",
    "record": "people:person",
}


def _two(request: HttpRequest, reference: str, other: str, *, families: bool):
    get = queries.get_two_families if families else queries.get_two_people
    try:
        return get(viewer=request.user, reference=reference, other=other)
    except queries.PairNotFound as absent:
        raise Http404 from absent


def _seen(request: HttpRequest, *records) -> None:
    for one in records:
        about = queries.families_about(viewer=request.user, of=one)
        actions.note_seen(
            subject=one, about=about, page=request.resolver_match.url_name, by=request.user, at=timezone.now()
        )


@opens_to(access.LINK)
def beside(request: HttpRequest, reference: str, other: str) -> HttpResponse:
    """Two records of people side by side, with what speaks for and against; say whether they are one."""
    one, two = _two(request, reference, other, families=False)
    form = forms.SayOfRecords(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = rules.LinkDecision(form.cleaned_data["answer"])
        if answer is rules.LinkDecision.SAME:
            return redirect("people:join_records", reference, other)
        if done(form, lambda: _say_not(request, one, two, answer, form.cleaned_data["why"])):
            messages.success(request, _said_words(answer))
            return redirect("people:beside", reference, other)
    both = queries.beside(one, two)
    _seen(request, one, two)
    page = presenters.BesidePage.of(both, viewer=request.user, today=timezone.localdate())
    said = [presenters.SaidLine.of(link) for link in queries.list_said(one, two)]
    is_one = queries.leading_person(one).id == queries.leading_person(two).id
    context = {"page": page, "form": form, "said": said, "is_one": is_one}
    families = _two_families(both) if is_one else None
    return render(request, "people/beside.html", context | {"families": families})


def _two_families(both: queries.Beside) -> tuple | None:
    """The families that the two records are in, where those are two and may be one too."""
    for mine in both.one.families:
        for other in both.other.families:
            ones = {queries.leading_family(mine.family).id, queries.leading_family(other.family).id}
            if len(ones) == 2:
                return mine.family, other.family
    return None


def _say_not(request: HttpRequest, one, two, answer: rules.LinkDecision, why: str) -> None:
    at = timezone.now()
    weighed = queries.weigh_people(one, two)
    grounds = actions.Grounds(queries.evidence_of(weighed), weighed.weight, weighed.model_version)
    actions.say_of_people(one=one, other=two, decision=answer, why=why, grounds=grounds, by=request.user, at=at)
    if answer is rules.LinkDecision.NOT_SURE:
        actions.raise_pair(one=one, other=two, reason=rules.PairReason.NOT_SURE, note=why, by=request.user, at=at)


def _said_words(answer: rules.LinkDecision) -> str:
    if answer is rules.LinkDecision.NOT_SURE:
        return "Noted. A data steward will look at these two records"
    return "Noted that these are two people. Nothing will put them together again"


@opens_to(access.LINK)
def join_records(request: HttpRequest, reference: str, other: str) -> HttpResponse:
    """Everything that will stand together once two records are one person; then join them."""
    one, two = _two(request, reference, other, families=False)

    def join(lead, why: str) -> None:
        weighed = queries.weigh_people(one, two)
        grounds = actions.Grounds(queries.evidence_of(weighed), weighed.weight, weighed.model_version)
        actions.say_of_people(
            one=one,
            other=two,
            decision=rules.LinkDecision.SAME,
            lead=lead,
            why=why,
            grounds=grounds,
            by=request.user,
            at=timezone.now(),
        )

    return _join(request, one, two, join, pages=WITH_PERSON_PAGES, what="person")


@opens_to(access.LINK)
def families_beside(request: HttpRequest, reference: str, other: str) -> HttpResponse:
    """Two records of families side by side, with everybody in them."""
    one, two = _two(request, reference, other, families=True)
    today = timezone.localdate()
    _seen(request, one, two)
    sides = [
        {
            "family": family,
            "members": [
                presenters.MemberLine.of(member, viewer=request.user, today=today)
                for member in queries.family_members(family)
            ],
        }
        for family in (one, two)
    ]
    said = [presenters.SaidLine.of(link) for link in queries.list_said(one, two)]
    is_one = queries.leading_family(one).id == queries.leading_family(two).id
    return render(
        request,
        "people/families_beside.html",
        {
            "sides": sides,
            "one": one,
            "two": two,
            "said": said,
            "is_one": is_one,
            "is_steward": request.user.may(access.STEWARD),
        },
    )


@opens_to(access.LINK)
def join_families(request: HttpRequest, reference: str, other: str) -> HttpResponse:
    """Everything that will stand together once two records are one family; then join them."""
    one, two = _two(request, reference, other, families=True)

    def join(lead, why: str) -> None:
        actions.say_of_families(
            one=one,
            other=two,
            decision=rules.LinkDecision.SAME,
            lead=lead,
            why=why,
            by=request.user,
            at=timezone.now(),
        )

    return _join(request, one, two, join, pages=WITH_FAMILY_PAGES, what="family")


def _join(request: HttpRequest, one, two, join, *, pages: dict, what: str) -> HttpResponse:
    records = [(each.reference, f"{_name(each)}, {each.reference}") for each in (one, two)]
    form = forms.JoinRecords(request.POST or None, records=records, initial={"lead": one.reference})
    if request.method == "POST" and form.is_valid():
        lead = next(each for each in (one, two) if each.reference == form.cleaned_data["lead"])
        if done(form, lambda: join(lead, form.cleaned_data["why"])):
            messages.success(request, f"The two records are one {what} now. Nothing was moved, and it can be undone")
            return redirect(pages["beside"], one.reference, two.reference)
    _seen(request, one, two)
    counted = queries.count_belongings(type(one), [one.id, two.id])
    return render(
        request,
        "people/join_records.html",
        {
            "form": form,
            "what": what,
            "one": one.reference,
            "two": two.reference,
            "names": [_name(one), _name(two)],
            "rows": presenters.gathered_rows(counted, one=one, other=two),
            "columns": _columns(one, two),
            "opened": _who_will_see(one, two) if what == "family" else [],
            "back": pages["beside"],
        },
    )


def _columns(one, two) -> list:
    numbers = [{"text": f"{_name(each)} {each.reference}", "number": True} for each in (one, two)]
    return ["What", *numbers, {"text": "Together", "number": True}]


def _who_will_see(one, two) -> list[list[str]]:
    """Whoever sees only one of the two families now, and will see both."""
    rows = []
    for mine, other in ((one, two), (two, one)):
        theirs = {_holder(grant) for grant in list_grants_on(subject_kind=access.SUBJECT, subject_ids=[other.id])}
        mine_held = list_grants_on(subject_kind=access.SUBJECT, subject_ids=[mine.id])
        rows += [
            [_holder(grant), _name(mine), _name(other), grant.get_reason_display()]
            for grant in mine_held
            if _holder(grant) not in theirs
        ]
    return rows


def _holder(grant) -> str:
    holder = grant.user or grant.team or grant.agency
    return holder.name


def _name(record) -> str:
    return getattr(record, "full_name", "") or f"The {rules.family_title(record.name)}"


@opens_to(access.LINK)
def part_records(request: HttpRequest, reference: str, other: str) -> HttpResponse:
    """Take two records of a person apart again."""
    one, two = _two(request, reference, other, families=False)
    return _part(request, one, two, actions.say_of_people, pages=WITH_PERSON_PAGES, what="person")


@opens_to(access.LINK)
def part_families(request: HttpRequest, reference: str, other: str) -> HttpResponse:
    """Take two records of a family apart again."""
    one, two = _two(request, reference, other, families=True)
    return _part(request, one, two, actions.say_of_families, pages=WITH_FAMILY_PAGES, what="family")


def _part(request: HttpRequest, one, two, say, *, pages: dict, what: str) -> HttpResponse:
    form = forms.PartRecords(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        decision = rules.LinkDecision.NOT_THE_SAME if given["is_fact"] else rules.LinkDecision.UNDONE
        asked = {"one": one, "other": two, "decision": decision, "why": given["why"]}
        if done(form, lambda: say(**asked, by=request.user, at=timezone.now())):
            left = len(queries.list_to_sort(viewer=request.user, records=[one.id, two.id]))
            things = "One thing written meanwhile is" if left == 1 else f"{left} things written meanwhile are"
            more = f". {things} to be looked at" if left else ""
            messages.success(request, f"The two records stand apart again, as they were{more}")
            return (
                redirect("people:to_sort", one.reference, two.reference)
                if left
                else redirect(pages["beside"], one.reference, two.reference)
            )
    _seen(request, one, two)
    return render(
        request,
        "people/part_records.html",
        {
            "form": form,
            "what": what,
            "one": one.reference,
            "two": two.reference,
            "names": [_name(one), _name(two)],
            "back": pages["beside"],
        },
    )


@opens_to(access.LINK)
def to_sort(request: HttpRequest, reference: str, other: str) -> HttpResponse:
    """What was written while two records were one: say of each whether it stays or belongs to the other."""
    families = reference.startswith("F-")
    one, two = _two(request, reference, other, families=families)
    records = [*_records(one, families), *_records(two, families)]
    names = {each.id: f"{_name(each)}, {each.reference}" for each in records}
    waiting = queries.list_to_sort(viewer=request.user, records=names)
    if request.method == "POST":
        form = forms.SortRow(request.POST)
        chosen = next((each for each in waiting if str(each.id) == request.POST.get("row")), None)
        if chosen is None or not form.is_valid():
            raise Http404
        status = rules.SortingStatus(form.cleaned_data["status"])
        try:
            actions.sort_row(sorting=chosen, status=status, by=request.user, at=timezone.now())
        except actions.PeopleRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, rules.SORTING_STATUS_WORDS[status])
        return redirect("people:to_sort", reference, other)
    _seen(request, one, two)
    lines = [presenters.SortLine.of(each, may_move=actions.MAY_MOVE, names=names) for each in waiting]
    pages = WITH_FAMILY_PAGES if families else WITH_PERSON_PAGES
    return render(
        request,
        "people/to_sort.html",
        {"lines": lines, "one": reference, "two": other, "names": [_name(one), _name(two)], "back": pages["beside"]},
    )


def _records(one, families: bool) -> list:
    return queries.list_records_of_family(one) if families else queries.list_records_of_person(one)
