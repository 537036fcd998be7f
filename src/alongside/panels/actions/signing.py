"""The chair signs: minutes, letters, actions and grants come about together, or none of them does."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from alongside.cases.actions import AllocationRefused, add_to_timeline, allocate_by_panel
from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.calendar.queries import england
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import User
from alongside.foundation.notifications.actions import post_letter, tell
from alongside.foundation.policy.queries import policy_on
from alongside.people.access import SUBJECT
from alongside.values.dates import spoken_date

from .. import access, events, rules
from ..models import Item, PanelAction, PanelDecision, PanelLetter, Sitting
from ..queries.minutes import minutes_of
from ..queries.papers import digest_of, family_view
from .agenda import bring_again
from .granting import close_item_to_members
from .refusals import PanelRefused, link_to_item, lock_panel, lock_sitting, move_item_to, move_sitting_to, noted


@dataclass(frozen=True)
class _Signing:
    """One sitting being signed: who, when, by which local numbers."""

    sitting: Sitting
    by: User
    at: datetime
    today: date
    sat_on: date
    policy: rules.PanelsPolicy


@transaction.atomic
def sign_sitting(*, sitting: Sitting, by: User, at: datetime) -> Sitting:
    """Sign what the panel decided. Signing twice signs once."""
    lock_panel(sitting.panel)
    sitting = lock_sitting(sitting)
    if not access.chairs(by, sitting.panel):
        raise PanelRefused("Only the chair or vice-chair of this panel signs")
    if sitting.status == rules.SittingStatus.SIGNED:
        return sitting
    if sitting.status != rules.SittingStatus.RISEN:
        raise PanelRefused("The panel has not risen yet")
    today = timezone.localtime(at).date()
    work = _Signing(
        sitting, by, at, today, timezone.localtime(sitting.opened_at).date(), policy_on(rules.PanelsPolicy, today)
    )
    items = _decided(sitting)
    minutes = minutes_of(sitting)
    for item in items:
        _carry_out(work, item, item.decision)
    move_sitting_to(
        sitting,
        rules.SittingStatus.SIGNED,
        by=by,
        at=at,
        signed_at=at,
        signed_by=by,
        minutes=minutes,
        minutes_digest=digest_of(minutes),
    )
    noted("sitting_signed", sitting, by=by, at=at, about={one.case.family_id for one in items}, items=len(items))
    publish(events.SittingSigned(sitting_id=sitting.id, panel_id=sitting.panel_id, by_id=by.id, at=at))
    return sitting


def _decided(sitting: Sitting) -> list[Item]:
    items = list(
        Item.objects.select_for_update(of=("self",))
        .select_related("panel__kind", "case__family", "case__lead", "sitting", "asked_by")
        .filter(sitting=sitting, status=rules.ItemStatus.ON_AGENDA)
        .order_by("position", "id")
    )
    if unanswered := [one.reference for one in items if not hasattr(one, "decision")]:
        raise PanelRefused(f"These items have no answer yet: {', '.join(unanswered)}")
    return items


def _carry_out(work: _Signing, item: Item, decision: PanelDecision) -> None:
    kind = rules.DecisionKind(decision.kind)
    PanelDecision.objects.filter(id=decision.id).update(is_final=True)
    _actions(work, item, decision, kind)
    _letters(work, item, decision, kind)
    _helpers(work, item, decision)
    close_item_to_members(item, work.sitting, at=work.at)
    _lead(work, item, decision)
    move_item_to(item, rules.ItemStatus.DECIDED, by=work.by, at=work.at)
    _publish(work, item, decision)
    for merged in (
        Item.objects.select_for_update(of=("self",))
        .select_related("case", "sitting")
        .filter(merged_into=item, status=rules.ItemStatus.MERGED)
    ):
        close_item_to_members(merged, work.sitting, at=work.at)
        move_item_to(merged, rules.ItemStatus.DECIDED, by=work.by, at=work.at)
        _publish(work, merged, decision)
    _follow_on(work, item, decision, kind)
    add_to_timeline(
        family_id=item.case.family_id,
        case_id=item.case_id,
        kind="panels.item_decided",
        title=f"{item.panel.name}: {rules.DECISION_WORDS[kind]}"[:200],
        words=decision.reasons,
        link=link_to_item(item),
        is_for_family=False,
        by=work.by,
        at=work.at,
    )


def _actions(work: _Signing, item: Item, decision: PanelDecision, kind: rules.DecisionKind) -> None:
    calendar, policy = england(), work.policy
    owner = item.case.lead or decision.lead or item.asked_by or decision.teller

    def add(of: rules.ActionKind, what: str, who: User, due_on: date) -> None:
        PanelAction.objects.create(item=item, sitting=work.sitting, kind=of, what=what[:400], owner=who, due_on=due_on)
        if who.id != work.by.id:
            words = f"{item.panel.name} decided: you have something to do"
            tell(
                user=who,
                kind="panels.action_given",
                words=words,
                link=link_to_item(item),
                at=work.at,
                about=item.case.family_id,
            )

    add(rules.ActionKind.TELL_FAMILY, "Tell the family what was decided", decision.teller, decision.tell_by_on)
    for one in decision.conditions.select_related("owner").order_by("position"):
        add(rules.ActionKind.CONDITION, one.what, one.owner, one.due_on)
    begins = rules.help_begins_by(sat_on=work.sat_on, calendar=calendar, policy=policy)
    for one in decision.helpers.select_related("offer__member__user", "offer__worker").order_by("id"):
        add(rules.ActionKind.HELP, one.offer.offers, one.offer.worker or one.offer.member.user, begins)
    if decision.lead and decision.lead_id != item.case.lead_id and not decision.lead_accepted:
        add(rules.ActionKind.LEAD, "Say whether you accept to be lead professional", decision.lead, decision.tell_by_on)
    if kind in rules.STEPS:
        add(rules.ActionKind.STEP, _STEP_TO_TAKE[kind], owner, work.today)
    if kind == rules.DecisionKind.MORE_INFORMATION:
        due = rules.information_due_on(sat_on=work.sat_on, calendar=calendar, policy=policy)
        add(rules.ActionKind.INFORMATION, decision.more_wanted or decision.reasons, owner, due)
    for one in decision.safety.filter(answer=rules.Safety.ACT_NOW).select_related("person"):
        add(rules.ActionKind.SAFETY, f"{one.person.full_name}: {one.words}", owner, work.sat_on)


_STEP_TO_TAKE = {
    rules.DecisionKind.STEP_UP: "Step this family up to social care: the panel agrees with the finding of need",
    rules.DecisionKind.STEP_DOWN: "Step this family down, with the family",
    rules.DecisionKind.CLOSE: "Close this case with the family",
}


def _letters(work: _Signing, item: Item, decision: PanelDecision, kind: rules.DecisionKind) -> None:
    lead = decision.lead or item.case.lead
    about = {"decision": kind, "panel": item.panel.name, "sat_on": spoken_date(work.sat_on)}
    helpers = [
        f"{one.offer.worker.name if one.offer.worker else one.offer.member.user.name}, "
        f"{one.offer.member.agency.name}: {one.offer.offers}"
        for one in decision.helpers.select_related("offer__worker", "offer__member__user", "offer__member__agency")
    ]
    PanelLetter.objects.create(
        item=item,
        sitting=work.sitting,
        to_whom=rules.LetterTo.FAMILY,
        name=item.case.family.name,
        words=rules.words_to_family(
            **about,
            helpers=helpers,
            lead=lead.name if lead else "",
            teller=decision.teller.name,
            tell_by=spoken_date(decision.tell_by_on),
        ),
        written_at=work.at,
    )
    name, email = _referrer(item)
    if not name:
        return
    words = rules.words_to_referrer(**about, lead=lead.name if lead else "")
    PanelLetter.objects.create(
        item=item,
        sitting=work.sitting,
        to_whom=rules.LetterTo.REFERRER,
        name=name,
        email=email,
        words=words,
        written_at=work.at,
    )
    if email:
        post_letter(
            to_address=email,
            kind="panels.told_referrer",
            subject_line="What became of your request for help",
            words=words,
            at=work.at,
            about=item.case.family_id,
        )


def _referrer(item: Item) -> tuple[str, str]:
    """Whoever first asked: of the contact that an item came from, along every panel; else whoever asked the panel."""
    first = item.asked_first
    found = item.case.decisions.filter(contact_id=first.source_id).select_related("contact").first()
    if found is not None:
        return found.contact.referrer_name, found.contact.referrer_email
    return (first.asked_by.name, first.asked_by.email) if first.asked_by else ("", "")


def _helpers(work: _Signing, item: Item, decision: PanelDecision) -> None:
    """Whoever now helps may see the family's record, because the panel decided so."""
    for one in decision.helpers.select_related("offer__worker").order_by("id"):
        if one.offer.worker is not None:
            give_grant(
                subject_kind=SUBJECT,
                subject_id=item.case.family_id,
                holder=one.offer.worker,
                reason=GrantReason.PANEL,
                because=f"{item.panel.name}, {spoken_date(work.sat_on)}"[:300],
                by=work.by,
                at=work.at,
            )


