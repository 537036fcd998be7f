"""The minutes: what a sitting's record says, put together once when the chair signs."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from alongside.values.dates import spoken_date
from alongside.values.money import format_pounds

from .. import rules
from ..models import Item, PanelAction, PanelLetter, Presence, Sitting


def minutes_of(sitting: Sitting) -> dict:
    """The minutes as they would be signed now, as plain data; once signed they are read from the sitting itself."""
    items = (
        Item.objects.filter(sitting=sitting, status__in=[rules.ItemStatus.ON_AGENDA, rules.ItemStatus.DECIDED])
        .filter(merged_into__isnull=True)
        .select_related("case__family", "decision__teller", "decision__lead", "decision__to_panel", "asked_by")
        .prefetch_related(
            "decision__conditions__owner",
            "decision__dissents__member__user",
            "decision__dissents__member__agency",
            "decision__safety__person",
            "decision__helpers__offer__member__agency",
            "decision__helpers__offer__worker",
            "interests__user",
            "merged",
        )
        .order_by("position", "id")
    )
    return {
        "panel": sitting.panel.name,
        "reference": sitting.reference,
        "opened": _moment(sitting.opened_at),
        "rose": _moment(sitting.risen_at) if sitting.risen_at else "",
        "present": _present(sitting),
        "items": [_item(one) for one in items],
    }


def _present(sitting: Sitting) -> list[dict]:
    came = Presence.objects.filter(sitting=sitting).select_related("user", "member__user", "member__agency")
    return [
        {
            "name": one.user.name,
            "agency": one.member.agency.name,
            "part": rules.PART_WORDS[rules.Part(one.member.part)],
            "for": one.member.user.name if one.user_id != one.member.user_id else "",
            "from": f"{timezone.localtime(one.came_at):%H:%M}",
            "until": f"{timezone.localtime(one.left_at):%H:%M}" if one.left_at else "",
        }
        for one in came.order_by("came_at", "id")
    ]


def _item(item: Item) -> dict:
    facts = {
        "id": str(item.id),
        "reference": item.reference,
        "family": item.case.family.name,
        "kind": rules.ITEM_KIND_WORDS[rules.ItemKind(item.kind)],
        "question": item.question,
        "with": [one.reference for one in item.merged.all()],
        "away": [one.user.name for one in item.interests.all() if one.withdrawn_at is None],
    }
    decision = getattr(item, "decision", None)
    if decision is None:
        return facts | {"decision": ""}
    return facts | {
        "decision": rules.DECISION_WORDS[rules.DecisionKind(decision.kind)],
        "reasons": decision.reasons,
        "view": "Read out" if decision.is_view_read else f"Not read out: {decision.no_view_why}",
        "lead": decision.lead.name if decision.lead else "",
        "lead_accepted": decision.lead_accepted,
        "teller": decision.teller.name,
        "tell_by": spoken_date(decision.tell_by_on),
        "redirected_to": decision.to_panel.name if decision.to_panel else decision.redirected_to,
        "more_wanted": decision.more_wanted,
        "package": format_pounds(decision.package_pence) if decision.package_pence is not None else "",
        "unmet": decision.unmet,
        "had_quorum": decision.had_quorum,
        "helpers": [_helper(one.offer) for one in decision.helpers.all()],
        "conditions": [
            {"what": one.what, "owner": one.owner.name, "by": spoken_date(one.due_on)}
            for one in sorted(decision.conditions.all(), key=lambda one: one.position)
        ],
        "dissents": [
            {"name": one.member.user.name, "agency": one.member.agency.name, "why": one.why}
            for one in decision.dissents.all()
        ],
        "safety": [
            {
                "child": one.person.full_name or "Unborn child",
                "answer": rules.SAFETY_WORDS[rules.Safety(one.answer)],
                "words": one.words,
            }
            for one in decision.safety.all()
        ],
    }


def _helper(offer) -> str:
    who = f"{offer.member.agency.name} ({offer.worker.name})" if offer.worker else offer.member.agency.name
    return f"{who}: {offer.offers}"


def _moment(moment) -> str:
    local = timezone.localtime(moment)
    return f"{spoken_date(local.date())} at {local:%H:%M}"


def letters_told(*, family_id: UUID, today: date) -> list[PanelLetter]:
    """The letters to a family, once someone has told it or the day for telling has passed, the latest first."""
    untold = PanelAction.objects.filter(
        item=OuterRef("item"), kind=rules.ActionKind.TELL_FAMILY, done_at__isnull=True, due_on__gte=today
    )
    letters = PanelLetter.objects.filter(item__case__family_id=family_id, to_whom=rules.LetterTo.FAMILY)
    found = letters.exclude(Exists(untold)).select_related("item__panel")
    return list(found.order_by("-written_at", "-id")[:20])
