"""Panels and their sittings, as their pages read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from alongside.foundation.components.presenters import DuePresenter

from .. import rules
from .wording import ITEM_TAGS, SITTING_TAGS, decision_of, fit, say_hour, say_limit, say_moment, say_person


def panel_rows(panels) -> list[list]:
    """Panels as lines of a table."""
    return [
        [
            {"text": one.name, "href": reverse("panels:panel", args=[one.slug])},
            one.kind.full_name,
            one.district.name if one.district else "The whole county",
            say_pattern(one),
            {"text": "Active", "tag": "green"} if one.is_active else {"text": "Closed", "tag": "grey"},
        ]
        for one in panels
    ]


def say_pattern(panel) -> str:
    """When a panel sits, in words."""
    day, starts = rules.WEEKDAYS[panel.weekday], f"{panel.starts_at:%H:%M}"
    if panel.cadence == rules.Cadence.MONTHLY:
        return f"The {rules.NTH_WORDS[panel.nth]} {day} of the month at {starts}"
    return f"{rules.CADENCE_WORDS[rules.Cadence(panel.cadence)]}, {day} at {starts}"


def sitting_rows(sittings) -> list[list]:
    """Sittings as lines of a table."""
    return [
        [
            {"text": say_moment(one.starts_at), "href": reverse("panels:sitting", args=[one.reference])},
            one.panel.name,
            {
                "text": rules.SITTING_STATUS_WORDS[rules.SittingStatus(one.status)],
                "tag": SITTING_TAGS[one.status],
            },
            {"text": str(one.item_count)},
        ]
        for one in sittings
    ]


def member_rows(members, *, panel, may_set_up: bool) -> list[dict]:
    """Who sits on a panel."""
    return [
        {
            "who": say_person(one.user),
            "agency": one.agency.name,
            "part": rules.PART_WORDS[rules.Part(one.part)],
            "limit": say_limit(one.limit_pence),
            "substitute": say_person(one.substitute) if one.substitute else "Nobody named",
            "change": reverse("panels:change_member", args=[panel.slug, one.id]) if may_set_up else "",
            "name": one.user.name,
        }
        for one in members
    ]


@dataclass(frozen=True)
class PanelPage:
    """One panel."""

    name: str
    slug: str
    kind: str
    purpose: str
    area: str
    pattern: str
    lasts: str
    papers: str
    quorum: str
    free: str
    refers_up_to: str
    place: str
    is_active: bool

    @classmethod
    def of(cls, panel) -> PanelPage:
        quorum = panel.quorum_rule
        slots = rules.slots_in(length_minutes=panel.length_minutes, slot_minutes=panel.slot_minutes)
        free = [rules.DECISION_WORDS[rules.DecisionKind(one)].lower() for one in quorum.free_decisions]
        return cls(
            name=panel.name,
            slug=panel.slug,
            kind=f"{panel.kind.full_name} ({panel.kind.name}, version {panel.kind.version})",
            purpose=panel.kind.purpose,
            area=panel.district.name if panel.district else "The whole county",
            pattern=say_pattern(panel),
            lasts=f"{panel.length_minutes} minutes: {slots} items of {panel.slot_minutes} minutes",
            papers=f"{panel.papers_working_days} working days before",
            quorum=rules.say_quorum(quorum),
            free=", ".join(free) or "nothing",
            refers_up_to=panel.refers_up_to.name if panel.refers_up_to else "",
            place=panel.place,
            is_active=panel.is_active,
        )


def item_row(item, *, may_run: bool = False) -> dict:
    """One line of an agenda."""
    return {
        "reference": item.reference,
        "href": reverse("panels:item", args=[item.reference]),
        "family": item.case.family.name,
        "kind": rules.ITEM_KIND_WORDS[rules.ItemKind(item.kind)],
        "question": fit(item.question),
        "minutes": item.minutes,
        "is_reserve": item.is_reserve,
        "is_decided": bool(decision_of(item)),
        "decision": decision_of(item),
        "with": ", ".join(f"{one.case.family.name} ({one.reference})" for one in item.merged.all()),
        "away": sum(one.withdrawn_at is None for one in item.interests.all()),
        "may_run": may_run,
        "id": str(item.id),
        "is_called": item.opened_at is not None and item.closed_at is None,
        "took": _took(item),
        "opened": item.opened_at.isoformat() if item.opened_at else "",
    }


def say_other(item, *, is_kin: bool) -> str:
    """Another item to choose, those of the same people said to be so."""
    kin = " (brothers and sisters, or the same people)" if is_kin else ""
    return f"{item.case.family.name}{kin}, {item.reference}: {fit(item.question, 60)}"


def _took(item) -> str:
    if item.opened_at is None or item.closed_at is None:
        return ""
    minutes = round((item.closed_at - item.opened_at).total_seconds() / 60)
    return f"{minutes} min"


def waiting_row(item) -> dict:
    """One line of what waits."""
    status = rules.ItemStatus(item.status)
    return {
        "reference": item.reference,
        "href": reverse("panels:item", args=[item.reference]),
        "family": item.case.family.name,
        "kind": rules.ITEM_KIND_WORDS[rules.ItemKind(item.kind)],
        "question": fit(item.question),
        "asked": say_moment(item.asked_at),
        "status": rules.ITEM_STATUS_WORDS[status],
        "tag": ITEM_TAGS[status],
        "named": item.panel_named,
    }


@dataclass(frozen=True)
class SittingPage:
    """One sitting and its agenda."""

    reference: str
    panel: str
    panel_slug: str
    when: str
    ends: str
    where: str
    link: str
    status: str
    status_tag: str
    is_planned: bool
    is_sent: bool
    is_sitting: bool
    is_risen: bool
    is_signed: bool
    is_cancelled: bool
    cancelled_why: str
    papers_due: DuePresenter | None
    papers_sent: str
    rows: list[dict]
    hidden: int
    room: str
    is_too_long: bool
    may_run: bool
    may_sign: bool
    quorum: str

    @classmethod
    def of(cls, sitting, items, *, hidden: int, may_run: bool, may_sign: bool, today: date) -> SittingPage:
        status = rules.SittingStatus(sitting.status)
        left = rules.minutes_left(
            length_minutes=sitting.length_minutes, item_minutes=[one.minutes for one in items if not one.is_reserve]
        )
        is_planned = status == rules.SittingStatus.PLANNED
        return cls(
            reference=sitting.reference,
            panel=sitting.panel.name,
            panel_slug=sitting.panel.slug,
            when=say_moment(sitting.starts_at),
            ends=say_hour(sitting.starts_at + timedelta(minutes=sitting.length_minutes)),
            where=sitting.place,
            link=sitting.link,
            status=rules.SITTING_STATUS_WORDS[status],
            status_tag=SITTING_TAGS[status],
            is_planned=is_planned,
            is_sent=status == rules.SittingStatus.SENT,
            is_sitting=status == rules.SittingStatus.SITTING,
            is_risen=status == rules.SittingStatus.RISEN,
            is_signed=status == rules.SittingStatus.SIGNED,
            is_cancelled=status == rules.SittingStatus.CANCELLED,
            cancelled_why=sitting.cancelled_why,
            papers_due=DuePresenter.of(sitting.papers_due_on, today=today) if is_planned else None,
            papers_sent=say_moment(sitting.papers_sent_at),
            rows=[item_row(one, may_run=may_run) for one in items],
            hidden=hidden,
            room=_say_room(left, sitting.length_minutes),
            is_too_long=left < 0,
            may_run=may_run,
            may_sign=may_sign,
            quorum=rules.say_quorum(sitting.panel.quorum_rule),
        )


def _say_room(left: int, length: int) -> str:
    if left < 0:
        return f"The items take {-left} minutes longer than the sitting lasts"
    return f"{length - left} of {length} minutes are taken, {left} are left"
