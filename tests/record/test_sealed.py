"""A sealed family, and every way round its seal: as one of the team, as whoever runs the service, as the one named."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.cases import queries as cases
from alongside.cases.access import cases_open_to
from alongside.cases.rules import Level
from alongside.foundation.access.actions import SealRefused, give_grant
from alongside.foundation.access.models import OneSubject, Seal
from alongside.foundation.access.rules import KEPT_APART, GrantReason
from alongside.foundation.audit.models import Entry
from alongside.frontdoor import actions as deciding
from alongside.frontdoor import queries as frontdoor
from alongside.frontdoor.access import contacts_open_to, requests_open_to
from alongside.frontdoor.models import Contact, Decision
from alongside.frontdoor.rules import Outcome
from alongside.hubs.queries import registers
from alongside.panels import queries as panels
from alongside.panels.models import Item
from alongside.people import access as people_access
from alongside.people import actions as people
from alongside.people import queries, rules
from alongside.people.models import OnePerson
from alongside.people.queries.links import FAMILIES, PEOPLE, wrong_groups
from alongside.people.rules import LinkDecision, PairReason
from alongside.plans.access import plans_open_to
from alongside.worklists.queries import get_mine, get_team_day
from tests.assessments.given import given_a_household
from tests.factories import NOW, TODAY, a_user
from tests.frontdoor.given import a_child, given_a_contact
from tests.hubs.given import Hub as Centre
from tests.hubs.given import given_a_register
from tests.panels.given import given_a_panel, given_an_item
from tests.people.given import given_a_family, given_a_person
from tests.plans.given import given_an_agreed_plan
from tests.record.given import RING, WHY, seal

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LATER = NOW + timedelta(hours=1)
VIEWERS = ["worker", "manager", "runs", "named"]


@pytest.fixture
def home():
    return given_a_household()


@pytest.fixture
def people_of(home):
    """The lead, a manager of the hub, whoever runs the service, and the one who will be named."""
    return {
        "worker": home.worker,
        "manager": home.manager,
        "runs": a_user("service-manager", name="Rhona Service"),
        "named": a_user("front-door-manager", "family-worker", name="Nell Named"),
    }


@pytest.fixture
def sealed(home, people_of):
    return seal(home.family, named=[people_of["named"]], by=people_of["runs"])


@pytest.fixture(params=VIEWERS)
def viewer(request, people_of):
    return people_of[request.param]


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def is_named(viewer):
    return viewer.name == "Nell Named"


class TestForWhoeverIsNotNamedItIsAsIfAbsent:
    def test_its_pages(self, home, sealed, viewer):
        client = signed_in(viewer)
        pages = [
            reverse("record:family", args=[home.family.reference]),
            reverse("record:documents", args=[home.family.reference]),
            reverse("people:family", args=[home.family.reference]),
            reverse("people:person", args=[home.girl.reference]),
            reverse("cases:case", args=[home.case.reference]),
        ]
        expected = 200 if is_named(viewer) else 404
        assert [client.get(page).status_code for page in pages] == [expected] * len(pages)

    def test_lists_counts_and_worklists(self, home, sealed, viewer):
        found = {
            "cases": cases_open_to(viewer).filter(id=home.case.id).exists(),
            "plans": plans_open_to(viewer).filter(case=home.case).exists(),
            "families": people_access.families_reachable_by(viewer).filter(id=home.family.id).exists(),
            "people": people_access.people_reachable_by(viewer).filter(id=home.girl.id).exists(),
            "changed": people_access.may_change_person(viewer, home.girl),
            "led": bool(cases.list_cases_led_by(viewer=viewer, worker=home.worker)),
        }
        assert found == {**dict.fromkeys(found, is_named(viewer)), "plans": False, "changed": is_named(viewer)}
        day = get_team_day(viewer=viewer, team_id=home.case.hub_team_id, today=TODAY)
        assert day is None or is_named(viewer) or sum(day.by_status.values()) == 0

    def test_a_search_says_only_whom_to_ring(self, home, sealed, viewer):
        words = f"{home.girl.given_names} {home.girl.family_name}"
        found = queries.search_people(viewer=viewer, words=words, born_on=home.girl.born_on, today=TODAY)
        if is_named(viewer):
            assert home.girl.id in {one.id for one in found}
        else:
            [apart] = [one for one in found if one.is_kept_apart]
            assert (apart.name, apart.because, apart.reference) == (KEPT_APART, (f"Ring {RING}",), "")
            assert home.family.name not in str(found)
        client = signed_in(viewer)
        client.post(reverse("people:search"), {"words": words})
        page = client.get(reverse("people:search")).content.decode()
        assert Entry.objects.filter(kind="people.found_seen", by=viewer, about__contains=[home.girl.id]).exists()
        assert (RING in page) is not is_named(viewer)
        assert (home.girl.reference in page) is is_named(viewer)

    def test_nobody_opens_it_beyond_their_work(self, home, sealed, people_of):
        address = reverse("record:open_beyond", args=[home.family.reference])
        for method in ("get", "post"):
            answer = getattr(signed_in(people_of["manager"]), method)(address, {"reason": WHY})
            assert answer.status_code == 403
            page = answer.content.decode()
            assert RING in page
            assert home.family.name not in page
            assert WHY not in page
        assert signed_in(people_of["named"]).get(address).status_code == 302
        assert signed_in(a_user("partner")).get(address).status_code == 404


class TestTheFrontDoor:
    @pytest.fixture
    def told(self, home):
        girl = home.girl
        child = a_child(given_names=girl.given_names, family_name=girl.family_name, born_on=girl.born_on)
        return given_a_contact(people=(child,))

    @pytest.fixture
    def at_the_door(self):
        return a_user("front-door-worker")

    def test_whoever_decides_is_told_to_ring_and_can_act(self, home, sealed, told, at_the_door, people_of):
        contact = frontdoor.get_contact(viewer=at_the_door, reference=told.reference)
        [match] = frontdoor.matches_of(viewer=at_the_door, contact=contact, today=TODAY)
        assert (match.found, match.is_answered) == ((), True)
        assert match.apart == (f"{KEPT_APART}. Ring {RING}",)
        page = signed_in(at_the_door).get(reverse("frontdoor:see_contact", args=[told.reference])).content.decode()
        assert RING in page
        assert "act as you would for any child" in page
        assert home.girl.reference not in page
        assert home.family.reference not in page
        [match] = frontdoor.matches_of(viewer=people_of["named"], contact=contact, today=TODAY)
        assert [one.id for one in match.found] == [home.girl.id]

    def test_whoever_is_not_named_does_not_decide_on_it(self, home, sealed, told, at_the_door):
        told.people.update(person=home.girl)
        with pytest.raises(deciding.DecisionRefused, match="kept apart"):
            deciding.decide(
                contact=told,
                version=told.version,
                answer=deciding.Answer(level=Level.UNIVERSAL, outcome=Outcome.NO_ACTION, reasons="Nothing is needed"),
                own_page="/",
                address_of=str,
                by=at_the_door,
                at=NOW,
            )
        assert not Decision.objects.exists()

    def test_who_was_found_by_clues_is_weighed_on_its_page(self, home, told, at_the_door):
        [match] = frontdoor.matches_of(viewer=at_the_door, contact=told, today=TODAY)
        by_clues = replace(match, found=tuple(replace(one, weighed=None) for one in match.found))
        assert set(frontdoor.weighed_match(contact=told, match=by_clues).weighed) == {home.girl.id}

    def test_a_contact_that_waits_stays_and_one_decided_on_is_sealed(self, home, sealed, told, at_the_door, people_of):
        Contact.objects.filter(id=told.id).update(family=home.family)
        assert contacts_open_to(at_the_door).filter(id=told.id).exists()
        page = signed_in(at_the_door).get(reverse("frontdoor:see_contact", args=[told.reference])).content.decode()
        assert home.family.reference not in page
        Contact.objects.filter(id=told.id).update(status="decided")
        assert not contacts_open_to(at_the_door).filter(id=told.id).exists()
        assert contacts_open_to(people_of["named"]).filter(id=told.id).exists()
        asker, colleague = told.referrer, a_user("partner", kind="partner", agency=told.agency)
        assert requests_open_to(asker).filter(id=told.id).exists()
        assert not requests_open_to(colleague).filter(id=told.id).exists()


class TestRecordsThatAreOne:
    @pytest.fixture
    def steward(self):
        return a_user("data-steward")

    def _twin(self, home):
        """The same girl on another record, in another family, open to another worker."""
        other = a_user("family-worker")
        girl = given_a_person(
            by=other, given_names=home.girl.given_names, family_name="Other", born_on=home.girl.born_on
        )
        family = given_a_family(girl, by=other, name="Other")
        give_grant(subject_kind="family", subject_id=family.id, holder=other, reason=GrantReason.ALLOCATED, at=NOW)
        return other, girl, family

    def test_a_person_linked_before_is_one_no_more_until_it_is_lifted(self, home, people_of, steward):
        other, girl, _ = self._twin(home)
        people.say_of_people(one=home.girl, other=girl, decision=LinkDecision.SAME, by=steward, at=NOW)
        assert people_access.people_open_to(other).filter(id=home.girl.id).exists()
        made = seal(home.family, named=[people_of["named"]], by=people_of["runs"])
        assert not people_access.people_open_to(other).filter(id=home.girl.id).exists()
        assert people_access.people_open_to(other).filter(id=girl.id).exists()
        assert not OnePerson.objects.exists()
        assert wrong_groups(PEOPLE) == wrong_groups(FAMILIES) == []
        why = "He has left the service since then"
        people.lift_seal_of_family(seal=made, why=why, by=people_of["runs"], at=LATER)
        assert people_access.people_open_to(other).filter(id=home.girl.id).exists()

    def test_nothing_is_linked_across_the_seal(self, home, sealed, steward, people_of):
        _, girl, family = self._twin(home)
        for viewer, words in ((steward, "not both open"), (people_of["named"], "not both open")):
            with pytest.raises(people.PeopleRefused, match=words):
                people.say_of_people(one=home.girl, other=girl, decision=LinkDecision.SAME, by=viewer, at=LATER)
            with pytest.raises(people.PeopleRefused, match=words):
                people.say_of_families(one=home.family, other=family, decision=LinkDecision.SAME, by=viewer, at=LATER)
        give_grant(
            subject_kind="family", subject_id=family.id, holder=people_of["named"], reason=GrantReason.HUB, at=LATER
        )
        with pytest.raises(people.PeopleRefused, match="outside its seal"):
            people.say_of_people(one=home.girl, other=girl, decision=LinkDecision.SAME, by=people_of["named"], at=LATER)
        assert not OneSubject.objects.exists()

    def test_records_that_are_one_family_are_sealed_together(self, home, people_of, steward):
        other, _, family = self._twin(home)
        people.say_of_families(one=home.family, other=family, decision=LinkDecision.SAME, by=steward, at=NOW)
        made = seal(home.family, named=[people_of["named"]], by=people_of["runs"])
        assert made.subjects.count() == 2
        assert not people_access.families_open_to(other).exists()
        assert people_access.families_open_to(people_of["named"]).count() == 2

    def test_two_records_of_one_person_in_it_stay_one_and_neither_is_told_of(self, home, people_of, steward):
        again = given_a_person(
            by=home.worker, given_names="Tamsyn", family_name="Marlowe-Quill", born_on=home.girl.born_on
        )
        people.join_family(family=home.family, person=again, role=rules.FamilyRole.CHILD, by=home.worker, at=NOW)
        people.say_of_people(one=home.girl, other=again, decision=LinkDecision.SAME, by=steward, at=NOW)
        seal(home.family, named=[people_of["named"]], by=people_of["runs"])
        assert OnePerson.objects.count() == 2
        found = queries.search_people(
            viewer=people_of["manager"], words="Tamsyn Marlowe-Quill", born_on=again.born_on, today=TODAY
        )
        assert {one.name for one in found} == {KEPT_APART}
        assert found[0].sealed == {home.girl.id}

    def test_somebody_in_another_family_too_is_left_out_there(self, home, people_of):
        other, girl, family = self._twin(home)
        family.members.create(person=home.mother, role="parent")
        people.relate(
            person=home.mother, other=girl, kind=rules.RelationKind.PARENT, source="x", as_of=TODAY, by=other, at=NOW
        )
        assert home.mother in [one.person for one in queries.family_members(family)]
        seal(home.family, named=[people_of["named"]], by=people_of["runs"])
        assert [one.person for one in queries.family_members(family)] == [girl]
        assert queries.list_relationships(people=[girl.id]) == []
        assert not people_access.people_open_to(other).filter(id=home.mother.id).exists()
        assert home.mother in [one.person for one in queries.family_members(home.family)]

    def test_the_steward_sees_no_pair_of_it(self, home, people_of, steward):
        _, girl, _ = self._twin(home)
        pair = people.raise_pair(one=home.girl, other=girl, reason=PairReason.ALIKE, by=home.worker, at=NOW)
        assert queries.list_pairs(viewer=steward).exists()
        seal(home.family, named=[people_of["named"]], by=people_of["runs"])
        assert not queries.list_pairs(viewer=steward).exists()
        for asked in (
            lambda: queries.get_pair(viewer=steward, pair_id=pair.id),
            lambda: queries.get_two_people(viewer=steward, reference=home.girl.reference, other=girl.reference),
        ):
            with pytest.raises(queries.PairNotFound):
                asked()


class TestPanelsAndHubs:
    def test_a_panel_that_has_it_before_it_sees_nothing_of_it(self, home, people_of):
        table = given_a_panel()
        item = given_an_item(table, home=home)
        assert panels.agenda_of(viewer=table.chair, sitting=table.sitting) == [item]
        seal(home.family, named=[people_of["named"]], by=people_of["runs"])
        assert panels.agenda_of(viewer=table.chair, sitting=table.sitting) == []
        assert panels.count_hidden(viewer=table.chair, sitting=table.sitting, shown=[]) == 1
        for viewer in (table.chair, table.clerk, home.worker, people_of["runs"]):
            with pytest.raises(panels.PanelNotFound):
                panels.get_item(viewer=viewer, reference=item.reference)

    def test_a_hub_names_nobody_of_it(self, home, people_of):
        centre = Centre("Lower Ashgrove")
        register = given_a_register(centre)
        give_grant(
            subject_kind="family", subject_id=home.family.id, holder=centre.manager, reason=GrantReason.HUB, at=NOW
        )
        name = home.girl.given_names
        assert registers.find_known(viewer=centre.manager, register=register, words=name)
        seal(home.family, named=[people_of["named"]], by=people_of["runs"])
        assert not registers.find_known(viewer=centre.manager, register=register, words=name)


class TestOnScreen:
    def test_whoever_runs_the_service_seals_a_record_by_its_page(self, home, people_of):
        client, address = signed_in(people_of["runs"]), reverse("record:seal", args=[home.family.reference])
        assert home.worker.name in client.get(address).content.decode()
        given = {
            "kind": "adoption",
            "reason": WHY,
            "ring": RING,
            "names": [str(home.worker.id)],
            "others": "no@one.org",
        }
        assert "Nobody who signs in here has the address no@one.org" in client.post(address, given).content.decode()
        answer = client.post(address, given | {"others": people_of["named"].email})
        assert answer.status_code == 302
        assert {one.user for one in Seal.objects.get().names.all()} == {home.worker, people_of["named"]}
        listed = client.get(reverse("record:list_sealed")).content.decode()
        assert home.family.reference in listed
        assert home.family.name not in listed
        page = signed_in(home.worker).get(reverse("record:family", args=[home.family.reference])).content.decode()
        assert "Sealed: 2 people may see this" in page
        assert "Nell Named" in page
        assert client.get(address).status_code == 404

    def test_names_come_and_go_and_the_seal_is_lifted(self, home, sealed, people_of):
        client, of = signed_in(people_of["runs"]), [home.family.reference]
        why = {"why": "She goes on leading the plan"}
        assert (
            "Nobody who signs in"
            in client.post(reverse("record:add_name", args=of), why | {"email": "no@one.org"}).content.decode()
        )
        client.post(reverse("record:add_name", args=of), why | {"email": home.worker.email})
        assert cases_open_to(home.worker).filter(id=home.case.id).exists()
        name = sealed.names.get(user=home.worker)
        client.post(reverse("record:take_name", args=[*of, name.id]), why)
        assert not cases_open_to(home.worker).filter(id=home.case.id).exists()
        client.post(reverse("record:look_at_seal", args=of), {"finding": "He still works in the hub"})
        assert "He still works in the hub" in client.get(reverse("record:see_seal", args=of)).content.decode()
        client.post(reverse("record:lift_seal", args=of), {"why": "He has left the service since"})
        assert cases_open_to(home.worker).filter(id=home.case.id).exists()
        assert client.get(reverse("record:see_seal", args=of)).status_code == 404

    def test_only_a_record_open_to_one_is_sealed(self, home, sealed, people_of):
        with pytest.raises(SealRefused, match="to whom this one is open"):
            seal(home.family, named=[people_of["named"]], by=people_of["runs"])


class TestWhatWasBegunBefore:
    def test_the_lead_who_is_not_named_has_nothing_of_it_in_their_day(self, people_of):
        planned = given_an_agreed_plan()
        home = planned.home
        late = TODAY + timedelta(days=400)
        mine = get_mine(viewer=home.worker, today=late)
        assert home.family.name in str(mine)
        seal(home.family, named=[people_of["named"]], by=people_of["runs"])
        mine = get_mine(viewer=home.worker, today=late)
        assert home.family.name not in str(mine)
        assert (mine.cases, mine.family_ids) == ([], ())

    def test_an_item_heard_together_with_it_tells_nothing(self, home, people_of):
        table = given_a_panel()
        item, other = given_an_item(table, home=home), given_an_item(table)
        Item.objects.filter(id=item.id).update(merged_into=other, status="merged")
        assert panels.agenda_of(viewer=table.chair, sitting=table.sitting) == [other]
        seal(home.family, named=[people_of["named"]], by=people_of["runs"])
        assert panels.agenda_of(viewer=table.chair, sitting=table.sitting) == []

    def test_what_waits_to_be_sorted_after_a_parting(self, home, people_of):
        steward, other = a_user("data-steward"), a_user("family-worker")
        girl = given_a_person(by=other, given_names="Tamsin", family_name="Marlow", born_on=home.girl.born_on)
        pair = {"one": home.girl, "other": girl, "by": steward}
        people.say_of_people(**pair, decision=LinkDecision.SAME, at=NOW)
        people.state_fact(
            person=home.girl, key="school", meaning=rules.Meaning.VALUE, value="Ashgrove", source="x", as_of=TODAY,
            by=home.worker, at=NOW,
        )  # fmt: skip
        people.say_of_people(**pair, decision=LinkDecision.UNDONE, why="They are two girls", at=LATER)
        assert queries.list_to_sort(viewer=steward)
        seal(home.family, named=[people_of["named"]], by=people_of["runs"])
        assert queries.list_to_sort(viewer=steward) == []

    def test_the_page_asks_once_more_where_it_is_sealed_and_nowhere_else(self, home, people_of):
        address = reverse("record:family", args=[home.family.reference])
        give_grant(
            subject_kind="family", subject_id=home.family.id, holder=people_of["named"], reason=GrantReason.HUB, at=NOW
        )

        def questions():
            client = signed_in(people_of["named"])
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            return len(asked)

        before = questions()
        seal(home.family, named=[people_of["named"]], by=people_of["runs"])
        assert questions() == before + 1
