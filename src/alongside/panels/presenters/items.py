"""One item, and a sitting as it goes on, as their pages read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from alongside.foundation.components.presenters import DuePresenter, say_day
from alongside.values.money import format_pounds

from .. import rules
from .wording import ITEM_TAGS, decision_of, say_hour, say_moment, say_person


@dataclass(frozen=True)
class ItemPage:
    """One question to a panel."""

    reference: str
    family: str
    case_reference: str
    kind: str
    status: str
    status_tag: str
    question: str
    panel: str
    sitting: str
    sitting_href: str
    asked: str
    due: DuePresenter | None
    rule: str
    package: str
    began: str
    named: str
    decision: str
    reasons: str
    merged_into: str
    merged_into_href: str
    came_from: str
    came_from_href: str
    lead: str

    @classmethod
    def of(cls, item, *, today: date, rule: str) -> ItemPage:
        status = rules.ItemStatus(item.status)
        is_open = status in (rules.ItemStatus.WAITING, rules.ItemStatus.ON_AGENDA)
        decision = getattr(item, "decision", None)
        is_final = decision is not None and decision.is_final
        return cls(
            reference=item.reference,
            family=item.case.family.name,
            case_reference=item.case.reference,
            kind=rules.ITEM_KIND_WORDS[rules.ItemKind(item.kind)],
            status=rules.ITEM_STATUS_WORDS[status],
            status_tag=ITEM_TAGS[status],
            question=item.question,
            panel=item.panel.name if item.panel else "",
            sitting=say_moment(item.sitting.starts_at) if item.sitting else "",
            sitting_href=reverse("panels:sitting", args=[item.sitting.reference]) if item.sitting else "",
            asked=f"{say_moment(item.asked_at)}{', by ' + say_person(item.asked_by) if item.asked_by else ''}",
            due=DuePresenter.of(item.due_on, today=today) if is_open else None,
            rule=rule,
            package=_say_package(item),
            began=f"{item.help_began_words}, since {say_day(item.help_began_on)}" if item.help_began_on else "",
            named=item.panel_named,
            decision=decision_of(item) if is_final else "",
            reasons=decision.reasons if is_final else "",
            merged_into=item.merged_into.reference if item.merged_into else "",
            merged_into_href=reverse("panels:item", args=[item.merged_into.reference]) if item.merged_into else "",
            came_from=item.comes_from.reference if item.comes_from else "",
            came_from_href=reverse("panels:item", args=[item.comes_from.reference]) if item.comes_from else "",
            lead=say_person(item.case.lead) if item.case.lead else "",
        )


def _say_package(item) -> str:
    if not item.wants_package:
        return ""
    about = f", about {format_pounds(item.package_pence)}" if item.package_pence is not None else ""
    return f"{item.package_words}{about}"


def offer_rows(offers) -> list[dict]:
    """What each agency knows and could offer."""
    return [
        {
            "agency": one.member.agency.name,
            "who": one.member.user.name,
            "knows": one.knows,
            "offers": one.offers,
            "worker": one.worker.name if one.worker else "",
            "can_lead": one.can_lead,
        }
        for one in offers
    ]


def seats_of(members, room) -> list[dict]:
    """Everyone of the panel, whether they are in the room, and who stands in for them."""
    there = {one.member_id: one for one in room}
    rows = []
    for seat in members:
        presence = there.get(seat.id)
        rows.append(
            {
                "id": str(seat.id),
                "name": seat.user.name,
                "agency": seat.agency.name,
                "part": rules.PART_WORDS[rules.Part(seat.part)],
                "is_here": presence is not None and presence.user_id == seat.user_id,
                "stands_in": presence.user.name if presence and presence.user_id != seat.user_id else "",
                "substitute": seat.substitute.name if seat.substitute else "",
                "since": say_hour(presence.came_at) if presence else "",
            }
        )
    return rows


def say_quorum_now(lacks: tuple[str, ...]) -> str:
    """Whether there is a quorum, in words."""
    return f"No quorum: {', '.join(lacks)} missing" if lacks else "There is a quorum"
