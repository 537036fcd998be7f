"""Who may ask, who may take in and decide, and which contacts are open to a viewer."""

from django.db.models import Q, QuerySet

from alongside.foundation.access.rules import declare
from alongside.people.access import families_sealed_from

from . import rules
from .models import Contact, RequestImport

ASK = declare(
    "frontdoor.ask",
    "Ask for help for a family",
    roles={"partner", "lead-professional", "family-worker", "hub-manager", "social-worker"},
)
SEE_OWN = declare(
    "frontdoor.see_own",
    "See what became of one’s own agency’s requests",
    roles={"partner", "lead-professional", "family-worker", "hub-manager", "social-worker"},
)
CONSIDER = declare(
    "frontdoor.consider",
    "See contacts at the front door and take them on",
    roles={"front-door-worker", "front-door-manager"},
)
DECIDE = declare("frontdoor.decide", "Decide on a contact", roles={"front-door-worker", "front-door-manager"})
TAKE_IN = declare(
    "frontdoor.take_in",
    "Type in a contact that came by telephone, letter or in person",
    roles={"front-door-worker", "front-door-manager"},
)
IMPORT = declare(
    "frontdoor.import",
    "Take in a batch of requests from a file",
    roles={"front-door-worker", "front-door-manager"},
)
STEP_DOWN = declare(
    "frontdoor.step_down",
    "Bring a family from statutory work to the front door",
    roles={"social-worker", "front-door-worker", "front-door-manager"},
)


def contacts_open_to(viewer) -> QuerySet[Contact]:
    """The front door sees every contact; nobody else sees one whole.

    Once decided on, a contact about a sealed family is sealed with it; while it waits, nobody may overlook it.
    """
    if not viewer.may(CONSIDER):
        return Contact.objects.none()
    over = (rules.ContactStatus.DECIDED, rules.ContactStatus.WITHDRAWN)
    return Contact.objects.exclude(family_id__in=families_sealed_from(viewer), status__in=over)


def requests_open_to(viewer) -> QuerySet[Contact]:
    """What someone asked themselves, or a colleague of their agency asked: where it stands, not what was found.

    About a sealed family whoever asked keeps sight of their own words; their colleagues do not.
    """
    if not _sees_own(viewer):
        return Contact.objects.none()
    colleagues = Q(agency_id=viewer.agency_id) & ~Q(family_id__in=families_sealed_from(viewer))
    return Contact.objects.filter(Q(referrer=viewer) | colleagues)


def passed_on_to(viewer) -> QuerySet[Contact]:
    """The requests that the front door passed on to the viewer's agency, because that agency helps."""
    if not _sees_own(viewer):
        return Contact.objects.none()
    passed_on = Contact.objects.filter(decision__outcome=rules.Outcome.ONE_AGENCY, decision__agency_id=viewer.agency_id)
    return passed_on.exclude(family_id__in=families_sealed_from(viewer))


def imports_open_to(viewer) -> QuerySet[RequestImport]:
    """The batches that the front door took in."""
    return RequestImport.objects.all() if viewer.may(IMPORT) else RequestImport.objects.none()


def may_consider(viewer) -> bool:
    """The front door takes on any contact."""
    return viewer.may(CONSIDER)


def may_decide(viewer, contact: Contact) -> bool:
    """The front door decides on any contact, but nobody on one that they asked for themselves."""
    return viewer.may(DECIDE) and contact.referrer_id != viewer.id


def may_withdraw(viewer, contact: Contact) -> bool:
    """Whoever asked, or a colleague of their agency, takes a request back."""
    return _sees_own(viewer) and contact.agency_id == viewer.agency_id


def _sees_own(viewer) -> bool:
    return viewer.may(SEE_OWN) and viewer.agency_id is not None
