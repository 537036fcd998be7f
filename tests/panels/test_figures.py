"""What chairs see of how their panels are doing."""

from datetime import date

import pytest
from django.urls import reverse

from alongside.panels import actions, rules
from alongside.panels.queries import figures_of, panels_with_figures
from tests.factories import NOW, a_user
from tests.panels.given import (
    SITS_AT,
    given_a_decision,
    given_a_panel,
    given_a_sitting,
    given_an_item,
    given_papers_sent,
    given_signed,
)


@pytest.mark.parametrize(
    ("counted", "shown"),
    [
        pytest.param({"A": 9, "B": 7}, [("A", 9), ("B", 7)], id="large numbers are shown"),
        pytest.param(
            {"A": 9, "B": 7, "C": 2}, [("A", 9), ("B", None), ("C", None)], id="one alone is not left to be worked out"
        ),
        pytest.param(
            {"A": 9, "B": 3, "C": 2}, [("A", 9), ("B", None), ("C", None)], id="two small ones hide each other"
        ),
        pytest.param({"A": 2}, [("A", None)], id="nothing else to hide"),
        pytest.param({}, [], id="nothing"),
    ],
)
def test_without_small_numbers(counted, shown):
    assert rules.without_small_numbers(counted, least=5) == shown


def test_is_quiet():
    policy = rules.PanelsPolicy(quiet_sittings=3)
    assert rules.is_quiet(sittings=3, said=0, policy=policy)
    assert not rules.is_quiet(sittings=2, said=0, policy=policy)
    assert not rules.is_quiet(sittings=9, said=1, policy=policy)


@pytest.mark.django_db
def test_figures_count_what_was_signed_and_nothing_else(client):
    table = given_a_panel()
    item = given_an_item(table)
    given_papers_sent(table)
    actions.say_offer(item=item, knows="", offers="A nurse", by=table.user("health"), at=NOW)
    given_a_sitting(table)
    given_a_decision(table, item, offers=list(item.offers.all()), unmet="Speech therapy")
    span = {"first": date(2026, 1, 1), "last": SITS_AT.date(), "today": SITS_AT.date()}
    assert figures_of([table.panel], **span).sittings == 0
    given_signed(table)
    found = figures_of([table.panel], **span)
    assert (found.sittings, found.timeliness.decided, found.timeliness.in_time) == (1, 1, 1)
    assert found.by_decision == {"Agree": 1}
    assert found.by_agency == [(table.members["health"].agency.name, 1, 1)]
    assert found.unmet == [("Speech therapy", None)]
    assert {one.name: one.said for one in found.attending}[table.user("health").name] == 1
    client.force_login(table.chair)
    assert "Answered by the day due" in client.get(reverse("panels:figures")).text


@pytest.mark.django_db
def test_members_see_no_figures_and_chairs_only_their_own():
    table, other = given_a_panel(), given_a_panel(name="Another MAAG")
    assert panels_with_figures(viewer=table.user("health")) == []
    assert panels_with_figures(viewer=table.chair) == [table.panel]
    assert set(panels_with_figures(viewer=a_user("service-manager"))) == {table.panel, other.panel}


@pytest.mark.django_db
def test_commissioners_see_every_panel_s_figures_and_nothing_else_of_it(client):
    table = given_a_panel()
    commissioner = a_user("commissioner")
    assert panels_with_figures(viewer=commissioner) == [table.panel]
    client.force_login(commissioner)
    assert client.get(reverse("panels:figures")).status_code == 200
    assert client.get(reverse("panels:panel", args=[table.panel.slug])).status_code in (403, 404)
