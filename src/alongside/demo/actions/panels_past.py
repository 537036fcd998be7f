"""A year of sittings, stamped: what was asked hangs on the families' own plans and steps."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from alongside.cases.models import TimelineEntry
from alongside.demo.panels_of_county import (
    CONDITIONS,
    DISSENT,
    KNOWS,
    MORE_REASONS,
    OFFERS,
    REASONS,
    REDIRECT_REASONS,
    REDIRECTED_TO,
    UNMET,
)
from alongside.foundation.calendar.queries import england
from alongside.foundation.references.rules import new_reference
from alongside.panels import rules
from alongside.panels.models import (
    ChildSafety,
    Condition,
    Dissent,
    Helper,
    Item,
    Offer,
    Panel,
    PanelAction,
    PanelDecision,
    PanelLetter,
    PanelMember,
    PanelMove,
    Paper,
    Presence,
    Sitting,
)
from alongside.panels.queries import digest_of
from alongside.values.dates import spoken_date

from .panels_wishes import Wish, Year, where_of

K = rules.DecisionKind
ANSWERS = (K.AGREE,) * 10 + (K.AGREE_WITH_CONDITIONS,) * 3 + (K.MORE_INFORMATION, K.REDIRECT)
ORDER = (
    Sitting,
    Presence,
    Item,
    Paper,
    Offer,
    PanelDecision,
    Helper,
    Condition,
    Dissent,
    ChildSafety,
    PanelAction,
    PanelLetter,
    PanelMove,
    TimelineEntry,
)


def write_year(panel: Panel, sittings: list[Sitting], localities: set, *, year: Year) -> None:
    """Write a panel's sittings: those past with all that was said at them, those to come empty."""
    rows: dict[type, list] = {model: [] for model in ORDER}
    seats = list(PanelMember.objects.filter(panel=panel).select_related("user", "agency").order_by("id"))
    wishes = year.wishes(localities)
    for sitting in sittings:
        rows[Sitting].append(sitting)
        if timezone.localtime(sitting.starts_at).date() < year.today - timedelta(days=1):
            _Past(panel, sitting, seats, year, rows).write(_pick(wishes, sitting, panel, year))
    for model in ORDER:
        model.objects.bulk_create(rows[model], batch_size=2000)


def _pick(wishes: list[Wish], sitting: Sitting, panel: Panel, year: Year) -> list[Wish]:
    day = timezone.localtime(sitting.starts_at).date()
    most = year.chance.choice((2, 2, 3, 3)) if panel.district_id else 3
    found = []
    for one in wishes:
        if one.from_on > day - timedelta(days=5):
            break
        if one.until_on >= day and (one.case.id, one.kind) not in year.used:
            year.used.add((one.case.id, one.kind))
            found.append(one)
        if len(found) == most:
            break
    return found


