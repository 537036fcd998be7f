"""Inventing contacts, whom they tell of, and what was decided."""

from datetime import date, datetime, timedelta
from random import Random

from . import words
from .pen import Of, Pen, moment, one_of, pick, working


class Asked(Pen):
    """Writes what was asked and decided."""

    def contact(self, of: Of, chance: Random, day: date, *, case_id):
        """A contact; decided here and now unless it leads to a case, or came only yesterday."""
        contact_id, child = self.new_id(), of.family.children[0]
        received = moment(day, 9 + chance.random() * 8)
        agency_id, agency = pick(chance, self.staff.agencies)
        decider = pick(chance, self.staff.door)
        is_decided = case_id is not None or (self.today - day).days > 1
        agrees = chance.random() < 0.9
        status = "decided" if is_decided else "received"
        self.rows.put(
            "frontdoor_contact",
            id=contact_id,
            reference=self.reference("C"),
            kind="request",
            route="partner",
            status=status,
            received_at=received,
            due_on=working(day + timedelta(days=1)),
            agency_id=agency_id,
            asker_kind="professional",
            referrer_name="Invented referrer",
            referrer_role=pick(chance, words.ASKERS),
            referrer_organisation=agency,
            worries=pick(chance, words.WORRIES),
            going_well=pick(chance, words.STRENGTHS),
            family_view="agrees" if agrees else "does_not_know",
            family_view_why="" if agrees else "They could not be reached before today",
            home_lines=child.lines,
            home_postcode=of.home.postcode,
            area_id=of.home.area_id,
            locality_id=of.home.locality_id,
            family_id=of.family_id if is_decided else None,
        )
        self._told_of(of, contact_id, decider if is_decided else None, received)
        self.rows.put(
            "frontdoor_contactmove", id=self.new_id(), contact_id=contact_id, to_status="received", at=received
        )
        if is_decided and case_id is None:
            self.decided(
                of,
                chance,
                contact_id,
                decider,
                working(day + timedelta(days=1)),
                1,
                one_of(chance, words.NO_CASE),
                None,
                agency_id,
            )
        return contact_id, decider

    def _told_of(self, of: Of, contact_id, decider, at: datetime) -> None:
        for position, one in enumerate([*of.family.children, *of.family.adults[:1]]):
            self.rows.put(
                "frontdoor_contactperson",
                id=self.new_id(),
                contact_id=contact_id,
                position=position,
                part=one.role,
                given_names=one.given_names,
                family_name=one.family_name,
                born_on=one.born_on,
                sex=one.sex,
                in_household=one.in_household,
                match="same" if decider else "",
                person_id=of.id_of(one) if decider else None,
                matched_by_id=decider,
                matched_at=at if decider else None,
            )

    def decided(
        self, of: Of, chance: Random, contact_id, decider, day: date, level: int, outcome: str, case_id, agency_id=None
    ) -> None:
        at = moment(min(day, self.today), 15)
        self.rows.put(
            "frontdoor_decision",
            id=self.new_id(),
            contact_id=contact_id,
            level=level,
            outcome=outcome,
            reasons=words.REASONS[0 if case_id else 1],
            agency_id=agency_id if outcome == "one_agency" else None,
            case_id=case_id,
            decided_by_id=decider,
            decided_at=at,
            words_to_referrer="Thank you. We have decided what happens next.",
            telling_due_on=working(day + timedelta(days=3)),
            told_at=at,
            told_how="by e-mail",
            told_by_id=decider,
        )
        self.rows.put(
            "frontdoor_contactmove",
            id=self.new_id(),
            contact_id=contact_id,
            from_status="received",
            to_status="decided",
            by_id=decider,
            at=at,
        )
        self.timeline(of, case_id, "frontdoor.decided", "Request for help decided", at, decider, for_family=False)
