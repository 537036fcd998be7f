"""Stepping up and down, changing the level, closing and reopening."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.components import cards
from alongside.foundation.drafts.actions import discard_draft, start_or_resume_draft

from .. import access, actions, forms, presenters, queries, rules
from .finding import as_it_stands, case_or_404


@dataclass(frozen=True)
class _Move:
    """One way in which a case moves: its form, its action and the words of its page."""

    kind: rules.StepKind
    form: type
    act: Callable[..., Any]
    title: str
    button: str
    intro: str
    asked: dict = field(default_factory=dict)
    initial: dict = field(default_factory=dict)


@opens_to(access.STEP)
def step_up(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand a family to social care with all that is known."""
    case = case_or_404(request, reference)
    teams = {team.slug: team for team in queries.list_social_care_teams()}

    def act(*, to_team: str, **facts):
        return actions.step_up(to_team=teams[to_team], **facts)

    return _page(
        request,
        case,
        _Move(
            kind=rules.StepKind.STEP_UP,
            form=forms.StepUp,
            act=act,
            title="Step up to social care",
            button="Step up to social care",
            intro="The team sees the assessment, the plan and the history from the moment you send this. Nothing is "
            "typed again. If a child may be in danger now, ring 999 or the team first: this form can wait.",
            asked={"teams": [(slug, presenters.team_words(team)) for slug, team in teams.items()]},
        ),
    )


@opens_to(access.STEP)
def step_down(request: HttpRequest, reference: str) -> HttpResponse:
    """Bring a family back from social care."""
    case = case_or_404(request, reference)
    return _page(
        request,
        case,
        _Move(
            kind=rules.StepKind.STEP_DOWN,
            form=forms.StepDown,
            act=actions.step_down,
            title="Step down to early help",
            button="Step down to early help",
            intro="Everything stands as it was left: the family does not tell it again. A lead professional who still "
            "stands goes on; otherwise the hub manager gives the family to the one who is named here.",
            initial={"named_lead": case.lead.name if case.lead else ""},
        ),
    )


@opens_to(access.STEP)
def change_level(request: HttpRequest, reference: str) -> HttpResponse:
    """Change the level of need within early help."""
    case = case_or_404(request, reference)
    return _page(
        request,
        case,
        _Move(
            kind=rules.StepKind.LEVEL_CHANGED,
            form=forms.ChangeLevel,
            act=actions.change_level,
            title="Change the level of need",
            button="Change the level",
            intro=f"Now at {rules.LEVEL_WORDS[rules.Level(case.level)].lower()}. The plan and the people round the "
            "family stay as they are.",
        ),
    )


@opens_to(access.CLOSE)
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """Close a case with its outcome."""
    case = case_or_404(request, reference)
    level = rules.Level(case.level)
    outcomes = [(one, words) for one, words in rules.CLOSING_WORDS.items() if rules.is_outcome_for(one, level=level)]
    return _page(
        request,
        case,
        _Move(
            kind=rules.StepKind.CLOSED,
            form=forms.Close,
            act=actions.close_case,
            title="Close this case",
            button="Close this case",
            intro="Say what came of the help, so that the next person who meets this family knows. The record stays; "
            "those who worked with the family no longer see it.",
            asked={"outcomes": outcomes},
        ),
    )


@opens_to(access.CLOSE)
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Reopen a closed case."""
    case = case_or_404(request, reference)
    return _page(
        request,
        case,
        _Move(
            kind=rules.StepKind.REOPENED,
            form=forms.Reopen,
            act=actions.reopen_case,
            title="Reopen this case",
            button="Reopen this case",
            intro="The assessment, the plan and the history are there as they were left.",
        ),
    )


@opens_to(access.MOVE)
def move_hub(request: HttpRequest, reference: str) -> HttpResponse:
    """Move a case to the hub of the family's new home."""
    case = case_or_404(request, reference)
    localities = {one.slug: one for one in queries.list_localities_with_a_hub()}
    home = queries.locality_of_home(case.family)
    is_elsewhere = home is not None and home.slug in localities and home.id != case.locality_id

    def act(*, locality: str, **facts):
        return actions.move_to_hub(locality=localities[locality], **facts)

    stands = f"Now with {case.hub_team.name}." if case.hub_team else "Now with no hub."
    goes = (
        "The assessment, the plan, the team and the lead professional go with the family; nothing is typed again. "
        "The new hub sees the record from the moment you send this, and the old one no longer does."
    )
    return _page(
        request,
        case,
        _Move(
            kind=rules.StepKind.MOVED_HUB,
            form=forms.MoveHub,
            act=act,
            title="Move to another hub",
            button="Move to this hub",
            intro=f"{stands} {goes}",
            asked={"localities": [(one.slug, f"{one.name} ({one.team.name})") for one in localities.values()]},
            initial={"locality": home.slug} if is_elsewhere else {},
        ),
    )


def _page(request: HttpRequest, case, move: _Move) -> HttpResponse:
    if not rules.may_step(rules.CaseStatus(case.status), move.kind):
        return _cannot(request, case, move)
    now, today = timezone.now(), timezone.localdate()
    draft = start_or_resume_draft(form=f"cases.{move.kind}", subject=case.reference, owner=request.user, at=now)
    asked = {"today": today, "initial": {"version": case.version, **move.initial}, **move.asked}
    if request.method == "POST":
        form = move.form(request.POST, **asked)
        if form.is_valid():
            try:
                move.act(case=case, **form.cleaned_data, by=request.user, at=now)
            except actions.CaseRefused as refusal:
                case.refresh_from_db()
                form = as_it_stands(form, case)
                form.add_error(None, str(refusal))
            else:
                discard_draft(draft=draft)
                step = queries.latest_step(case, move.kind)
                if step is None:
                    return redirect("cases:case", reference=case.reference)
                return redirect("cases:step_taken", reference=case.reference, step_id=step.id)
    else:
        form = as_it_stands(move.form.resume(draft, **asked), case)
    actions.look_at_case(case=case, by=request.user, at=now)
    document = queries.current_threshold_document(today)
    return render(
        request,
        "cases/step.html",
        {
            "case": case,
            "form": form,
            "move": move,
            "draft": draft,
            "still_open": cards.draw(page=f"case.{move.kind}", viewer=request.user, subject=case, today=today),
            "document": document,
            "stands": presenters.stands_words(case),
        },
    )


def _cannot(request: HttpRequest, case, move: _Move) -> HttpResponse:
    actions.look_at_case(case=case, by=request.user, at=timezone.now())
    status = rules.CASE_STATUS_WORDS[rules.CaseStatus(case.status)]
    return render(request, "cases/cannot_step.html", {"case": case, "move": move, "status": status}, status=409)
