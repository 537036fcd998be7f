"""Rounds: the list, one with all it has, writing it, and moving it on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from alongside.commissioning.queries import money
from alongside.commissioning.rules import year_of, year_words
from alongside.foundation.access.access import opens_to
from alongside.places.queries import list_localities

from .. import access, actions, forms, rules
from ..presenters import rounds as presenters
from ..queries import rounds, scores
from .finding import found_or_404, round_or_404
from .verbs import Verb, verb_page


@opens_to(access.SEE)
def list_rounds(request: HttpRequest) -> HttpResponse:
    """Every round of grants."""
    page = rounds.list_rounds(
        viewer=request.user, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    figures = rounds.figures_of(page.rows)
    return render(
        request,
        "grants/rounds.html",
        {
            "page": page,
            "columns": presenters.ROUND_COLUMNS,
            "rows": [presenters.round_row(one, figures[one.id]) for one in page.rows],
            "may_keep": request.user.may(access.KEEP),
            "waiting": rounds.count_waiting_payments(),
            "to_score": scores.list_to_score_for(viewer=request.user),
        },
    )


@opens_to(access.SEE)
def round(request: HttpRequest, reference: str) -> HttpResponse:
    """One round."""
    viewer, found = request.user, round_or_404(request, reference)
    may_keep, may_award = viewer.may(access.KEEP), viewer.may(access.AWARD)
    is_awardable = may_award and found.status == rules.RoundStatus.SCORING
    page = presenters.RoundPage.of(
        found,
        may_keep=may_keep,
        may_award=may_award,
        undecided=rounds.count_undecided(round=found) if is_awardable else 0,
        fund_name=found.fund.name,
        year=year_words(found.year),
    )
    criteria, scorers = rounds.list_criteria(round=found), scores.list_scorers(round=found)
    return render(
        request,
        "grants/round.html",
        {
            "page": page,
            "version": found.version,
            "may_keep": may_keep,
            "criteria": criteria,
            "criteria_columns": presenters.CRITERIA_COLUMNS,
            "criteria_rows": [presenters.criterion_row(one) for one in criteria],
            "money_columns": presenters.MONEY_COLUMNS,
            "money_rows": presenters.money_rows(rounds.list_money(round=found)),
            "bid_columns": presenters.BID_COLUMNS,
            "bid_rows": [presenters.bid_row(one) for one in rounds.bids_of(round=found, viewer=viewer)],
            "hidden": rounds.count_hidden(round=found, viewer=viewer),
            "scorer_columns": presenters.SCORER_COLUMNS,
            "scorer_rows": [presenters.scorer_row(*one) for one in scorers],
            "to_let_go": [one for one, scored, _ in scorers if not scored],
            "is_scorer": access.is_scorer(viewer, found),
            "may_ask_scorers": may_keep and not (page.has_awards or found.status == rules.RoundStatus.WITHDRAWN),
            "move_columns": presenters.MOVE_COLUMNS,
            "move_rows": [presenters.move_row(one) for one in rounds.list_moves(round=found)],
        },
    )


def _facts(typed: dict) -> actions.RoundFacts:
    names = ("title", "purpose", "fund", "year", "least", "most", "closes_on", "starts_on", "ends_on")
    return actions.RoundFacts(**{name: typed[name] for name in names})


def _choices() -> dict:
    now = year_of(timezone.localdate())
    return {
        "fund": [("", "Choose a fund"), *money.choices_of_funds()],
        "year": [(year, year_words(year)) for year in range(now, now + 3)],
    }


@opens_to(access.KEEP)
def set_up_round(request: HttpRequest) -> HttpResponse:
    """Begin a round."""
    return verb_page(
        request,
        Verb(
            name="set_up_round",
            form=forms.EditRound,
            act=lambda typed, who: actions.set_up_round(facts=_facts(typed), id=typed["new"], **who),
            title="Set up a round of grants",
            button="Set it up",
            done="Now write what it is scored by, and what each locality has",
            back=reverse("grants:rounds"),
            back_words="Grants",
            choices=_choices(),
            then=lambda made: reverse("grants:round", args=[made.reference]),
        ),
    )


def _being_written(request: HttpRequest, reference: str):
    found = round_or_404(request, reference)
    if found.status != rules.RoundStatus.DRAFT:
        raise Http404
    return found


def round_verb(found, **facts) -> Verb:
    """A verb about one round, which goes back to it."""
    return Verb(
        about=found.reference,
        caption=found.title,
        back=reverse("grants:round", args=[found.reference]),
        back_words=found.title,
        **facts,
    )


@opens_to(access.KEEP)
def change_round(request: HttpRequest, reference: str) -> HttpResponse:
    """Write a round differently."""
    found = _being_written(request, reference)
    names = ("title", "purpose", "year", "least", "most", "closes_on", "starts_on", "ends_on")
    return verb_page(
        request,
        round_verb(
            found,
            name="change_round",
            form=forms.EditRound,
            act=lambda typed, who: actions.change_round(round=found, facts=_facts(typed), version=typed["lock"], **who),
            title="Change the round",
            button="Save it",
            done="Saved",
            lock=found.version,
            choices=_choices(),
            initial={name: getattr(found, name) for name in names} | {"fund": found.fund.reference},
        ),
    )


@opens_to(access.KEEP)
def add_criterion(request: HttpRequest, reference: str) -> HttpResponse:
    """Add something that bids are scored by."""
    found = _being_written(request, reference)
    names = ("title", "question", "guidance", "weight")
    return verb_page(
        request,
        round_verb(
            found,
            name="add_criterion",
            form=forms.AddCriterion,
            act=lambda typed, who: actions.add_criterion(round=found, **{name: typed[name] for name in names}, **who),
            title="Add what bids are scored by",
            button="Add it",
            done="Added",
            initial={"weight": 2},
        ),
    )


@opens_to(access.KEEP)
def remove_criterion(request: HttpRequest, criterion_id) -> HttpResponse:
    """Take a criterion out."""
    one = found_or_404(rounds.get_criterion(criterion_id))
    found = _being_written(request, one.round.reference)
    return verb_page(
        request,
        round_verb(
            found,
            name=f"remove_criterion.{one.position}",
            form=forms.Confirm,
            act=lambda typed, who: actions.remove_criterion(criterion=one, **who),
            title=f"Take out “{one.title}”?",
            button="Take it out",
            kind="warning",
            done="Taken out",
        ),
    )


@opens_to(access.KEEP)
def share_out(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what each locality has."""
    found = _being_written(request, reference)
    localities = list(list_localities())
    standing = {one.locality.slug: one.amount for one in rounds.list_money(round=found)}

    def act(typed, who):
        amounts = {one.id: typed.get(one.slug) or 0 for one in localities}
        return actions.set_locality_money(round=found, amounts=amounts, **who)

    return verb_page(
        request,
        round_verb(
            found,
            name="share_out",
            form=forms.ShareOut,
            act=act,
            title="What each locality has",
            intro="Leave a locality empty where the round gives no grants.",
            button="Save it",
            done="Saved",
            asked={"localities": localities},
            initial=standing,
        ),
    )