def _lead(work: _Signing, item: Item, decision: PanelDecision) -> None:
    if decision.lead is None or not decision.lead_accepted or decision.lead_id == item.case.lead_id:
        return
    try:
        allocate_by_panel(
            case=item.case,
            worker=decision.lead,
            reason=f"{item.panel.name}, {spoken_date(work.sat_on)}",
            by=work.by,
            at=work.at,
        )
    except AllocationRefused as refusal:
        raise PanelRefused(f"{item.reference}: {refusal}") from refusal


def _publish(work: _Signing, item: Item, decision: PanelDecision) -> None:
    first = item.asked_first
    publish(
        events.ItemDecided(
            item_id=item.id,
            reference=item.reference,
            kind=item.kind,
            decision=decision.kind,
            panel_id=work.sitting.panel_id,
            sitting_id=work.sitting.id,
            case_id=item.case_id,
            family_id=item.case.family_id,
            is_package_asked=item.wants_package,
            package_words=item.package_words,
            package_pence=decision.package_pence,
            source_kind=first.source_kind,
            source_id=first.source_id,
            decided_on=work.sat_on,
            by_id=work.by.id,
            at=work.at,
            reasons=decision.reasons,
            view=_view_heard(item, decision) if first.kind == rules.ItemKind.PACKAGE_REVIEW else "",
        )
    )


def _view_heard(item: Item, decision: PanelDecision) -> str:
    """What the panel heard of the family's view: its words, or why there were none."""
    return decision.no_view_why or "\n".join(f"{one['label']}: {one['words']}" for one in family_view(item)[:3])


def _follow_on(work: _Signing, item: Item, decision: PanelDecision, kind: rules.DecisionKind) -> None:
    if kind == rules.DecisionKind.REDIRECT and decision.to_panel is not None:
        bring_again(
            item,
            panel=decision.to_panel,
            kind=rules.ItemKind.REFERRED,
            question=f"{item.panel.name}: {decision.reasons}\n\n{item.question}",
            by=work.by,
            at=work.at,
        )
    if kind == rules.DecisionKind.MORE_INFORMATION:
        due = rules.information_due_on(sat_on=work.sat_on, calendar=england(), policy=work.policy)
        bring_again(
            item,
            panel=item.panel,
            kind=rules.ItemKind.RETURN,
            question=item.question,
            not_before_on=min(due, work.today) if due < work.today else due,
            by=work.by,
            at=work.at,
        )
