"""How well people are matched: precision, thresholds and the page."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from alongside.people.models import Pair
from alongside.people.rules import LinkDecision, Reviewed, consequence_of, in_order, precision_by_band, share_of
from tests.factories import NOW, a_user
from tests.people.given import given_a_person, given_a_worker

SAME, APART = LinkDecision.SAME, LinkDecision.NOT_THE_SAME
PAIRS = [Reviewed(0.999, SAME), Reviewed(0.96, APART), Reviewed(0.6, SAME), Reviewed(0.01, APART)]


def test_precision_is_told_by_band_with_its_interval():
    found = list(precision_by_band(PAIRS).values())
    assert [(one.part, one.whole) for one in found] == [(1, 1), (1, 2), (0, 0), (0, 1)]
    assert share_of(45, 50).low == pytest.approx(0.786, abs=0.001)
    assert share_of(45, 50).high == pytest.approx(0.957, abs=0.001)


@pytest.mark.parametrize(
    ("threshold", "taken", "wrong", "looked_at"),
    [
        pytest.param(98, 1, 0, 2, id="as it stands: one taken, rightly"),
        pytest.param(95, 2, 1, 1, id="lower: one more is taken, wrongly"),
    ],
)
def test_a_threshold_and_what_it_would_have_done(threshold, taken, wrong, looked_at):
    found = consequence_of(PAIRS, certain_percent=threshold, ask_percent=2)
    assert (found.taken, found.wrong, found.looked_at) == (taken, wrong, looked_at)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_share_lies_within_its_interval(part, whole):
    found = share_of(min(part, whole), whole)
    assert 0 <= found.low <= found.part / found.whole + 1e-9
    assert found.part / found.whole - 1e-9 <= found.high <= 1


@pytest.mark.django_db
def test_the_page_says_what_was_found():
    by = given_a_worker()
    low, high = in_order(given_a_person(by=by).id, given_a_person(by=by, given_names="Ameena").id)
    facts = {"reason": "alike", "status": "settled", "answer": SAME, "probability": 0.99}
    Pair.objects.create(low_id=low, high_id=high, raised_at=NOW, settled_at=NOW, **facts)
    client = Client()
    client.force_login(a_user("data-steward"))
    page = client.get("/people/pairs/quality/").content.decode()
    assert "1 pair of which" in page
    assert "98 in 100 (now)" in page
    assert "Amina" not in page
