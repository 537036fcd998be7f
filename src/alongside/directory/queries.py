"""Finding a service, and reading what a hub offers and does not."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import F, IntegerField, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Cast, Greatest, Round

from alongside.foundation.components.paging import Page, key_page
from alongside.foundation.identity.models import Agency
from alongside.places import queries as places
from alongside.places.rules.kinds import SiteKind

from . import rules
from .models import CoreItem, HubOffer, Service

LIKE_ENOUGH = 0.45
"""How alike a typed word and a name must be, from 0 to 1, for one slip of the finger. Measured in the tests."""
PAGE_SIZE = 20
VENUE_KINDS = {SiteKind.HUB, SiteKind.CHILDRENS_CENTRE, SiteKind.LIBRARY, SiteKind.VENUE}
THOUSAND = 1000


class ServiceNotFound(LookupError):
    """There is no such service."""


@dataclass(frozen=True)
class Offered:
    """One promise of the core offer and how a hub keeps it; `offer` is None where the hub has not said."""

    item: CoreItem
    offer: HubOffer | None


def search_services(
    *,
    words: str = "",
    age: int | None = None,
    locality_id: UUID | None = None,
    level: int | None = None,
    with_closed: bool = False,
    after: str = "",
    before: str = "",
    size: int = PAGE_SIZE,
) -> Page:
    """A page of services: by how well the words fit, or by name where no words are given.

    A service with no localities serves the whole county; one with no levels or ages is for everybody.
    """
    found = Service.objects.select_related("agency")
    if not with_closed:
        found = found.filter(is_active=True)
    if age is not None:
        found = found.filter(_at_most("from_age", age), _at_least("to_age", age))
    if locality_id is not None:
        found = found.filter(Q(localities=locality_id) | Q(localities__isnull=True))
    if level is not None:
        found = found.filter(Q(levels__contains=[level]) | Q(levels=[]))
    if not words.strip():
        return key_page(found, after=after, before=before, size=size, order=("name", "id"))
    return key_page(
        _by_words(found, words.strip()), after=after, before=before, size=size, order=("-fit", "name", "id")
    )


def get_service(*, slug: str) -> Service:
    """One service with its sites and localities; a closed one still opens, and says so."""
    service = (
        Service.objects.select_related("agency")
        .prefetch_related("localities", Prefetch("sites"))
        .filter(slug=slug)
        .first()
    )
    if service is None:
        raise ServiceNotFound(slug)
    return service


def services_with_ids(ids: list[UUID]) -> list[Service]:
    """Services by their ids, as decisions and plans name them."""
    return list(Service.objects.filter(id__in=ids).select_related("agency").order_by("name", "id"))


def services_with_slugs(slugs: list[str]) -> list[Service]:
    """Services by their addresses, as forms name them."""
    return list(Service.objects.filter(slug__in=slugs).select_related("agency").order_by("name", "id"))


def choices_of_services() -> list[tuple[str, str]]:
    """Every service now given, as a form's choices: its slug, and its name with its agency."""
    rows = Service.objects.filter(is_active=True).order_by("name", "id").values_list("slug", "name", "agency__name")
    return [(slug, f"{name} ({agency})") for slug, name, agency in rows]


def list_services_to_check(*, today: date, policy: rules.DirectoryPolicy, size: int = 50) -> list[Service]:
    """Services whose entry is due to be checked, those never checked first."""
    active = Service.objects.filter(is_active=True).select_related("agency")
    due = active.order_by(F("checked_on").asc(nulls_first=True), "id")[: size * 4]
    return [one for one in due if rules.is_check_due(checked_on=one.checked_on, today=today, policy=policy)][:size]


def list_core_items(*, with_closed: bool = False) -> list[CoreItem]:
    """What every hub promises, in its order."""
    items = CoreItem.objects.all() if with_closed else CoreItem.objects.filter(is_active=True)
    return list(items.order_by("position", "id"))


def core_offer_of(*, site_id: UUID) -> list[Offered]:
    """Each promise of the core offer with how this hub keeps it, or that it has not said."""
    said = {one.core_item_id: one for one in offers_of(site_id=site_id) if one.core_item_id}
    return [Offered(item=item, offer=said.get(item.id)) for item in list_core_items()]


def offers_of(*, site_id: UUID) -> QuerySet[HubOffer]:
    """Every line of a hub's offer."""
    return (
        HubOffer.objects.filter(site_id=site_id)
        .select_related("core_item", "service__agency")
        .order_by("kind", "position", "id")
    )


def get_offer(*, site_id: UUID, offer_id: UUID) -> HubOffer | None:
    """One line of a hub's offer."""
    return offers_of(site_id=site_id).filter(id=offer_id).first()


def list_agencies() -> list[Agency]:
    """The agencies that may give a service."""
    return list(Agency.objects.filter(is_active=True).order_by("name", "id"))


def list_venues() -> list:
    """Where services are given: hubs, centres, libraries and outreach venues."""
    venues = places.list_sites()
    return [site for site in venues if site.kind in VENUE_KINDS]


def _at_most(field: str, age: int) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": age})


def _at_least(field: str, age: int) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": age})


def _by_words(found: QuerySet[Service], words: str) -> QuerySet[Service]:
    query = SearchQuery(words, config="english", search_type="websearch")
    likeness = Greatest(TrigramWordSimilarity(words, "name"), TrigramWordSimilarity(words, "agency__name"))
    rank = SearchRank(F("found_by"), query, normalization=Value(32))
    fit = Cast(Round((rank + F("likeness")) * THOUSAND), IntegerField())
    likely = found.annotate(likeness=likeness).filter(Q(found_by=query) | Q(likeness__gte=LIKE_ENOUGH))
    return likely.annotate(fit=fit)
