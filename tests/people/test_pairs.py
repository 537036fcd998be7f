"""Pairs that somebody looks at: raised, said, asked about, handed on; and the pages."""

import pytest
from django.test import Client

from alongside.people import actions, queries, rules
from alongside.people.models import Pair, PersonLink
from alongside.people.rules import LinkDecision, PairReason, PairStatus
from tests.factories import NOW, TODAY, a_user
from tests.people.given import given_a_family, given_a_person, given_a_worker

pytestmark = pytest.mark.django_db

SAME, APART, UNSURE = LinkDecision.SAME, LinkDecision.NOT_THE_SAME, LinkDecision.NOT_SURE


@pytest.fixture
def by():
    return given_a_worker()


@pytest.fixture
def steward():
    return a_user("data-steward")


@pytest.fixture
def pair(by):
    one, other = given_a_person(by=by), given_a_person(by=by, given_names="Aminah")
    pair = actions.raise_pair(one=one, other=other, reason=PairReason.NOT_SURE, note="Same school?", by=by, at=NOW)
    Pair.objects.filter(id=pair.id).update(needs_two=False)
    pair.refresh_from_db()
    return pair


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def say(pair, answer, by, why=""):
    return actions.give_opinion(pair=pair, answer=answer, why=why, by=by, at=NOW)


class TestRaising:
    def test_two_records_wait_once(self, by, pair):
        again = actions.raise_pair(one=pair.high, other=pair.low, reason=PairReason.LIST, by=by, at=NOW)
        assert again == pair

    def test_what_is_not_the_same_is_never_raised_again(self, by, steward, pair):
        say(pair, APART, steward)
        assert actions.raise_pair(one=pair.low, other=pair.high, reason=PairReason.LIST, by=None, at=NOW) is None

    def test_twins_are_told_as_what_they_are(self, by):
        twins = [given_a_person(by=by, given_names=name) for name in ("Amina", "Zoe")]
        for one in twins:
            actions.move_home(
                person=one, lines="4 Mill Lane", postcode="OX1 1ND", source="x", as_of=TODAY, by=by, at=NOW
            )
        pair = actions.raise_pair(one=twins[0], other=twins[1], reason=PairReason.ALIKE, by=by, at=NOW)
        assert pair.reason == PairReason.TWIN


class TestSaying:
    def test_one_answer_settles_and_is_kept_with_its_evidence(self, steward, pair):
        say(pair, SAME, steward, "The school says so")
        link = PersonLink.objects.get()
        assert (link.decision, link.why) == (SAME, "The school says so")
        assert sum(part["bits"] for part in link.evidence) == pytest.approx(link.weight, abs=1e-4)
        assert queries.list_pairs(viewer=steward).count() == 0

    def test_where_two_look_the_second_does_not_see_the_first_and_they_may_disagree(self, steward, pair):
        Pair.objects.filter(id=pair.id).update(needs_two=True)
        other = a_user("data-steward")
        assert say(pair, SAME, steward).status == PairStatus.SECOND
        pair.refresh_from_db()
        assert queries.list_pairs(viewer=steward).count() == 0
        assert queries.list_opinions(pair, viewer=other) == []
        assert say(pair, APART, other).status == PairStatus.DIFFER
        assert not PersonLink.objects.exists()
        with pytest.raises(actions.PeopleRefused, match="Say why"):
            say(pair, SAME, other)
        assert say(pair, SAME, other, "We rang the school together").status == PairStatus.SETTLED
        assert queries.list_twice_looked_at() == [(SAME, APART)]

    def test_only_who_reviews_pairs_says(self, by, pair):
        with pytest.raises(actions.PeopleRefused, match="role"):
            say(pair, SAME, by)


