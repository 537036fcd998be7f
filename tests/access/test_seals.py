"""A sealed record is open to the people named alone, and the database holds it."""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation.access import access, actions, queries, rules
from alongside.foundation.access.models import Grant, KeptGrant, OneSubject, Seal, SealedSubject, SealName
from alongside.foundation.audit.models import Entry
from tests.factories import NOW, a_team, a_user, an_agency

WHY = "The father works in the hub that helps this family"
RING = "the duty manager, 01632 960020"
LATER = NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("reason", "is_named", "is_family", "may_stand"),
    [
        pytest.param(rules.GrantReason.ALLOCATED, True, False, True, id="somebody named goes on working"),
        pytest.param(rules.GrantReason.ALLOCATED, False, False, False, id="somebody not named does not"),
        pytest.param(rules.GrantReason.FAMILY, False, True, True, id="the family keeps its own pages"),
        pytest.param(rules.GrantReason.FAMILY, False, False, False, id="nobody else is let in as family"),
        pytest.param(rules.GrantReason.HUB, False, True, False, id="the family has no other way in"),
    ],
)
def test_may_stand_under_seal(reason, is_named, is_family, may_stand):
    assert rules.may_stand_under_seal(reason=reason, is_named=is_named, is_family=is_family) is may_stand


def test_a_seal_is_looked_at_again_after_a_year():
    assert rules.seal_review_due_on(looked_at_on=date(2024, 2, 29), policy=rules.SealPolicy()) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        pytest.param({}, "", id="all is said"),
        pytest.param({"reason": "because"}, "sentence why", id="no reason"),
        pytest.param({"ring": " "}, "ring", id="nobody to ring"),
        pytest.param({"names": 0}, "at least one", id="nobody named"),
    ],
)
def test_problem_with_sealing(given, problem):
    said = rules.problem_with_sealing(**({"reason": WHY, "ring": RING, "names": 1} | given))
    assert problem in said if problem else said == ""


@pytest.fixture
def family(db):
    return uuid4()


@pytest.fixture
def named(db):
    return a_user("family-worker")


@pytest.fixture
def runs(db):
    return a_user("service-manager")


def give(family, holder, *, reason=rules.GrantReason.HUB, at=NOW, **facts):
    return actions.give_grant(subject_kind="family", subject_id=family, holder=holder, reason=reason, at=at, **facts)


def seal(family, named, runs, **facts):
    given = {"subject_ids": [family], "kind": rules.SealKind.STAFF_FAMILY, "reason": WHY, "ring": RING}
    return actions.seal(subject_kind="family", names=[named], by=runs, at=NOW, **(given | facts))


def is_open(viewer, family):
    return access.is_open_to(viewer, "family", family)


