"""The queue of pairs, one pair with its household, and asking about it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to, opens_to_agencies
from alongside.foundation.components.paging import key_page

from .. import access, actions, forms, presenters, queries, rules
from .shared import done

ORDER = ("raised_at", "id")


@opens_to(access.STEWARD)
def list_pairs(request: HttpRequest) -> HttpResponse:
    """Pairs of records of which somebody has to say whether they are one, the longest waiting first."""
    today = timezone.localdate()
    narrow = forms.NarrowPairs(request.GET or None, auto_id="narrow_%s")
    chosen = narrow.cleaned_data if narrow.is_valid() else {}
    page = key_page(
        queries.list_pairs(viewer=request.user, **chosen),
        after=request.GET.get("after"),
        before=request.GET.get("before"),
        order=ORDER,
    )
    people = [one for pair in page for one in (pair.low_id, pair.high_id)]
    actions.note_search(found=people, by=request.user, at=timezone.now(), why="pairs to look at")
    agreement = rules.agreement_between(queries.list_twice_looked_at())
    return render(
        request,
        "people/list_pairs.html",
        {
            "page": page,
            "lines": [presenters.PairLine.of(pair, today=today) for pair in page],
            "narrow": narrow,
            "is_narrowed": any(chosen.values()),
            "waiting": queries.count_pairs(viewer=request.user),
            "agreement": agreement,
            "kappa": f"{agreement.kappa:.2f}" if agreement.kappa is not None else "",
            "kappa_words": rules.kappa_in_words(agreement.kappa),
            "sorting": len(queries.list_to_sort(viewer=request.user)),
        },
    )


@opens_to(access.STEWARD)
def list_all_to_sort(request: HttpRequest) -> HttpResponse:
    """Records that were taken apart, with something written meanwhile that nobody has looked at."""
    waiting = queries.list_to_sort(viewer=request.user)
    found: dict = {}
    for one in waiting:
        link = one.person_link or one.family_link
        line = found.setdefault(link.id, {"one": link.low, "two": link.high, "count": 0, "at": link.at})
        line["count"] += 1
    actions.note_search(
        found=[one[side].id for one in found.values() for side in ("one", "two")],
        by=request.user,
        at=timezone.now(),
        why="records to sort",
    )
    return render(request, "people/list_to_sort.html", {"lines": list(found.values())})


def _pair_or_404(request: HttpRequest, pair_id: UUID):
    try:
        return queries.get_pair(viewer=request.user, pair_id=pair_id)
    except queries.PairNotFound as absent:
        raise Http404 from absent


@opens_to(access.STEWARD)
def pair(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """A pair, and the other pairs of the same two households, looked at as one."""
    first = _pair_or_404(request, pair_id)
    pairs = queries.pairs_of_household(first, viewer=request.user)
    waiting = [one for one in pairs if one.status != rules.PairStatus.SETTLED]
    named = {f"pair-{one.id}": one for one in waiting}
    labels = [
        (name, f"{one.low.full_name} and {one.high.full_name}: are they one person?") for name, one in named.items()
    ]
    form = forms.SayOfPairs(request.POST or None, pairs=labels) if waiting else None
    if (
        request.method == "POST"
        and form is not None
        and form.is_valid()
        and done(form, lambda: _say(request, form, named))
    ):
        messages.success(request, "Noted")
        return redirect("people:pair", pair_id)
    pages = [_page(request, one) for one in pairs]
    return render(
        request,
        "people/pair.html",
        {"pages": pages, "form": form, "first": pages[0], "is_household": len(pairs) > 1},
    )


def _say(request: HttpRequest, form: forms.SayOfPairs, named: dict) -> None:
    answers = [
        (one, rules.LinkDecision(form.cleaned_data[name])) for name, one in named.items() if form.cleaned_data[name]
    ]
    actions.give_opinions(answers=answers, why=form.cleaned_data["why"], by=request.user, at=timezone.now())


def _page(request: HttpRequest, one) -> presenters.PairPage:
    today = timezone.localdate()
    for person in (one.low, one.high):
        about = queries.families_about(viewer=request.user, of=person)
        actions.note_seen(subject=person, about=about, page="pair", by=request.user, at=timezone.now())
    return presenters.PairPage(
        line=presenters.PairLine.of(one, today=today),
        beside=presenters.BesidePage.of(queries.beside(one.low, one.high), viewer=request.user, today=today),
        opinions=[presenters.OpinionLine.of(each) for each in queries.list_opinions(one, viewer=request.user)],
        questions=[presenters.QuestionLine.of(each) for each in queries.list_questions(one)],
        said=[presenters.SaidLine.of(each) for each in queries.list_said(one.low, one.high)],
        is_settled=one.status == rules.PairStatus.SETTLED,
        answer=rules.LINK_DECISION_WORDS.get(one.answer, ""),
        needs_two=one.needs_two,
    )


@opens_to(access.STEWARD)
def ask_about_pair(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Ask somebody who works with these people, or whoever put the pair before us."""
    one = _pair_or_404(request, pair_id)
    colleagues = {str(each.id): each for each in queries.who_may_know(one) if each.id != request.user.id}
    choices = [(ident, f"{each.name}, {each.agency.name if each.agency else ''}") for ident, each in colleagues.items()]
    form = forms.AskAboutPair(request.POST or None, colleagues=choices)

    def ask() -> None:
        given = form.cleaned_data
        actions.ask_about_pair(
            pair=one, asked_of=colleagues[given["colleague"]], words=given["words"], by=request.user, at=timezone.now()
        )

    return _to_colleague(request, one, form, ask, title="Ask someone who may know", button="Ask", said="Asked")