class TestPages:
    def test_a_household_is_looked_at_as_one(self, by, steward, pair, client):
        mothers = [given_a_person(by=by, given_names="Sana", born_on=None) for _ in range(2)]
        given_a_family(pair.low, mothers[0], by=by)
        given_a_family(pair.high, mothers[1], by=by, name="Kahn")
        second = actions.raise_pair(one=mothers[0], other=mothers[1], reason=PairReason.ALIKE, by=by, at=NOW)
        Pair.objects.update(needs_two=False)
        page = signed_in(steward).get(f"/people/pairs/{pair.id}/").content.decode()
        assert "Two households, looked at as one" in page
        answers = {f"pair-{pair.id}": "same", f"pair-{second.id}": "same", "why": "One family, moved"}
        signed_in(steward).post(f"/people/pairs/{pair.id}/", answers)
        assert set(Pair.objects.values_list("status", flat=True)) == {PairStatus.SETTLED}

    def test_a_confidential_home_only_agrees(self, by, steward, pair):
        for one in (pair.low, pair.high):
            actions.move_home(
                person=one,
                lines="9 Hidden Row",
                postcode="OX1 1ND",
                source="x",
                as_of=TODAY,
                is_restricted=True,
                by=by,
                at=NOW,
            )
        page = signed_in(steward).get(f"/people/pairs/{pair.id}/").content.decode()
        assert "Home agrees" in page
        assert "Hidden Row" not in page
        assert "OX1" not in page
        assert "Same house" not in page

    def test_asking_and_answering(self, by, steward, pair):
        actions.ask_about_pair(pair=pair, asked_of=by, words="Do you know both?", by=steward, at=NOW)
        question = queries.list_questions(pair)[0]
        address = f"/people/pairs/questions/{question.id}/answer/"
        assert signed_in(steward).get(address).status_code == 404
        signed_in(by).post(address, {"words": "Only one of them"})
        assert "Only one of them" in signed_in(steward).get(f"/people/pairs/{pair.id}/").content.decode()

    def test_a_worker_sees_the_preview_and_joins(self, by, pair):
        one, other = pair.low.reference, pair.high.reference
        client = signed_in(by)
        answered = client.post(f"/people/{one}/beside/{other}/", {"answer": "same"})
        assert answered.url == f"/people/{one}/beside/{other}/join/"
        assert "Nothing is moved and nothing is lost" in client.get(answered.url).content.decode()
        client.post(answered.url, {"lead": other, "why": "The mother says so"})
        assert queries.leading_person(pair.low) == pair.high
        assert client.get(f"/people/{one}/").url == f"/people/{other}/"
        assert "Kept as 2 records" in client.get(f"/people/{other}/").content.decode()
        apart = client.post(f"/people/{one}/beside/{other}/part/", {"why": "Cousins", "is_fact": "yes"})
        assert apart.url == f"/people/{one}/beside/{other}/"
        assert queries.leading_person(pair.low) == pair.low


@pytest.mark.parametrize(
    ("answers", "kappa"),
    [
        pytest.param([(SAME, SAME), (APART, APART)], 1.0, id="always agreed"),
        pytest.param([(SAME, APART), (APART, SAME)], -1.0, id="never agreed"),
        pytest.param([(SAME, SAME)] * 20 + [(SAME, APART)] * 5 + [(APART, SAME)] * 10 + [(APART, APART)] * 15, 0.4,
                     id="Cohen's own kind of table: 35 of 50 agreed, 25 by chance"),
        pytest.param([(SAME, SAME)], None, id="nothing to compare with"),
        pytest.param([], None, id="nobody has looked twice"),
    ],
)  # fmt: skip
def test_agreement_beyond_chance(answers, kappa):
    found = rules.agreement_between(answers).kappa
    assert found == (pytest.approx(kappa) if kappa is not None else None)


@pytest.mark.parametrize(
    ("answers", "needs_two", "status"),
    [
        ([], False, PairStatus.WAITING),
        ([SAME], False, PairStatus.SETTLED),
        ([UNSURE], False, PairStatus.SECOND),
        ([UNSURE, APART], False, PairStatus.SETTLED),
        ([SAME], True, PairStatus.SECOND),
        ([SAME, UNSURE], True, PairStatus.SECOND),
        ([SAME, SAME], True, PairStatus.SETTLED),
        ([SAME, APART], True, PairStatus.DIFFER),
        ([SAME, APART, APART], True, PairStatus.SETTLED),
    ],
)
def test_what_follows_from_what_was_said(answers, needs_two, status):
    assert rules.status_after(answers, needs_two=needs_two) is status