class _Past:
    """One sitting that was signed."""

    def __init__(self, panel: Panel, sitting: Sitting, seats: list[PanelMember], year: Year, rows: dict) -> None:
        self.panel, self.sitting, self.year, self.rows = panel, sitting, year, rows
        self.chance = year.chance
        self.clerk = next(one for one in seats if one.part == "clerk")
        self.chair = next(one for one in seats if one.part == "chair")
        keeps = {self.clerk.id, self.chair.id}
        self.there = [one for one in seats if one.id in keeps or self.chance.random() < 0.86]
        self.speakers = [one for one in self.there if one.part != "clerk"]
        self.day = timezone.localtime(sitting.starts_at).date()

    def write(self, wishes: list[Wish]) -> None:
        sitting, starts = self.sitting, self.sitting.starts_at
        if not wishes:
            sitting.status, sitting.cancelled_why = "cancelled", "Nothing was asked"
            sitting.invitation_sequence = 1
            return
        rose = starts + timedelta(minutes=11 * len(wishes) + 4)
        sitting.status, sitting.papers_sent_at, sitting.opened_at, sitting.risen_at = (
            "signed",
            starts - timedelta(days=4),
            starts,
            rose,
        )
        minutes = [self._item(one, number) for number, one in enumerate(wishes, start=1)]
        for seat in self.there:
            self.rows[Presence].append(
                Presence(sitting=sitting, member=seat, user=seat.user, came_at=starts, left_at=rose)
            )
        sitting.minutes = self._minutes(minutes, rose)
        sitting.minutes_digest = digest_of(sitting.minutes)
        sitting.signed_at, sitting.signed_by = rose + timedelta(minutes=20), self.chair.user
        path = ("planned", "sent", "sitting", "risen", "signed")
        moments = (sitting.papers_sent_at, starts, rose, sitting.signed_at)
        for before, after, moment in zip(path, path[1:], moments, strict=False):
            by = self.chair.user if after == "signed" else self.clerk.user
            self.rows[PanelMove].append(
                PanelMove(thing="sitting", sitting=sitting, from_status=before, to_status=after, by=by, at=moment)
            )

    def _item(self, wish: Wish, number: int) -> dict:
        asked, opened = (
            self.sitting.starts_at - timedelta(days=6),
            self.sitting.starts_at + timedelta(minutes=11 * number - 9),
        )
        item = Item(
            reference=new_reference("PI"),
            kind=wish.kind,
            status="decided",
            case=wish.case,
            panel=self.panel,
            sitting=self.sitting,
            position=number,
            minutes=self.panel.slot_minutes,
            question=wish.words,
            asked_by=wish.worker,
            asked_at=asked,
            due_on=england().after(asked.date(), 10),
            opened_at=opened,
            closed_at=opened + timedelta(minutes=self.chance.choice((6, 8, 9, 10, 12))),
        )
        self.rows[Item].append(item)
        for before, after, moment in (("waiting", "on_agenda", asked), ("on_agenda", "decided", self.sitting.risen_at)):
            self.rows[PanelMove].append(
                PanelMove(
                    thing="item",
                    item=item,
                    sitting=self.sitting,
                    from_status=before,
                    to_status=after,
                    by=wish.worker if after == "on_agenda" else self.chair.user,
                    at=moment,
                )
            )
        self._paper(item)
        offers = self._offers(item)
        return self._decide(item, wish, offers)

    def _paper(self, item: Item) -> None:
        children = [
            {"label": one.full_name or "Unborn child", "words": "child", "source": ""}
            for one in self.year.children(item.case.family_id)
        ]
        content = {
            "question": item.question,
            "kind": rules.ITEM_KIND_WORDS[item.kind],
            "level": "",
            "package": "",
            "began": "",
            "parts": [{"key": "family", "title": rules.PAPER_PARTS["family"], "rows": children}],
        }
        self.rows[Paper].append(
            Paper(
                item=item,
                sitting=self.sitting,
                content=content,
                digest=digest_of(content),
                frozen_at=self.sitting.papers_sent_at,
                frozen_by=self.clerk.user,
            )
        )

    def _offers(self, item: Item) -> list[Offer]:
        found = []
        for seat in self.chance.sample(self.speakers, min(2, len(self.speakers))):
            where = where_of(seat)
            found.append(
                Offer(
                    item=item,
                    member=seat,
                    knows=self.chance.choice(KNOWS[where]),
                    offers=self.chance.choice(OFFERS[where]),
                    worker=seat.user,
                    said_by=seat.user,
                    said_at=self.sitting.papers_sent_at + timedelta(days=1),
                )
            )
        self.rows[Offer] += found
        return found

    def _decide(self, item: Item, wish: Wish, offers: list[Offer]) -> dict:
        kind = K.STEP_UP if wish.kind == rules.ItemKind.STEP_UP else self.chance.choice(ANSWERS)
        reasons = {K.MORE_INFORMATION: MORE_REASONS, K.REDIRECT: REDIRECT_REASONS}.get(kind) or self.chance.choice(
            REASONS
        )
        is_yes = kind in rules.YES
        decision = PanelDecision(
            item=item,
            sitting=self.sitting,
            kind=kind,
            reasons=reasons,
            is_view_read=True,
            teller=wish.worker,
            tell_by_on=england().after(self.day, 2),
            lead=wish.worker if is_yes else None,
            lead_accepted=is_yes,
            redirected_to=self.chance.choice(REDIRECTED_TO) if kind == K.REDIRECT else "",
            more_wanted="What school and the children say" if kind == K.MORE_INFORMATION else "",
            unmet=self.chance.choice(UNMET) if self.chance.random() < 0.12 else "",
            noted_by=self.clerk.user,
            noted_at=item.closed_at,
            is_final=True,
        )
        self.rows[PanelDecision].append(decision)
        taken = offers[:1] if is_yes else []
        self.rows[Helper] += [Helper(decision=decision, offer=one) for one in taken]
        conditions = self._conditions(decision, wish) if kind == K.AGREE_WITH_CONDITIONS else []
        dissents = self._dissent(decision) if self.chance.random() < 0.04 else []
        safety = [
            ChildSafety(
                decision=decision, person=one, answer="held" if self.chance.random() < 0.12 else "no_new_concern"
            )
            for one in self.year.children(item.case.family_id)
        ]
        self.rows[ChildSafety] += safety
        self._follows(item, decision, wish, taken, conditions)
        return self._said(item, decision, wish, taken, conditions, dissents, safety)

    def _conditions(self, decision: PanelDecision, wish: Wish) -> list[Condition]:
        due = england().after(self.day, 10)
        found = [
            Condition(decision=decision, what=self.chance.choice(CONDITIONS), owner=wish.worker, due_on=due, position=1)
        ]
        self.rows[Condition] += found
        return found

    def _dissent(self, decision: PanelDecision) -> list[Dissent]:
        found = [Dissent(decision=decision, member=self.speakers[-1], why=DISSENT)]
        self.rows[Dissent] += found
        return found

    def _follows(self, item, decision, wish, taken, conditions) -> None:
        done = timezone.make_aware(datetime.combine(min(decision.tell_by_on, self.year.today), self.panel.starts_at))
        owed = [("tell_family", "Tell the family what was decided", wish.worker, decision.tell_by_on)]
        owed += [("help", one.offers, one.worker, england().after(self.day, 10)) for one in taken]
        owed += [("condition", one.what, one.owner, one.due_on) for one in conditions]
        for kind, what, owner, due_on in owed:
            is_done = due_on < self.year.today - timedelta(days=2)
            self.rows[PanelAction].append(
                PanelAction(
                    item=item,
                    sitting=self.sitting,
                    kind=kind,
                    what=what,
                    owner=owner,
                    due_on=due_on,
                    done_at=done if is_done else None,
                )
            )
        words = rules.words_to_family(
            decision=K(decision.kind),
            panel=self.panel.name,
            sat_on=spoken_date(self.day),
            helpers=[f"{one.worker.name}, {one.member.agency.name}: {one.offers}" for one in taken],
            lead=wish.worker.name,
            teller=wish.worker.name,
            tell_by=spoken_date(decision.tell_by_on),
        )
        self.rows[PanelLetter].append(
            PanelLetter(
                item=item,
                sitting=self.sitting,
                to_whom="family",
                name=item.case.family.name,
                words=words,
                written_at=self.sitting.risen_at + timedelta(minutes=20),
            )
        )
        self.rows[TimelineEntry].append(
            TimelineEntry(
                family_id=item.case.family_id,
                case=item.case,
                kind="panels.item_decided",
                words=decision.reasons,
                title=f"{self.panel.name}: {rules.DECISION_WORDS[K(decision.kind)]}",
                by=self.chair.user,
                at=self.sitting.risen_at + timedelta(minutes=20),
                link=f"/panels/items/{item.reference}/",
                is_for_family=False,
            )
        )

    def _said(self, item, decision, wish, taken, conditions, dissents, safety) -> dict:
        return {
            "id": str(item.id),
            "reference": item.reference,
            "family": item.case.family.name,
            "kind": rules.ITEM_KIND_WORDS[item.kind],
            "question": item.question,
            "with": [],
            "away": [],
            "decision": rules.DECISION_WORDS[K(decision.kind)],
            "reasons": decision.reasons,
            "view": "Read out",
            "lead": decision.lead.name if decision.lead else "",
            "lead_accepted": decision.lead_accepted,
            "teller": wish.worker.name,
            "tell_by": spoken_date(decision.tell_by_on),
            "redirected_to": decision.redirected_to,
            "more_wanted": decision.more_wanted,
            "package": "",
            "unmet": decision.unmet,
            "had_quorum": True,
            "helpers": [f"{one.member.agency.name} ({one.worker.name}): {one.offers}" for one in taken],
            "conditions": [
                {"what": one.what, "owner": one.owner.name, "by": spoken_date(one.due_on)} for one in conditions
            ],
            "dissents": [
                {"name": one.member.user.name, "agency": one.member.agency.name, "why": one.why} for one in dissents
            ],
            "safety": [
                {
                    "child": one.person.full_name or "Unborn child",
                    "answer": rules.SAFETY_WORDS[rules.Safety(one.answer)],
                    "words": "",
                }
                for one in safety
            ],
        }

    def _minutes(self, items: list[dict], rose: datetime) -> dict:
        def hour(moment: datetime) -> str:
            return f"{timezone.localtime(moment):%H:%M}"

        day = spoken_date(self.day)
        return {
            "panel": self.panel.name,
            "reference": self.sitting.reference,
            "opened": f"{day} at {hour(self.sitting.starts_at)}",
            "rose": f"{day} at {hour(rose)}",
            "present": [
                {
                    "name": seat.user.name,
                    "agency": seat.agency.name,
                    "part": rules.PART_WORDS[rules.Part(seat.part)],
                    "for": "",
                    "from": hour(self.sitting.starts_at),
                    "until": hour(rose),
                }
                for seat in self.there
            ],
            "items": items,
        }