class TestSealing:
    def test_whatever_is_not_named_ends_and_the_family_stays(self, family, named, runs):
        team, agency = a_team(), an_agency()
        worker, parent = a_user("family-worker", team=team), a_user("family-member", kind="family")
        for holder in (team, agency, worker, named):
            give(family, holder)
        give(family, parent, reason=rules.GrantReason.FAMILY)
        assert is_open(worker, family)
        assert is_open(a_user(agency=agency), family)
        assert is_open(runs, family)
        seal(family, named, runs)
        assert is_open(named, family)
        assert is_open(parent, family)
        assert not any(is_open(one, family) for one in (worker, a_user(agency=agency), runs))
        assert access.ring_for(worker, "family", family) == RING
        assert access.ring_for(named, "family", family) is None

    def test_a_grant_to_somebody_not_named_opens_nothing_and_is_kept(self, family, named, runs):
        seal(family, named, runs)
        team = a_team()
        assert give(family, team, at=LATER) == give(family, team, at=LATER)
        give(family, named, reason=rules.GrantReason.ALLOCATED, at=LATER)
        assert not is_open(a_user("family-worker", team=team), family)
        assert KeptGrant.objects.count() == 1

    def test_lifting_it_gives_back_what_is_still_wanted(self, family, named, runs):
        hub, left, came = a_team(), a_team(), a_team()
        give(family, hub, because="The hub’s family")
        give(family, left)
        made = seal(family, named, runs)
        give(family, came, at=LATER)
        actions.end_grants(subject_kind="family", subject_id=family, holder=left, at=LATER)
        actions.lift_seal(seal=made, why="He has left the service since then", by=runs, at=LATER)
        now = [one for one in (hub, left, came) if is_open(a_user("family-worker", team=one), family)]
        assert now == [hub, came]
        assert not is_open(named, family)
        assert is_open(runs, family)
        assert Grant.objects.open().get(team=hub).because == "The hub’s family"
        with pytest.raises(actions.SealRefused, match="lifted already"):
            actions.lift_seal(seal=made, why="He has left the service since then", by=runs, at=LATER)

    def test_names_are_added_and_taken_and_each_is_noted(self, family, named, runs):
        lead = a_user("family-worker")
        give(family, lead, reason=rules.GrantReason.ALLOCATED)
        made = seal(family, named, runs)
        name = actions.add_name(seal=made, user=lead, why="She goes on leading the plan", by=runs, at=LATER)
        assert {one.reason for one in queries.why_open(viewer=lead, subject_kind="family", subject_id=family)} == {
            "named", "allocated",
        }  # fmt: skip
        actions.take_name(name=name, why="She went to another hub", by=runs, at=LATER)
        assert not is_open(lead, family)
        with pytest.raises(actions.SealRefused, match="at least one name"):
            actions.take_name(name=made.names.get(user=named), why="He went to another hub", by=runs, at=LATER)
        kinds = set(Entry.objects.values_list("kind", flat=True))
        assert {"access.sealed", "access.seal_name_added", "access.seal_name_taken"} <= kinds
        assert [one.user for one in queries.list_names(made)] == [named, lead]
        assert queries.list_who_is_named(subject_kind="family", subject_id=family) == [named]

    def test_naming_or_taking_a_name_twice_is_doing_it_once(self, family, named, runs):
        made, other = seal(family, named, runs), a_user("family-worker")
        asked = {"seal": made, "user": other, "why": "She goes on leading the plan", "by": runs}
        name = actions.add_name(**asked, at=NOW)
        assert actions.add_name(**asked, at=LATER) == name
        for at in (LATER, LATER + timedelta(hours=1)):
            taken = actions.take_name(name=name, why="She went to another hub", by=runs, at=at)
        assert taken.until_at == LATER

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            pytest.param(lambda it: it.add_name("no"), "is to see the record", id="naming"),
            pytest.param(lambda it: it.take_name("no"), "no longer", id="taking a name"),
            pytest.param(lambda it: it.look("no"), "should stand", id="looking again"),
            pytest.param(lambda it: it.lift("no"), "is lifted", id="lifting"),
        ],
    )
    def test_each_change_says_why_in_a_sentence(self, family, named, runs, change, said):
        made = seal(family, named, runs)
        to = {"by": runs, "at": LATER}
        it = SimpleNamespace(
            add_name=lambda why: actions.add_name(seal=made, user=a_user("family-worker"), why=why, **to),
            take_name=lambda why: actions.take_name(name=made.names.get(), why=why, **to),
            look=lambda why: actions.look_at_seal(seal=made, finding=why, **to),
            lift=lambda why: actions.lift_seal(seal=made, why=why, **to),
        )
        with pytest.raises(actions.SealRefused, match=said):
            change(it)
        assert queries.list_who_is_named(subject_kind="family", subject_id=family) == [named]

    def test_sealing_says_why_in_a_sentence(self, family, named, runs):
        with pytest.raises(actions.SealRefused, match="sentence why"):
            seal(family, named, runs, reason="no")
        assert not Seal.objects.exists()

    def test_what_opens_for_a_while_alone_is_not_given_back(self, family, named, runs):
        made = seal(family, named, runs)
        give(family, a_team(), until=LATER)
        assert not made.kept.exists()

    def test_a_record_opened_beyond_ones_grants_is_closed_and_cannot_be_opened_again(self, family, named, runs):
        worker = a_user("family-worker")
        asked = {"viewer": worker, "subject_kind": "family", "subject_id": family, "about": (family,), "reason": WHY}
        actions.open_beyond_grants(**asked, at=NOW)
        made = seal(family, named, runs)
        with pytest.raises(actions.OpeningRefused, match="Ring the duty manager"):
            actions.open_beyond_grants(**asked, at=LATER)
        actions.lift_seal(seal=made, why="He has left the service since then", by=runs, at=LATER)
        assert not is_open(worker, family)

    @pytest.mark.parametrize("role", ["hub-manager", "auditor", "administrator"])
    def test_others_do_not_seal(self, family, named, role):
        with pytest.raises(actions.SealRefused, match="Your role"):
            seal(family, named, a_user(role))

    def test_a_member_of_a_family_is_not_named_and_nobody_names_themselves(self, family, named, runs):
        with pytest.raises(actions.SealRefused, match="cannot be named"):
            seal(family, a_user("family-member", kind="family"), runs)
        made = seal(family, named, runs)
        with pytest.raises(actions.SealRefused, match="Nobody names themselves"):
            actions.add_name(seal=made, user=runs, why="I should like to read it", by=runs, at=LATER)
        with pytest.raises(actions.SealRefused, match="sealed already"):
            seal(family, named, runs)

    def test_looking_at_it_again_moves_the_day(self, family, named, runs):
        made = seal(family, named, runs)
        actions.look_at_seal(seal=made, finding="He still works in the hub", by=runs, at=LATER)
        assert queries.list_seals(viewer=runs).get().looked_at == LATER
        assert list(queries.list_seals(viewer=named)) == []
        assert queries.get_seal(viewer=named, subject_kind="family", subject_id=family) == made
        with pytest.raises(queries.SealNotFound):
            queries.get_seal(viewer=a_user("hub-manager"), subject_kind="family", subject_id=family)


