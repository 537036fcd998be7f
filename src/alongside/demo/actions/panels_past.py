"""A year of sittings, stamped: what was asked hangs on the families' own plans and steps."""

from __future__ import annotations

from bisect import insort
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from alongside.cases.models import TimelineEntry
from alongside.demo.panels_of_county import (
    ADDENDUM,
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
    Addendum,
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

from .panels_minutes import minutes_of, said_of
from .panels_wishes import Wish, Year, where_of

K = rules.DecisionKind
FEW_CAME, STANDS_IN, PUT_RIGHT, REFERRED_UP = 0.03, 0.5, 0.04, 0.4
"""How often too few came to decide, a substitute came, minutes were put right, and a question went up."""
DAYS_BEFORE = (5, 6, 6, 7, 8, 8, 11, 13, 16, 20)
ANSWERS = (K.AGREE,) * 10 + (K.AGREE_WITH_CONDITIONS,) * 3 + (K.MORE_INFORMATION, K.REDIRECT)
ORDER = (
    Sitting,
    Presence,
    Item,
    Addendum,
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
    seats = list(PanelMember.objects.filter(panel=panel).select_related("user", "agency", "substitute").order_by("id"))
    wishes = year.wishes(panel, localities)
    for sitting in sittings:
        rows[Sitting].append(sitting)
        if timezone.localtime(sitting.starts_at).date() < year.today - timedelta(days=1):
            past = _Past(panel, sitting, seats, year, rows)
            past.write(_pick(wishes, sitting, panel, year))
            for one in past.back:
                insort(wishes, one, key=lambda wish: wish.from_on)
    for model in ORDER:
        model.objects.bulk_create(rows[model], batch_size=2000)


def _pick(wishes: list[Wish], sitting: Sitting, panel: Panel, year: Year) -> list[Wish]:
    day = timezone.localtime(sitting.starts_at).date()
    most = year.chance.choice((2, 2, 3, 3)) if panel.district_id else 3
    ready = []
    for one in wishes:
        if one.from_on > day - timedelta(days=5):
            break
        if one.until_on >= day and (one.case.id, one.kind) not in year.used:
            ready.append(one)
    found = sorted(ready, key=lambda one: not one.is_soon_over)[:most]
    year.used.update((one.case.id, one.kind) for one in found)
    return found


def _never_speaks(seat: PanelMember, panel: Panel) -> bool:
    """One member comes to their district's panel and never says a word for their agency: figures show it."""
    return seat.agency.slug == "tolver-homes" and panel.name.startswith("Orlside")


class _Past:
    """One sitting that was signed."""

    def __init__(self, panel: Panel, sitting: Sitting, seats: list[PanelMember], year: Year, rows: dict) -> None:
        self.panel, self.sitting, self.year, self.rows = panel, sitting, year, rows
        self.chance = year.chance
        self.clerk = next(one for one in seats if one.part == "clerk")
        self.chair = next(one for one in seats if one.part == "chair")
        keeps = {self.clerk.id, self.chair.id}
        self.there = [one for one in seats if one.id in keeps or self.chance.random() < 0.86]
        self.has_quorum = self.chance.random() > FEW_CAME
        if not self.has_quorum:
            self.there = [one for one in self.there if one.id in keeps or one.part == "vice_chair"]
        away = [one for one in seats if one not in self.there and one.substitute_id and self.has_quorum]
        self.stand_ins = [one for one in away if self.chance.random() < STANDS_IN]
        self.speakers = [one for one in self.there if one.part != "clerk" and not _never_speaks(one, panel)]
        self.day = timezone.localtime(sitting.starts_at).date()
        self.back: list[Wish] = []

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
        for seat, user in self._present():
            self.rows[Presence].append(Presence(sitting=sitting, member=seat, user=user, came_at=starts, left_at=rose))
        sitting.minutes = minutes_of(sitting, minutes, present=self._present(), rose=rose)
        sitting.minutes_digest = digest_of(sitting.minutes)
        sitting.signed_at, sitting.signed_by = rose + timedelta(minutes=20), self.chair.user
        self._correct(minutes)
        path = ("planned", "sent", "sitting", "risen", "signed")
        moments = (sitting.papers_sent_at, starts, rose, sitting.signed_at)
        for before, after, moment in zip(path, path[1:], moments, strict=False):
            by = self.chair.user if after == "signed" else self.clerk.user
            self.rows[PanelMove].append(
                PanelMove(thing="sitting", sitting=sitting, from_status=before, to_status=after, by=by, at=moment)
            )

    def _present(self) -> list[tuple]:
        """Who sat for which place: the members, and those who stood in for one."""
        return [*((one, one.user) for one in self.there), *((one, one.substitute) for one in self.stand_ins)]

    def _correct(self, minutes: list[dict]) -> None:
        """Now and then something in the minutes is put right by an addendum, days after they were signed."""
        if self.chance.random() < PUT_RIGHT:
            about = next(one for one in reversed(self.rows[Item]) if str(one.id) == minutes[0]["id"])
            at = self.sitting.starts_at + timedelta(days=3)
            self.rows[Addendum].append(
                Addendum(sitting=self.sitting, item=about, words=ADDENDUM, by=self.clerk.user, at=at)
            )

    def _item(self, wish: Wish, number: int) -> dict:
        days = min(self.chance.choice(DAYS_BEFORE), max(5, (self.day - wish.from_on).days))
        asked, opened = (
            self.sitting.starts_at - timedelta(days=days),
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
            comes_from=wish.comes_from,
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
        kind = self._answer(wish)
        up = self.panel.refers_up_to if kind == K.REDIRECT and self.chance.random() < REFERRED_UP else None
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
            redirected_to=self.chance.choice(REDIRECTED_TO) if kind == K.REDIRECT and up is None else "",
            to_panel=up,
            more_wanted="What school and the children say" if kind == K.MORE_INFORMATION else "",
            unmet=self.chance.choice(UNMET) if self.chance.random() < 0.12 else "",
            noted_by=self.clerk.user,
            noted_at=item.closed_at,
            had_quorum=self.has_quorum,
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
        self._brings_again(item, decision, wish)
        self._follows(item, decision, wish, taken, conditions)
        return said_of(item, decision, taken=taken, conditions=conditions, dissents=dissents, safety=safety)

    def _answer(self, wish: Wish) -> rules.DecisionKind:
        if not self.has_quorum:
            return K.MORE_INFORMATION
        stepped = {rules.ItemKind.STEP_UP: K.STEP_UP, rules.ItemKind.STEP_DOWN: K.STEP_DOWN}
        if wish.comes_from is not None:
            return K.AGREE
        return stepped.get(rules.ItemKind(wish.kind)) or self.chance.choice(ANSWERS)

    def _brings_again(self, item: Item, decision: PanelDecision, wish: Wish) -> None:
        """What is asked for again comes back to this panel; what is referred on goes to the other."""
        until = min(self.year.today, wish.until_on + timedelta(days=60))
        if decision.kind == K.MORE_INFORMATION and wish.comes_from is None:
            kind, from_on = rules.ItemKind.RETURN, england().after(self.day, 10)
            self.back.append(replace(wish, kind=kind, from_on=from_on, until_on=until, comes_from=item))
        if decision.to_panel is not None:
            kind, words = rules.ItemKind.REFERRED, f"{self.panel.name}: {decision.reasons}\n\n{wish.words}"
            asked = replace(wish, kind=kind, words=words, from_on=self.day, until_on=until, comes_from=item)
            self.year.referred[decision.to_panel.id].append(asked)

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
