"""Invented panels, with people on them and items before them, made by the actions that make them in the product."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial

from alongside.panels import actions, rules
from alongside.panels.models import Item, Panel, PanelKind, PanelMember, Sitting
from alongside.panels.queries import children_of
from tests.assessments.given import Household, given_a_household
from tests.factories import NOW, a_user, an_agency, roles_by_slug
from tests.moulds import cast

SITS_AT = NOW + timedelta(days=7)
"""A week after everything else, at the same hour."""


@dataclass
class Table:
    """A panel with its chair, its clerk and its members, and one sitting to come."""

    panel: Panel
    chair: object
    clerk: object
    members: dict[str, PanelMember]
    sitting: Sitting
    at: datetime = field(default=SITS_AT)

    def by_clerk(self, at: datetime = NOW) -> dict:
        return {"by": self.clerk, "at": at}

    def by_chair(self, at: datetime | None = None) -> dict:
        return {"by": self.chair, "at": at or self.at + timedelta(hours=2)}

    def fresh(self) -> Sitting:
        return Sitting.objects.select_related("panel__kind", "series").get(id=self.sitting.id)

    def user(self, kind: str):
        return self.members[kind].user


def given_a_panel(*, name: str = "Wenchester MAAG", sits_at: datetime = SITS_AT, **facts) -> Table:
    """A panel that sits once, with a chair from social care and members of health, police and a school."""
    kinds = {one.key: one for one in actions.ensure_kinds(from_on=date(2026, 1, 1))}
    live = partial(_a_lived_panel, name=name, sits_at=sits_at, **facts)
    roles = {f"role {slug}": role for slug, role in roles_by_slug().items()}
    standing = {"kind": kinds["earp"], **roles}
    is_usual = sits_at == SITS_AT and not facts and not Panel.objects.filter(name=name).exists()
    made = cast(("a panel", name), live, standing) if is_usual else live(**standing)
    panel, sitting = made.pop("panel"), made.pop("sitting")
    return Table(panel, made["social_care"].user, made["clerk"].user, made, sitting, at=sits_at)


def _a_lived_panel(*, kind: PanelKind, name: str, sits_at: datetime, **facts) -> dict:
    setter = a_user("administrator")
    facts = {key: value for key, value in facts.items() if not key.startswith("role ")}
    quorum = facts.pop("quorum", rules.Quorum(needs_chair=True, needs_kinds=("social_care",), least_agencies=3))
    panel = actions.set_up_panel(
        kind=kind,
        name=name,
        weekday=0,
        starts_at=time(10),
        place="County Hall",
        quorum=quorum,
        by=setter,
        at=NOW,
        **facts,
    )
    members = {}
    for key, role, part, limit in (
        ("social_care", "social-worker", rules.Part.CHAIR, 500_000),
        ("clerk", "panel-clerk", rules.Part.CLERK, 0),
        ("health", "partner", rules.Part.MEMBER, 100_000),
        ("police", "partner", rules.Part.MEMBER, 0),
        ("school", "partner", rules.Part.VICE_CHAIR, 0),
    ):
        agency = an_agency(kind="early_help" if key == "clerk" else key, name=f"{key} of {name}")
        user = a_user(role, agency=agency, name=f"{key.title()} of {name}")
        members[key] = actions.seat_member(
            panel=panel, user=user, part=part, limit_pence=limit, by=setter, at=NOW, is_told=False
        )
    sitting = actions.plan_sitting(panel=panel, starts_at=sits_at, by=members["clerk"].user, at=NOW)
    return {"panel": panel, "sitting": sitting, **members}


def given_an_item(table: Table, *, home: Household | None = None, kind=rules.ItemKind.MORE, **facts) -> Item:
    """A question that the lead professional of a family asks the panel; it is on the agenda at once."""
    home = home or given_a_household()
    facts.setdefault("question", "Can someone sit with Ana through the mornings?")
    return actions.ask_panel(case=home.case, kind=kind, panel=table.panel, by=home.worker, at=NOW, **facts)


def given_papers_sent(table: Table) -> Sitting:
    return actions.send_papers(sitting=table.fresh(), **table.by_clerk(NOW + timedelta(days=2)))


def given_a_sitting(table: Table, *, everyone: bool = True) -> Sitting:
    """The panel sits, with everyone in the room."""
    actions.open_sitting(sitting=table.fresh(), **table.by_clerk(table.at))
    for member in table.members.values() if everyone else ():
        actions.come_in(sitting=table.fresh(), member=member, is_substitute=False, **table.by_clerk(table.at))
    return table.fresh()


def said(item: Item, kind=rules.DecisionKind.AGREE, **facts) -> actions.Said:
    """A whole answer; what is named stands instead."""
    worker = item.case.lead or item.asked_by
    whole = {
        "kind": kind,
        "reasons": "The mornings are the hardest, and health can begin at once",
        "teller": worker,
        "tell_by_on": SITS_AT.date() + timedelta(days=2),
        "no_view_why": "The family was away",
        "lead": worker,
        "lead_accepted": True,
        "safety": [actions.Heard(child, rules.Safety.NO_NEW_CONCERN) for child in children_of(item)],
    }
    return actions.Said(**(whole | facts))


def given_a_decision(table: Table, item: Item, kind=rules.DecisionKind.AGREE, **facts):
    at = table.at + timedelta(minutes=10)
    item = Item.objects.select_related("sitting", "case__lead", "asked_by", "panel").get(id=item.id)
    return actions.note_decision(item=item, said=said(item, kind, **facts), version=None, by=table.clerk, at=at)


def given_risen(table: Table) -> Sitting:
    return actions.rise(sitting=table.fresh(), **table.by_clerk(table.at + timedelta(hours=1)))


def given_signed(table: Table) -> Sitting:
    """Everything decided, risen and signed."""
    given_risen(table)
    return actions.sign_sitting(sitting=table.fresh(), **table.by_chair())


def given_everything_of_a_panel(home: Household, *, name: str, chair, clerk, member) -> dict[str, str]:
    """A panel that signed one sitting about a family and sits again now, with something that waits for no panel."""
    setter = a_user("administrator")
    kinds = {one.key: one for one in actions.ensure_kinds(from_on=date(2026, 1, 1))}
    panel = actions.set_up_panel(
        kind=kinds["jap"],
        name=name,
        weekday=0,
        starts_at=time(10),
        quorum=rules.Quorum(needs_chair=True, least_agencies=1),
        by=setter,
        at=NOW,
    )
    seats = {}
    for user, part in ((chair, rules.Part.CHAIR), (clerk, rules.Part.CLERK), (member, rules.Part.MEMBER)):
        seats[part] = actions.seat_member(panel=panel, user=user, part=part, by=setter, at=NOW, is_told=False)
    first, second = (
        actions.plan_sitting(panel=panel, starts_at=NOW + timedelta(days=days), by=clerk, at=NOW) for days in (7, 14)
    )
    table = Table(panel, chair, clerk, {str(part): seat for part, seat in seats.items()}, first, at=first.starts_at)
    decided = given_an_item(table, home=home, question="Who helps in the mornings?")
    given_a_sitting(table)
    given_a_decision(table, decided)
    given_signed(table)
    now = replace(table, sitting=second, at=second.starts_at)
    item = given_an_item(now, home=home, question="And who helps in the evenings?", kind=rules.ItemKind.MORE)
    interest = actions.declare_interest(item=item, why="A neighbour", by=now.clerk, at=NOW)
    actions.lift_interest(interest=interest, **now.by_chair())
    given_papers_sent(now)
    given_a_sitting(now)
    loose = actions.bring_item(
        case=home.case, kind=rules.ItemKind.REQUEST, question="Which panel is this for?", by=home.worker, at=NOW
    )
    Item.objects.filter(id=loose.id).update(panel=None, sitting=None, status=rules.ItemStatus.WAITING)
    return {
        "panels:reference": item.reference,
        "panels:slug": panel.slug,
        "panels:member_id": str(seats[rules.Part.MEMBER].id),
        "panels:case_reference": home.case.reference,
        "panels:interest_id": str(interest.id),
        "panels:to_whom": "family",
        "panels:letter:reference": decided.reference,
        "panels:choose_panel:reference": loose.reference,
        "panels:action_id": str(decided.actions.order_by("id")[0].id),
        **{
            f"panels:{page}:reference": second.reference
            for page in (
                "sitting", "invitation_file", "move_sitting", "call_off_sitting", "send_papers", "put_on_agenda",
                "open_sitting", "live", "live_state", "attend", "rise", "sit_again",
            )
        },
        **{
            f"panels:{page}:reference": first.reference
            for page in ("minutes", "print_minutes", "sign_sitting", "add_addendum")
        },
    }  # fmt: skip
