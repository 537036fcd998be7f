"""What people are told when a hub's sessions, people and figures cannot be changed so; nothing is written then."""

from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from alongside.foundation.audit.models import Entry
from alongside.hubs import actions, queries
from alongside.hubs.models import Register, Session, SiteFact, YearAmount
from alongside.hubs.rules.facts import FactKind, HubsPolicy, Standing
from alongside.hubs.rules.money import Basis, Line
from tests.factories import NOW, TODAY, a_user
from tests.hubs.given import given_a_budget, given_a_register, given_a_session
from tests.places.given import given_a_site

pytestmark = pytest.mark.django_db


@contextmanager
def refused(words: str):
    before = Entry.objects.count()
    with pytest.raises(actions.HubRefused, match=words):
        yield
    assert Entry.objects.count() == before


@pytest.fixture
def stranger():
    return a_user("family-worker")


def test_setting_a_year(hub, stranger):
    line = next(iter(Line))
    given_a_budget(hub, **{line: 100_00})
    noted = Entry.objects.filter(kind="hubs.year_set")
    assert noted.count() == 1
    given_a_budget(hub, **{line: 100_00})
    assert noted.count() == 1, "the same again changes nothing"
    year = {
        "site": hub.site, "year": 2025, "basis": Basis.BUDGET, "amounts": {line: -1}, "source": "Book",
        "as_of": TODAY, "by": hub.manager, "at": NOW,
    }  # fmt: skip
    with refused("A budget is nought or more"):
        actions.set_year(**year)
    with refused("Only whoever keeps the figures"):
        actions.set_year(**year | {"by": stranger})
    assert YearAmount.objects.get().pence == 100_00
    assert queries.figures_by_site(viewer=stranger, sites=[hub.site.id], year=2025) == {}
    with pytest.raises(queries.HubNotFound):
        queries.get_figure_file(viewer=hub.manager, file_id=uuid4())


def test_stating_a_fact_of_a_building(hub, stranger):
    state = {
        "site": hub.site, "kind": FactKind.CAPACITY, "standing": Standing.KNOWN, "words": "", "number": Decimal(9),
        "source": "Property team", "as_of": TODAY, "by": hub.manager, "at": NOW,
    }  # fmt: skip
    for wrong, words in (
        ({"by": stranger}, "Only whoever keeps the figures of this site"),
        ({"standing": Standing.NOT_ASKED}, "nothing to write down"),
        ({"number": None}, "Say what is known"),
        ({"kind": FactKind.CONDITION, "words": " "}, "Say what is known"),
    ):
        with refused(words):
            actions.state_fact(**state | wrong)
    assert not SiteFact.objects.exists()


def test_keeping_a_timetable_and_its_registers(hub, stranger):
    session = given_a_session(hub)
    opened = {"session": session, "held_on": TODAY, "by": hub.worker, "at": NOW, "today": TODAY}
    with refused("Only those who work in this hub"):
        actions.open_register(**opened | {"by": stranger})
    with refused("The last day is before the first: check both"):
        given_a_session(hub, until_on=session.from_on - timedelta(days=1))
    register = given_a_register(hub, session)
    actions.take_away(register=register, attendance_id=uuid4(), by=hub.worker, at=NOW)
    assert not Entry.objects.filter(kind="hubs.attendance_taken_away").exists(), "nothing was there to take away"
    with refused("from 1 to"):
        actions.count_people(register=register, adults=0, children=0, id=uuid4(), by=hub.worker, at=NOW)
    actions.cancel_register(register=register, why="Snow", by=hub.worker, at=NOW)
    assert actions.cancel_register(register=register, why="Rain", by=hub.worker, at=NOW).why_cancelled == "Snow"
    with refused("Somebody else has changed this register meanwhile"):
        actions.close_register(register=register, staff=1, volunteers=0, by=hub.worker, at=NOW)
    assert Register.objects.get().status == "cancelled"

    end = {"session": session, "by": hub.manager, "at": NOW}
    with refused("Only this hub’s manager"):
        actions.end_session(**end | {"by": hub.worker}, last_on=TODAY)
    with refused("The last day is before the first: choose a later one"):
        actions.end_session(**end, last_on=session.from_on - timedelta(days=1))
    first = actions.end_session(**end, last_on=TODAY)
    assert actions.end_session(**end, last_on=TODAY).version == first.version
    later = TODAY + timedelta(days=1)
    assert list(queries.timetable_of(hub.site, viewer=hub.manager, on=later)) == []
    assert list(queries.timetable_of(hub.site, viewer=hub.manager, on=later, with_ended=True)) == [
        Session.objects.get()
    ]


def test_sites_are_open_to_those_who_see_figures_and_narrowed_by_whether_they_have_any(hub, stranger):
    given_a_budget(hub, **{next(iter(Line)): 100_00})
    bare, planner = given_a_site(name="Old library"), a_user("planner")
    asked = {"viewer": planner, "today": TODAY}
    assert list(queries.candidates(**asked | {"viewer": stranger})) == []
    assert bare in queries.candidates(**asked, figures="without")
    assert bare not in queries.candidates(**asked, figures="with")
    assert queries.get_site(viewer=planner, slug=bare.slug) == bare
    for viewer, slug in ((stranger, bare.slug), (planner, "nowhere")):
        with pytest.raises(queries.HubNotFound):
            queries.get_site(viewer=viewer, slug=slug)
    with pytest.raises(queries.HubNotFound):
        queries.get_hub(viewer=stranger, slug=hub.site.slug)


def test_figures_of_a_place_are_not_there_for_whoever_may_not_see_them(hub, stranger):
    since, by_year = {"since": TODAY}, (hub.site, 2025)
    policy = {"policy": HubsPolicy()}
    for query, args, told in (
        (queries.facts_of, (hub.site,), {}),
        (queries.held_there, (hub.site,), since),
        (queries.year_amounts_of, by_year, {}),
        (queries.outturn_of, by_year, {}),
        (queries.footfall_of, by_year, {}),
        (queries.forecast_of, by_year, policy),
        (queries.month_of, (hub.site, TODAY), {}),
        (queries.years_of, (hub.site,), {}),
        (queries.attendance_by_month, (hub.site,), since),
        (queries.reach_of, (hub.site,), since | policy),
        (queries.reach_at, (hub.site,), since | policy),
        (queries.own_streets, (hub.site,), since | policy),
        (queries.core_offer_kept, (hub.site,), {"today": TODAY} | policy),
        (queries.core_offer_at, (hub.site,), {"today": TODAY} | policy),
        (queries.off_site_of, (hub.site,), since),
    ):
        with pytest.raises(queries.HubNotFound):
            query(*args, viewer=stranger, **told)
        query(*args, viewer=hub.manager, **told)


def test_what_a_hub_holds_is_known_to_those_who_record_or_organise_it(hub, stranger):
    register = given_a_register(hub)
    for query, told in (
        (queries.tally_of, {"register": register}),
        (queries.history_of, {"session": register.session}),
    ):
        with pytest.raises(queries.HubNotFound):
            query(viewer=stranger, **told)
        query(viewer=hub.worker, **told)
    assert list(queries.timetable_of(hub.site, viewer=stranger, on=TODAY)) == []
    assert list(queries.timetable_of(hub.site, viewer=hub.worker, on=TODAY)) == [register.session]