@opens_to(access.KEEP)
def ask_scorer(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask someone to score."""
    found = round_or_404(request, reference)
    able = {str(one.id): one for one in scores.able_scorers()}
    asked = {str(one.user_id) for one, _, _ in scores.list_scorers(round=found)}
    names = [
        (key, f"{one.name}{f', {one.agency.name}' if one.agency_id else ''}")
        for key, one in able.items()
        if key not in asked
    ]
    return verb_page(
        request,
        round_verb(
            found,
            name="ask_scorer",
            form=forms.AskScorer,
            act=lambda typed, who: actions.ask_scorer(round=found, user=able[typed["user"]], **who),
            title="Ask someone to score",
            intro="They declare first whether they have an interest in a bid. They never see one in which they have.",
            button="Ask them",
            done="They are told on their own page",
            choices={"user": [("", "Choose someone"), *names]},
        ),
    )


@opens_to(access.KEEP)
def let_scorer_go(request: HttpRequest, reference: str, user_id) -> HttpResponse:
    """Take a scorer out who has not scored."""
    found = round_or_404(request, reference)
    listed = {one.user_id: one for one, _, _ in scores.list_scorers(round=found)}
    scorer = found_or_404(listed.get(user_id))
    return verb_page(
        request,
        round_verb(
            found,
            name=f"let_scorer_go.{user_id}",
            form=forms.Confirm,
            act=lambda typed, who: actions.let_scorer_go(scorer=scorer, **who),
            title=f"Shall {scorer.user.name} no longer score?",
            button="Take them out",
            kind="warning",
            done="They no longer score this round",
        ),
    )


def _moving(request, reference, name, *, act, title, button, done, form=forms.Confirm, kind="", intro=""):
    found = round_or_404(request, reference)
    return verb_page(
        request,
        round_verb(
            found,
            name=name,
            form=form,
            act=lambda typed, who: act(found, typed, who),
            title=title,
            intro=intro,
            button=button,
            done=done,
            kind=kind,
        ),
    )


@opens_to(access.KEEP)
def open_round(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a round to bids."""
    return _moving(
        request,
        reference,
        "open_round",
        act=lambda found, typed, who: actions.open_round(round=found, today=timezone.localdate(), **who),
        title="Open this round to bids?",
        intro="From now on anybody may read it and bid. What it says cannot be changed after that.",
        button="Open it",
        done="The round is open to bids",
    )


@opens_to(access.KEEP)
def close_round(request: HttpRequest, reference: str) -> HttpResponse:
    """Close a round to bids before its last day."""
    return _moving(
        request,
        reference,
        "close_round",
        act=lambda found, typed, who: actions.close_to_bids(round=found, **who),
        title="Close this round to bids now?",
        intro="It closes by itself after its last day. Bids that are being written cannot be sent once it is closed.",
        button="Close it now",
        kind="warning",
        done="The round is closed to bids",
    )


@opens_to(access.KEEP)
def open_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Give bidders longer."""
    return _moving(
        request,
        reference,
        "open_again",
        form=forms.OpenAgain,
        act=lambda found, typed, who: actions.open_again(
            round=found, closes_on=typed["closes_on"], why=typed["why"], today=timezone.localdate(), **who
        ),
        title="Give bidders longer",
        button="Open it again",
        done="The round is open to bids again",
    )


@opens_to(access.KEEP)
def start_scoring(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the bids to the scorers."""
    return _moving(
        request,
        reference,
        "start_scoring",
        act=lambda found, typed, who: actions.start_scoring(round=found, **who),
        title="Start the scoring?",
        intro="The scorers are told. Each declares first whether they have an interest in a bid.",
        button="Start the scoring",
        done="The scorers are told",
    )


@opens_to(access.KEEP)
def withdraw_round(request: HttpRequest, reference: str) -> HttpResponse:
    """Call a round off."""
    return _moving(
        request,
        reference,
        "withdraw_round",
        form=forms.SayWhy,
        act=lambda found, typed, who: actions.withdraw_round(round=found, why=typed["why"], **who),
        title="Call this round off?",
        intro="Bids that were sent stay on record. The round is no longer shown to anybody outside.",
        button="Call it off",
        kind="warning",
        done="The round is called off",
    )


@opens_to(access.AWARD)
def award_round(request: HttpRequest, reference: str) -> HttpResponse:
    """Award a round whole."""
    return _moving(
        request,
        reference,
        "award_round",
        act=lambda found, typed, who: actions.award_round(round=found, **who),
        title="Award this round?",
        intro="Every grant is committed in the ledger and every bidder is written to, all at once or not at all.",
        button="Award the round",
        done="The round is awarded, and the bidders are written to",
    )


@opens_to(access.KEEP)
def finish_round(request: HttpRequest, reference: str) -> HttpResponse:
    """Finish a round."""
    return _moving(
        request,
        reference,
        "finish_round",
        act=lambda found, typed, who: actions.finish_round(round=found, **who),
        title="Finish this round?",
        button="Finish it",
        done="The round is finished",
    )