@opens_to(access.STEWARD)
def hand_on_pair(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Hand a pair on to another who reviews pairs."""
    one = _pair_or_404(request, pair_id)
    colleagues = {str(each.id): each for each in queries.list_reviewers() if each.id != request.user.id}
    form = forms.HandOnPair(request.POST or None, colleagues=[(key, each.name) for key, each in colleagues.items()])

    def hand_on() -> None:
        to = colleagues[form.cleaned_data["colleague"]]
        actions.hand_on_pair(pair=one, to=to, by=request.user, at=timezone.now())

    return _to_colleague(request, one, form, hand_on, title="Hand this pair on", button="Hand on", said="Handed on")


def _to_colleague(request: HttpRequest, one, form, act, *, title: str, button: str, said: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and done(form, act):
        messages.success(request, said)
        return redirect("people:pair", one.id)
    people = [one.low_id, one.high_id]
    actions.note_search(found=people, by=request.user, at=timezone.now(), why="a pair")
    line = presenters.PairLine.of(one, today=timezone.localdate())
    return render(request, "people/to_colleague.html", {"form": form, "title": title, "button": button, "line": line})


@opens_to_agencies
def answer_question(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """What a colleague asked about two records, for the one who was asked."""
    try:
        question = queries.get_question(viewer=request.user, question_id=question_id)
    except queries.PairNotFound as absent:
        raise Http404 from absent
    form = forms.AnswerQuestion(request.POST or None)

    def answer() -> None:
        actions.answer_question(question=question, words=form.cleaned_data["words"], by=request.user, at=timezone.now())

    if request.method == "POST" and form.is_valid() and done(form, answer):
        messages.success(request, "Thank you. Your colleague is told")
        return redirect("people:answer_question", question.id)
    people = [question.pair.low_id, question.pair.high_id]
    actions.note_search(found=people, by=request.user, at=timezone.now(), why="asked about two records")
    line = presenters.PairLine.of(question.pair, today=timezone.localdate())
    return render(
        request,
        "people/answer_question.html",
        {"form": form, "question": presenters.QuestionLine.of(question), "line": line},
    )


@opens_to(access.STEWARD)
def quality(request: HttpRequest) -> HttpResponse:
    """How well people are matched, and what a threshold would do."""
    found = queries.quality(viewer=request.user, today=timezone.localdate())
    return render(request, "people/quality.html", {"page": presenters.QualityPage.of(found)})
