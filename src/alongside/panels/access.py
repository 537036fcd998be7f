"""Who sits on which panel, and which sittings and items are open to a viewer."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.foundation.access.access import is_open_to, subjects_open_to
from alongside.foundation.access.models import Grant
from alongside.foundation.access.rules import GrantReason, declare
from alongside.people.access import SUBJECT, families_sealed_from

from . import rules
from .models import Interest, Item, Panel, PanelAction, PanelMember, Presence, Sitting

SIT = declare(
    "panels.sit",
    "Sit on a panel: read its papers, speak for one’s agency, chair it where one is its chair",
    roles={
        "partner",
        "lead-professional",
        "family-worker",
        "front-door-manager",
        "hub-manager",
        "social-worker",
        "service-manager",
        "panel-clerk",
    },
)
SEE = declare(
    "panels.see",
    "See one’s panels: who sits on them, and when they meet",
    roles={
        "partner",
        "lead-professional",
        "family-worker",
        "front-door-manager",
        "hub-manager",
        "social-worker",
        "service-manager",
        "administrator",
        "panel-clerk",
    },
)
CLERK = declare("panels.clerk", "Keep the agenda, papers and minutes of one’s panels", roles={"panel-clerk"})
SET_UP = declare(
    "panels.set_up",
    "Set up panels, who sits on them and when they meet",
    roles={"administrator", "service-manager", "panel-clerk"},
)
ASK = declare(
    "panels.ask",
    "Ask a panel about a family that one works with",
    roles={
        "front-door-worker",
        "front-door-manager",
        "family-worker",
        "lead-professional",
        "hub-manager",
        "social-worker",
    },
)
OVERSEE = declare(
    "panels.oversee",
    "See how every panel is doing, without its families",
    roles={"service-manager"},
)

SEE_FIGURES = declare(
    "panels.see_figures",
    "See how every panel is doing in figures: in time, what was decided, who came and spoke, what could not be had",
    roles={"commissioner", "service-manager"},
)


def memberships_of(viewer) -> QuerySet[PanelMember]:
    """The viewer’s own places on panels now."""
    return PanelMember.objects.filter(user_id=viewer.id, until_on__isnull=True)


def panels_open_to(viewer) -> QuerySet[Panel]:
    """The panels that the viewer sits on, keeps or may stand in at; all for those who set them up or oversee them."""
    if viewer.may(SET_UP) or viewer.may(OVERSEE):
        return Panel.objects.all()
    if not viewer.may(SEE):
        return Panel.objects.none()
    own = PanelMember.objects.filter(until_on__isnull=True).filter(Q(user_id=viewer.id) | Q(substitute_id=viewer.id))
    return Panel.objects.filter(id__in=own.values("panel_id"))


def sittings_open_to(viewer) -> QuerySet[Sitting]:
    """The sittings of those panels, past ones too."""
    return Sitting.objects.filter(panel__in=panels_open_to(viewer))


def keeps(viewer, panel: Panel | None) -> bool:
    """Whether the viewer is clerk of the panel; a panel’s clerks also keep what waits for no panel yet."""
    if not viewer.may(CLERK):
        return False
    own = memberships_of(viewer).filter(part=rules.Part.CLERK)
    return own.exists() if panel is None else own.filter(panel=panel).exists()


def chairs(viewer, panel: Panel) -> bool:
    """Whether the viewer is chair or vice-chair of the panel."""
    return viewer.may(SIT) and memberships_of(viewer).filter(panel=panel, part__in=sorted(rules.CHAIRS)).exists()


def runs(viewer, panel: Panel) -> bool:
    """The clerk and the chair run a panel’s sittings."""
    return keeps(viewer, panel) or chairs(viewer, panel)


def items_open_to(viewer) -> QuerySet[Item]:
    """What the clerk and chair of a panel run, and what its members read while a grant opens the family to them;
    never what they have declared an interest in, nor a family that is sealed from them."""
    run = memberships_of(viewer).filter(part__in=[rules.Part.CLERK, *sorted(rules.CHAIRS)]).values("panel_id")
    sat = PanelMember.objects.filter(until_on__isnull=True).filter(Q(user_id=viewer.id) | Q(substitute_id=viewer.id))
    agendas = (
        Grant.objects.open()
        .filter(user_id=viewer.id, subject_kind=SUBJECT, reason=GrantReason.AGENDA)
        .values("subject_id")
    )
    is_open = Q(panel_id__in=sat.values("panel_id"), case__family_id__in=agendas, sitting__isnull=False)
    if viewer.may(SIT):
        is_open |= Q(panel_id__in=run)
    if viewer.may(CLERK) and memberships_of(viewer).filter(part=rules.Part.CLERK).exists():
        is_open |= Q(panel__isnull=True)
    if not viewer.may(SIT):
        return Item.objects.none()
    return Item.objects.filter(is_open).exclude(_declared(viewer)).exclude(sealed_from(viewer))


def items_worked_with_by(viewer) -> QuerySet[Item]:
    """Items about families open to the viewer, whose answer their work needs; never those they must not see."""
    mine = Item.objects.filter(case__family_id__in=subjects_open_to(viewer, SUBJECT))
    return mine.exclude(_declared(viewer)).exclude(sealed_from(viewer))


def items_done_by(viewer) -> QuerySet[Item]:
    """Items of which the viewer has something to do, or did; never those they must not see."""
    return Item.objects.filter(id__in=PanelAction.objects.filter(owner_id=viewer.id).values("item_id")).exclude(
        _declared(viewer)
    )


def _declared(viewer) -> Exists:
    return Exists(Interest.objects.filter(item_id=OuterRef("id"), user_id=viewer.id, withdrawn_at__isnull=True))


def sealed_from(viewer) -> Q:
    """Items about a family that is sealed from the viewer, or heard together with one about it."""
    sealed = families_sealed_from(viewer)
    together = Item.objects.filter(merged_into=OuterRef("id"), case__family_id__in=sealed)
    return Q(case__family_id__in=sealed) | Q(Exists(together))


def may_see_minutes(viewer, sitting: Sitting) -> bool:
    """Signed minutes stay open to those who run the panel and to those who were in the room."""
    if runs(viewer, sitting.panel):
        return True
    return viewer.may(SIT) and Presence.objects.filter(sitting=sitting, user_id=viewer.id).exists()


def hidden_items(viewer, sitting: Sitting) -> QuerySet:
    """The ids of a sitting’s items in which the viewer has declared an interest, or whose family is sealed."""
    return Item.objects.filter(sealed_from(viewer) | Q(_declared(viewer)), sitting=sitting).values("id")


def member_of(viewer, item: Item) -> PanelMember | None:
    """The place for which the viewer speaks about an item: their own, or one they stand in for."""
    if item.panel_id is None or not viewer.may(SIT):
        return None
    seats = PanelMember.objects.filter(panel_id=item.panel_id, until_on__isnull=True).exclude(part=rules.Part.CLERK)
    return (
        seats.filter(user_id=viewer.id).first()
        or seats.filter(substitute_id=viewer.id).order_by("from_on", "id").first()
    )


def may_ask_about(viewer, case) -> bool:
    """Someone who works with a family asks a panel about it."""
    return viewer.may(ASK) and is_open_to(viewer, SUBJECT, case.family_id)


def actions_of(viewer) -> QuerySet[PanelAction]:
    """What the viewer has to do because a panel decided it."""
    own = PanelAction.objects.filter(owner_id=viewer.id, done_at__isnull=True)
    return own.exclude(item__case__family_id__in=families_sealed_from(viewer))
