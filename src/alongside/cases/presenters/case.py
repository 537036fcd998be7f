"""One case, as its page reads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.rules import BY_ROLE_WORDS, GRANT_REASON_WORDS, GrantReason
from alongside.foundation.calendar.queries import england
from alongside.foundation.components.presenters import DuePresenter, say_day
from alongside.foundation.policy.rules import RuleText, text_of

from .. import rules

if TYPE_CHECKING:
    from alongside.foundation.identity.models import Team

    from ..models import Allocation, Case, Involvement, Step

STATUS_TAGS = {
    rules.CaseStatus.TO_ALLOCATE: "yellow",
    rules.CaseStatus.OPEN: "green",
    rules.CaseStatus.STEPPED_UP: "purple",
    rules.CaseStatus.CLOSED: "grey",
}
STEP_PAGES = {
    rules.StepKind.STEP_UP: ("cases:step_up", "Step up to social care"),
    rules.StepKind.STEP_DOWN: ("cases:step_down", "Step down to early help"),
    rules.StepKind.LEVEL_CHANGED: ("cases:change_level", "Change the level of need"),
    rules.StepKind.MOVED_HUB: ("cases:move_hub", "Move to another hub"),
    rules.StepKind.CLOSED: ("cases:close", "Close this case"),
    rules.StepKind.REOPENED: ("cases:reopen", "Reopen this case"),
}


@dataclass(frozen=True)
class CasePage:
    """Everything that the page of one case says."""

    reference: str
    family_name: str
    status: str
    status_tag: str
    level: str
    lead: str
    lead_about: str
    lead_has_left: bool
    hub: str
    locality: str
    opened: str
    closed: str
    outcome: str
    changes: int
    is_drifting: bool
    due: DuePresenter | None
    due_rule: RuleText
    drift_rule: RuleText
    ring: str
    events: list[dict]
    allocations: list[list]
    co_workers: list[dict]
    involvements: list[dict]
    why_open: list[str]
    who_else: list[str]
    steps_open: list[dict] = field(default_factory=list)
    may_allocate: bool = False
    may_note: bool = False

    @classmethod
    def of(
        cls,
        case: Case,
        *,
        steps: list[Step],
        allocations: list[Allocation],
        involvements: list[Involvement],
        changes: int,
        mine,
        grants,
        may_take: Collection[rules.StepKind],
        may_allocate: bool,
        may_note: bool,
        policy: rules.CasesPolicy,
        today: date,
    ) -> CasePage:
        status, lead, hub = rules.CaseStatus(case.status), case.lead, case.hub_team
        is_closed = status == rules.CaseStatus.CLOSED
        return cls(
            reference=case.reference,
            family_name=case.family.name,
            status=rules.CASE_STATUS_WORDS[status],
            status_tag=STATUS_TAGS[status],
            level=rules.LEVEL_WORDS[rules.Level(case.level)],
            lead=lead.name if lead else "",
            lead_about=_about(lead) if lead else "",
            lead_has_left=bool(lead and not lead.is_active),
            hub=hub.name if hub else "",
            locality=case.locality.name if case.locality else "",
            opened=say_day(case.opened_on),
            closed=say_day(case.closed_on),
            outcome=rules.CLOSING_WORDS[rules.ClosingOutcome(case.outcome)] if case.outcome else "",
            changes=changes,
            is_drifting=not is_closed
            and rules.is_drifting(helped_from_on=case.helped_from_on, reviews_held=0, today=today, policy=policy),
            due=_due(case, policy=policy, today=today),
            due_rule=text_of(rules.allocation_due_on),
            drift_rule=text_of(rules.is_drifting),
            ring=_ring(case),
            events=[_event(one) for one in steps],
            allocations=[_allocated(one) for one in allocations],
            co_workers=_co_workers(allocations, case, may_allocate=may_allocate),
            involvements=[_involved(one, case.reference) for one in involvements],
            why_open=[_because(one) for one in mine] or [f"You: {BY_ROLE_WORDS}"],
            who_else=sorted({_holder(one) for one in grants}),
            steps_open=_steps_open(case, status, may_take),
            may_allocate=may_allocate and not is_closed,
            may_note=may_note,
        )


@dataclass(frozen=True)
class StepTaken:
    """A step, as the page that confirms it reads."""

    title: str
    rows: list[dict]
    next_words: str

    @classmethod
    def of(cls, step: Step) -> StepTaken:
        kind = rules.StepKind(step.kind)
        rows = [
            {"key": "Level of need", "value": rules.LEVEL_WORDS[rules.Level(step.to_level)]},
            {"key": "Outcome", "value": rules.CLOSING_WORDS.get(step.outcome, "")},
            {"key": "Last meeting", "value": say_day(step.last_meeting_on)},
            {"key": "Lead professional named", "value": step.named_lead},
            {"key": "From", "value": step.from_hub.name if step.from_hub else ""},
            {"key": "To", "value": step.to_hub.name if step.to_hub else ""},
            {"key": "Why", "value": step.why},
            {"key": "Who agreed", "value": step.agreed_by},
            {"key": "What the family said", "value": step.family_said},
            {"key": "Recorded by", "value": f"{step.by.name}, {_when(step.at)}" if step.by else _when(step.at)},
        ]
        return cls(
            title=rules.STEP_WORDS[kind], rows=[one for one in rows if one["value"]], next_words=_NEXT_WORDS[kind]
        )


_NEXT_WORDS = {
    rules.StepKind.OPENED: "A hub manager names the lead professional.",
    rules.StepKind.ALLOCATED: "The lead professional has a notice on their page. They get in touch with the family.",
    rules.StepKind.STEP_UP: "The social care team can see everything from now on: the assessment, the plan and the "
    "history. Ring them today all the same.",
    rules.StepKind.STEP_DOWN: "The assessment, the plan and the history stand as they were left. Nobody asks the "
    "family to tell it again.",
    rules.StepKind.LEVEL_CHANGED: "The plan and the people round the family stay as they are.",
    rules.StepKind.MOVED_HUB: "The managers of the new hub have a notice on their page, and the lead professional goes "
    "on until they name another. Agree together when, and go with the family to the first meeting.",
    rules.StepKind.CLOSED: "The people who worked with the family no longer see the record; the hub does. Tell "
    "everyone in the team around the family, and the family how to come back.",
    rules.StepKind.REOPENED: "The assessment and the plan are there as they were left. A hub manager names the lead "
    "professional.",
}


def stands_words(case: Case) -> str:
    """Where a case stands, in a line, for whoever is about to change it."""
    status = rules.CASE_STATUS_WORDS[rules.CaseStatus(case.status)]
    level = rules.LEVEL_WORDS[rules.Level(case.level)].lower()
    return f"{status}, {level}" + (f", led by {case.lead.name}" if case.lead else "")


def _about(user) -> str:
    return ", ".join(part for part in (user.job_title, user.agency.name if user.agency else "") if part)


def _ring(case: Case) -> str:
    if case.lead and case.lead.phone:
        return case.lead.phone
    team = case.hub_team
    return (team.phone or team.agency.phone) if team else ""


def team_words(team: Team) -> str:
    """A team to choose, with its agency and the number to ring."""
    number = team.phone or team.agency.phone
    return f"{team.name} ({team.agency.name})" + (f", ring {number}" if number else "")


def _due(case: Case, *, policy: rules.CasesPolicy, today: date) -> DuePresenter | None:
    if case.status != rules.CaseStatus.TO_ALLOCATE:
        return None
    due_on = rules.allocation_due_on(waiting_from_on=case.waiting_from_on, calendar=england(), policy=policy)
    return DuePresenter.of(due_on, today=today)


def _when(moment) -> str:
    local = timezone.localtime(moment)
    return f"{say_day(local.date())} at {local:%H:%M}"


def _event(step: Step) -> dict:
    said = [step.why]
    if step.agreed_by:
        said.append(f"Agreed by: {step.agreed_by}")
    if step.family_said:
        said.append(f"The family said: {step.family_said}")
    if step.last_meeting_on:
        said.append(f"Last meeting: {say_day(step.last_meeting_on)}")
    if step.outcome:
        said.append(f"Outcome: {rules.CLOSING_WORDS[rules.ClosingOutcome(step.outcome)]}")
    title = rules.STEP_WORDS[rules.StepKind(step.kind)]
    if step.kind == rules.StepKind.ALLOCATED:
        title = f"{step.named_lead} became lead professional"
    elif step.kind == rules.StepKind.MOVED_HUB:
        title = f"Moved to {step.to_hub.name}" + (f" from {step.from_hub.name}" if step.from_hub else "")
    elif step.named_lead:
        said.append(f"Lead professional named: {step.named_lead}")
    if step.kind != rules.StepKind.ALLOCATED and step.from_level != step.to_level:
        title = f"{title}: {rules.LEVEL_WORDS[rules.Level(step.to_level)].lower()}"
    return {
        "title": title,
        "by": step.by.name if step.by else "",
        "when": _when(step.at),
        "words": "\n\n".join(part for part in said if part),
    }


def _allocated(one: Allocation) -> list:
    part = "Lead professional" if one.role == rules.AllocationRole.LEAD else "Co-worker"
    return [
        one.worker.name,
        part,
        one.worker.agency.name if one.worker.agency else "",
        say_day(timezone.localtime(one.from_at).date()),
        say_day(timezone.localtime(one.until_at).date()) if one.until_at else "Now",
        one.reason or "Not said",
    ]


def _co_workers(allocations: list[Allocation], case: Case, *, may_allocate: bool) -> list[dict]:
    beside = [one for one in allocations if one.until_at is None and one.role == rules.AllocationRole.CO_WORKER]
    return [
        {
            "name": one.worker.name,
            "about": _about(one.worker),
            "end": reverse("cases:end_co_work", args=[case.reference, one.id]) if may_allocate else "",
        }
        for one in beside
    ]


def _involved(one: Involvement, reference: str) -> dict:
    since = f"Since {say_day(one.from_on)}" if one.from_on else "Not asked since when"
    return {
        "agency": one.agency.name,
        "service": one.service,
        "worker": one.worker,
        "ring": one.ring or one.agency.phone,
        "is_current": one.until_on is None,
        "dates": since if one.until_on is None else f"Ended {say_day(one.until_on)}",
        "source": one.source,
        "as_of": say_day(one.as_of),
        "end": reverse("cases:end_involvement", args=[reference, one.id]) if one.until_on is None else "",
    }


def _because(grant) -> str:
    who = "You"
    if grant.team:
        who = f"Your team, {grant.team.name},"
    elif grant.agency:
        who = f"Your agency, {grant.agency.name},"
    since = f"since {say_day(timezone.localtime(grant.from_at).date())}"
    until = f", until {_when(grant.until_at)}" if grant.until_at else ""
    return f"{who}: {GRANT_REASON_WORDS[GrantReason(grant.reason)]}, {since}{until}".replace(",:", ":")


def _holder(grant) -> str:
    who = grant.user or grant.team or grant.agency
    return f"{who} {GRANT_REASON_WORDS[GrantReason(grant.reason)]}"


def _steps_open(case: Case, status: rules.CaseStatus, may_take: Collection[rules.StepKind]) -> list[dict]:
    return [
        {"href": reverse(name, args=[case.reference]), "text": text}
        for kind, (name, text) in STEP_PAGES.items()
        if kind in may_take and rules.may_step(status, kind)
    ]