class TestTheDatabaseHoldsIt:
    @pytest.fixture
    def made(self, family, named, runs):
        return seal(family, named, runs)

    def refuses(self, words):
        return pytest.raises(IntegrityError, match=words)

    @pytest.mark.parametrize("holder", ["team", "agency", "user"])
    def test_an_open_grant_on_a_sealed_record_to_anybody_not_named(self, made, family, holder):
        who = {"team": a_team, "agency": an_agency, "user": lambda: a_user("service-manager")}[holder]()
        facts = {"subject_kind": "family", "subject_id": family, "reason": "hub", holder: who, "from_at": NOW}
        with self.refuses("those named alone"), transaction.atomic():
            Grant.objects.create(**facts)
        ended = Grant.objects.create(**facts, until_at=NOW)
        with self.refuses("those named alone"), transaction.atomic():
            Grant.objects.filter(id=ended.id).update(until_at=None)
        elsewhere = Grant.objects.create(**(facts | {"subject_id": uuid4()}))
        with self.refuses("those named alone"), transaction.atomic():
            Grant.objects.filter(id=elsewhere.id).update(subject_id=family)

    def test_sealing_what_is_open_to_somebody_not_named(self, made):
        other = uuid4()
        give(other, a_team())
        with self.refuses("not named"), transaction.atomic():
            SealedSubject.objects.create(seal=made, subject_kind="family", subject_id=other)

    def test_taking_a_name_whose_grants_stand(self, made, runs):
        with self.refuses("still holds a grant"), transaction.atomic():
            SealName.objects.filter(seal=made).update(until_at=NOW, taken_by=runs)

    def test_being_one_with_a_record_outside_the_seal(self, made, family):
        with self.refuses("outside its seal"), transaction.atomic():
            OneSubject.objects.create(subject_kind="family", subject_id=uuid4(), one_with=family)

    def test_half_a_lifting_and_a_second_seal(self, made, family, runs):
        with self.refuses("seal_is_lifted_whole_or_not_at_all"), transaction.atomic():
            Seal.objects.filter(id=made.id).update(lifted_at=NOW)
        with self.refuses("record_is_under_one_seal_at_a_time"), transaction.atomic():
            SealedSubject.objects.create(seal=made, subject_kind="family", subject_id=family)
        with self.refuses("name_is_taken_from_a_seal_by_someone"), transaction.atomic():
            SealName.objects.create(seal=made, user=runs, why=WHY, from_at=NOW, added_by=runs, until_at=NOW)
        with self.refuses("person_is_named_on_a_seal_once"), transaction.atomic():
            SealName.objects.create(seal=made, user=made.names.get().user, why=WHY, from_at=NOW, added_by=runs)

    def test_what_stands_in_the_tables_names_nobody(self, made):
        texts = {str(one) for one in (made, made.subjects.get(), made.names.get(), KeptGrant())}
        assert texts == {"Sealed at 2026-03-02 10:00", "A sealed family", "A name on a seal", "A grant kept for later"}
