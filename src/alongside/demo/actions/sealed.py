"""One family whose record is sealed: a parent works in the hub that helps it."""

from datetime import datetime

from alongside.cases.models import Case
from alongside.foundation.access.rules import SealKind
from alongside.people.actions import seal_family

from .standing import County

REASON = "The mother works at the desk of this hub. She asked that her colleagues there should not read it."


def seal_one_family(county: County, *, at: datetime) -> None:
    """Seal a family of the named manager's hub: it stays open to the manager and to the family's lead alone."""
    manager, asker = county.named["hub-manager"], county.named["service-manager"]
    theirs = Case.objects.filter(status="open", hub_team__in=manager.team_ids, lead__isnull=False)
    others = theirs.exclude(lead__in=county.named.values()).filter(panel_items__isnull=True, packages__isnull=True)
    case = others.select_related("family", "lead", "hub_team").order_by("reference").first()
    if case is None:
        return
    seal_family(
        family=case.family,
        kind=SealKind.STAFF_FAMILY,
        reason=REASON,
        ring=f"the manager of {case.hub_team.name}, {case.hub_team.phone}".rstrip(", "),
        names=[manager, case.lead],
        by=asker,
        at=at,
    )
