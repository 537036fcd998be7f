"""What help exists: found by words, age, place and level; kept right; said of each hub, with what is not offered."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.directory import actions, queries, rules
from alongside.directory.models import HubOffer, Service
from alongside.foundation.audit.models import Entry
from alongside.foundation.drafts.models import Draft
from tests.directory.given import given_a_locality, given_a_service
from tests.factories import NOW, TODAY, a_team, a_user, an_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return a_user("administrator")


@pytest.fixture
def at_the(client):
    def opened(user, name, *args, data=None, **query):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        address = reverse(f"directory:{name}", args=args)
        return client.get(address, query) if data is None else client.post(address, data)

    return opened


def _found(**how) -> list[str]:
    return [one.name for one in queries.search_services(**how).rows]


@pytest.mark.parametrize(
    "words",
    [
        "stay and play",
        "play",
        "Stay-and-play",
        "STAY",
        "stay n play",
        "stya and play",
        "bright start",
        "song",
    ],
)
def test_a_service_is_found_by_its_words_its_agency_and_with_a_slip(words):
    given_a_service("Stay and play")
    given_a_service("Debt advice", description="Someone sits down with your bills.", agency=an_agency(name="Purse"))
    assert _found(words=words)[:1] == ["Stay and play"]


def test_words_that_fit_nothing_find_nothing():
    given_a_service("Stay and play")
    assert _found(words="plumbing") == []


def test_the_best_fit_stands_first():
    given_a_service("Reading club", description="Reading, and now and then some music.")
    given_a_service("Music for families", description="Songs.")
    assert _found(words="music") == ["Music for families", "Reading club"]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.text(max_size=30).filter(lambda text: "\x00" not in text))
def test_no_words_break_the_search(words):
    queries.search_services(words=words)


def test_services_narrow_by_age_place_and_level():
    north, south = given_a_locality("North"), given_a_locality("South")
    given_a_service("Babies", from_age=0, to_age=1, levels=[1], localities=[north])
    given_a_service("Youth club", from_age=11, to_age=18, levels=[1, 2], localities=[north, south])
    given_a_service("Everyone", description="For all")
    assert _found(age=14) == ["Everyone", "Youth club"]
    assert _found(age=1) == ["Babies", "Everyone"]
    assert _found(locality_id=south.id) == ["Everyone", "Youth club"]
    assert _found(locality_id=north.id) == ["Babies", "Everyone", "Youth club"]
    assert _found(level=2) == ["Everyone", "Youth club"]
    assert _found(level=2, age=14, locality_id=south.id, words="club") == ["Youth club"]


@pytest.mark.parametrize("words", ["", "play"])
def test_services_are_paged_by_key(words):
    for n in range(5):
        given_a_service(f"Play group {n}", description="Play")
    first = queries.search_services(words=words, size=3)
    second = queries.search_services(words=words, size=3, after=first.next_key)
    assert [one.name for one in first.rows + second.rows] == [f"Play group {n}" for n in range(5)]
    assert queries.search_services(words=words, size=3, before=second.previous_key).rows == first.rows


def test_a_service_that_is_no_longer_given_is_not_found_and_still_opens(admin):
    service = given_a_service()
    actions.set_service_in_use(service=service, is_active=False, by=admin, at=NOW)
    actions.set_service_in_use(service=service, is_active=False, by=admin, at=NOW)
    assert Entry.objects.filter(kind="directory.service_set_in_use").count() == 1
    assert _found() == []
    assert _found(with_closed=True) == ["Stay and play"]
    assert queries.choices_of_services() == []
    assert queries.get_service(slug=service.slug) == service
    assert queries.services_with_ids([service.id]) == [service]


def test_only_some_change_the_directory_and_a_double_click_adds_once(admin):
    worker, new = a_user("family-worker"), uuid4()
    first = given_a_service(by=admin, id=new)
    assert given_a_service(by=admin, id=new) == first
    assert given_a_service(by=admin).slug == "stay-and-play-2"
    with pytest.raises(actions.DirectoryRefused, match="role cannot"):
        given_a_service(by=worker)
    with pytest.raises(actions.DirectoryRefused, match="below the lowest"):
        given_a_service(by=admin, from_age=5, to_age=4)
    for act in (
        lambda: actions.set_service_in_use(service=first, is_active=False, by=worker, at=NOW),
        lambda: actions.check_service(service=first, checked_on=TODAY, by=worker, at=NOW),
    ):
        with pytest.raises(actions.DirectoryRefused, match="role cannot"):
            act()


def test_entries_due_to_be_checked(admin):
    fresh, old, never = given_a_service("Fresh"), given_a_service("Old"), given_a_service("Never")
    actions.check_service(service=fresh, checked_on=TODAY, by=admin, at=NOW)
    actions.check_service(service=old, checked_on=TODAY - timedelta(days=200), by=admin, at=NOW)
    assert queries.list_services_to_check(today=TODAY, policy=rules.DirectoryPolicy()) == [never, old]


def _promise(admin, name="Stay and play every week"):
    return actions.set_core_item(name=name, promise="Play for under-fives", position=1, by=admin, at=NOW)


def test_a_hub_says_how_it_keeps_the_core_offer_and_what_it_does_not_offer(admin):
    hub = given_a_locality("North").hub_site
    manager, other = a_user("hub-manager", team=hub.team), a_user("hub-manager", team=a_team())
    item = _promise(admin)
    assert [(one.item, one.offer) for one in queries.core_offer_of(site_id=hub.id)] == [(item, None)]
    kept = {"hub": hub, "item": item, "when": "Tuesdays", "at": NOW}
    actions.keep_core_item(**kept, promise="In the hall", by=manager)
    actions.keep_core_item(**kept, promise="In the garden", by=manager)
    assert [one.offer.promise for one in queries.core_offer_of(site_id=hub.id)] == ["In the garden"]
    line = {"hub": hub, "promise": "Ring the town hub", "when": "", "at": NOW}
    actions.set_offer(**line, kind=rules.OfferKind.NOT_OFFERED, name="Debt advice", by=manager)
    with pytest.raises(actions.DirectoryRefused, match="Name it"):
        actions.set_offer(**line, kind=rules.OfferKind.LOCAL, name=" ", by=manager)
    with pytest.raises(actions.DirectoryRefused, match="county’s"):
        actions.set_offer(**line, kind=rules.OfferKind.CORE, name="x", by=manager)
    for act in (
        lambda: actions.keep_core_item(**kept, promise="x", by=other),
        lambda: actions.set_offer(**line, kind=rules.OfferKind.LOCAL, name="x", by=other),
    ):
        with pytest.raises(actions.DirectoryRefused, match="Only this hub’s manager"):
            act()
    with pytest.raises(actions.DirectoryRefused, match="core offer"):
        _promise(manager)


def test_impossible_entries_are_refused_by_the_table(admin):
    service, hub = given_a_service(), given_a_locality("North").hub_site
    item = _promise(admin)
    HubOffer.objects.create(site=hub, kind="core", core_item=item)
    for name, write in {
        "service_is_for_ages_in_order": lambda: Service.objects.filter(id=service.id).update(from_age=5, to_age=4),
        "service_says_what_it_is": lambda: Service.objects.filter(id=service.id).update(description=""),
        "offer_names_a_core_item_exactly_when_core": lambda: HubOffer.objects.create(
            site=hub, kind="local", core_item=item
        ),
        "offer_says_what_it_is": lambda: HubOffer.objects.create(site=hub, kind="local"),
        "offer_answers_each_core_item_once_in_a_hub": lambda: HubOffer.objects.create(
            site=hub, kind="core", core_item=item
        ),
    }.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            write()


DESCRIBED = {
    "name": "Youth club",
    "description": "Table tennis and toast",
    "from_age": "11",
    "to_age": "18",
    "levels": ["1", "2"],
    "website": "https://example.org/club",
}


def test_a_service_is_added_found_read_printed_changed_and_closed_on_screen(admin, at_the):
    agency, north = given_a_service().agency, given_a_locality("North")
    described = {**DESCRIBED, "agency": agency.slug, "localities": [north.slug], "sites": [north.hub_site.slug]}
    at_the(admin, "add_service", data={**described, "new": str(uuid4())})
    reader = a_user("partner", kind="partner")
    page = at_the(reader, "list", q="table tennis", age="12", locality="north", level="2").content.decode()
    assert "Youth club" in page
    assert "Stay and play" not in page
    page = at_the(reader, "service", "youth-club").content.decode()
    for words in ("Ages 11 to 18", "North hub", "Not yet checked with the service", "Due to be checked again"):
        assert words in page
    assert "Change this service" not in page
    assert "Youth club" in at_the(reader, "print_service", "youth-club").content.decode()
    assert at_the(reader, "change_service", "youth-club").status_code == 404
    at_the(admin, "change_service", "youth-club", data={**described, "name": "Club for all", "version": "1"})
    stale = at_the(admin, "change_service", "youth-club", data={**described, "version": "1"}).content.decode()
    assert "Somebody else changed this service" in stale
    at_the(admin, "check_service", "youth-club", data={})
    assert "Due to be checked again" not in at_the(reader, "service", "youth-club").content.decode()
    at_the(admin, "change_service", "youth-club", data={"in_use": "no"})
    page = at_the(reader, "service", "youth-club").content.decode()
    assert "Club for all" in page
    assert "no longer given" in page
    assert "No service fits" in at_the(reader, "list", q="table tennis").content.decode()
    assert at_the(reader, "service", "nothing").status_code == 404


def test_every_box_of_a_service_says_what_to_do(admin, at_the):
    page = at_the(admin, "add_service", data={"from_age": "7", "to_age": "5", "website": "example", "levels": ["9"]})
    for words in (
        "Enter its name",
        "below the lowest",
        "starts with https://",
        "Choose who gives it",
        "Write down what",
    ):
        assert words in page.content.decode()
    assert not Service.objects.exists()
    assert "whole number from 0 to 25" in at_the(admin, "add_service", data={"from_age": "x"}).content.decode()


def test_a_half_written_service_is_there_again_and_goes_when_sent(admin, at_the, client):
    service = given_a_service(by=admin)
    at_the(admin, "change_service", service.slug)
    draft = Draft.objects.get(owner=admin)
    client.post(reverse("drafts:save", args=[draft.id]), {"name": "Half a name", "version": "0", "draft_revision": "0"})
    page = at_the(admin, "change_service", service.slug).content.decode()
    assert "Half a name" in page
    assert 'name="version" value="1"' in page
    at_the(admin, "change_service", service.slug, data={**DESCRIBED, "agency": service.agency.slug, "version": "1"})
    assert not Draft.objects.filter(id=draft.id).exists()


def test_a_hubs_offer_is_set_and_read_on_screen_with_what_is_not_offered(admin, at_the):
    hub = given_a_locality("North").hub_site
    manager, reader = a_user("hub-manager", team=hub.team), a_user("partner", kind="partner")
    at_the(
        admin, "core_offer", data={"name": "Weekly play", "promise": "Play for all", "position": "1", "is_active": "on"}
    )
    page = at_the(reader, "hub_offer", hub.slug).content.decode()
    assert "has not said yet how and when" in page
    assert "That does not mean that everything is offered" in page
    at_the(manager, "keep_core_item", hub.slug, "weekly-play", data={"promise": "In the hall", "when": "Tuesdays"})
    service = given_a_service("Debt advice")
    at_the(manager, "add_offer", hub.slug, data={"kind": "local", "service": service.slug, "promise": "Every month"})
    at_the(manager, "add_offer", hub.slug, data={"kind": "not_offered", "name": "Dentist", "promise": "Ring 111"})
    unnamed = at_the(manager, "add_offer", hub.slug, data={"kind": "local", "promise": "x"}).content.decode()
    assert "Name it, or choose a service" in unnamed
    page = at_the(reader, "hub_offer", hub.slug).content.decode()
    for words in ("In the hall", "Tuesdays", "Debt advice", "Dentist", "Not offered here", "Ring 111"):
        assert words in page
    assert "Take out" not in page
    assert "Dentist" in at_the(reader, "print_offer", hub.slug).content.decode()
    line = HubOffer.objects.get(name="Dentist")
    at_the(
        manager,
        "change_offer",
        hub.slug,
        line.id,
        data={"kind": "not_offered", "name": "Dentist", "promise": "See 111 online"},
    )
    assert "See 111 online" in at_the(reader, "hub_offer", hub.slug).content.decode()
    assert at_the(manager, "remove_offer", hub.slug, line.id).status_code == 200
    at_the(manager, "remove_offer", hub.slug, line.id, data={})
    assert not HubOffer.objects.filter(name="Dentist").exists()
    other = a_user("hub-manager", team=a_team())
    assert at_the(other, "add_offer", hub.slug).status_code == 404
    kept = HubOffer.objects.get(core_item__slug="weekly-play")
    assert at_the(manager, "change_offer", hub.slug, kept.id).status_code == 404
    assert at_the(manager, "keep_core_item", hub.slug, "nothing").status_code == 404
    assert at_the(reader, "hub_offer", "nothing").status_code == 404
    at_the(admin, "core_item", "weekly-play", data={"name": "Weekly play", "promise": "Play", "position": "1"})
    assert "No longer promised" in at_the(admin, "core_offer").content.decode()
    assert "Weekly play" not in at_the(reader, "hub_offer", hub.slug).content.decode()
    assert at_the(manager, "core_offer").status_code == 404
    assert "North hub" in at_the(reader, "hubs").content.decode()


@pytest.mark.parametrize("number", [1, 50])
def test_pages_ask_the_database_as_often_at_one_row_as_at_fifty(admin, client, django_assert_num_queries, number):
    hub = given_a_locality("North").hub_site
    for n in range(number):
        service = given_a_service(f"Play {n}", by=admin)
        actions.set_offer(
            hub=hub, kind=rules.OfferKind.LOCAL, name="", service=service, promise="x", when="", by=admin, at=NOW
        )
        _promise(admin, f"Promise {n}")
    client.force_login(a_user("partner", kind="partner"), backend="allauth.account.auth_backends.AuthenticationBackend")
    for address, pinned in {
        reverse("directory:list") + "?q=play": 5,
        reverse("directory:service", args=[service.slug]): 7,
        reverse("directory:hub_offer", args=[hub.slug]): 7,
    }.items():
        client.get(address)
        with django_assert_num_queries(pinned):
            client.get(address)


def test_families_read_what_is_offered_and_nothing_that_is_the_services_own_affair(at_the):
    sleep = given_a_service("Sleep clinic", levels=[2, 3])
    family, worker = a_user("family-member", kind="family"), a_user("family-worker")
    for name, args in (("list", ()), ("service", (sleep.slug,)), ("print_service", (sleep.slug,))):
        assert "Sleep clinic" in at_the(family, name, *args).content.decode()
        assert "evel" not in at_the(family, name, *args).content.decode().partition("<main")[2].partition("</main")[0]
    assert "Levels of need" in at_the(worker, "service", sleep.slug).content.decode()
    assert at_the(family, "change_service", sleep.slug).status_code == 404
