"""The menu shows what its viewer may open, and where they are."""

from datetime import date
from types import SimpleNamespace

import pytest

from alongside.foundation.components import cards, navigation, queries


class Viewer:
    is_authenticated = True

    def __init__(self, *permissions):
        self.permissions = permissions

    def may(self, permission):
        return permission in self.permissions

    def __str__(self):
        return "Ines Okafor"


@pytest.fixture
def menu(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    navigation.register("Later", "components:gallery", "plans.see", order=20)
    return navigation


def asked(viewer, view_name="", path="/"):
    return SimpleNamespace(user=viewer, path=path, resolver_match=SimpleNamespace(view_name=view_name))


def labels(viewer, **at):
    return [e["label"] for e in queries.page_furniture(asked(viewer, **at))["furniture"]["navigation"]]


def test_entry_shows_only_to_whoever_may(menu):
    assert labels(Viewer("plans.see")) == ["Later"]
    assert labels(Viewer("other.thing")) == []
    assert labels(SimpleNamespace(is_authenticated=False)) == []
    assert labels(None) == []


def test_a_long_menu_stands_under_its_groups_and_a_short_one_does_not(menu):
    lines = [
        {"label": label, "url": f"/{label}/", "is_here": label == "b", "is_near": False, "group": group}
        for label, group in (("a", ""), ("b", "G"), ("c", ""), ("d", "G"), ("e", "H"), ("f", ""), ("g", ""), ("h", ""))
    ]
    assert queries.gathered(lines[:7]) == lines[:7]
    shown = queries.gathered(lines)
    assert [one["label"] for one in shown] == ["a", "G", "c", "e", "f", "g", "h"]
    assert [one["label"] for one in shown[1]["lines"]] == ["b", "d"]
    assert shown[1]["is_near"]


def test_an_entry_for_agencies_is_not_there_for_a_family(menu):
    menu.register("My work", "components:gallery", is_for_agencies=True)
    for kind, seen in (("staff", ["My work"]), ("family", [])):
        viewer = Viewer()
        viewer.kind = kind
        assert labels(viewer) == seen


def test_entry_knows_that_it_is_here_or_near(menu):
    viewer = Viewer("plans.see")
    here = asked(viewer, view_name="components:gallery", path="/components/")
    below = asked(viewer, view_name="components:other", path="/components/other/")
    away = asked(viewer, view_name="drafts:save", path="/drafts/")
    marks = [
        (entry["is_here"], entry["is_near"])
        for request in (here, below, away)
        for entry in queries.list_entries(request, viewer, "main")
    ]
    assert marks == [(True, False), (False, True), (False, False)]


def test_entry_of_an_absent_app_is_left_out(menu):
    menu.register("Ghost", "ghost:list")
    assert labels(Viewer("plans.see")) == ["Later"]


def test_entry_cannot_be_put_where_no_menu_is(menu):
    with pytest.raises(ValueError, match="sidebar"):
        menu.register("X", "components:gallery", section="sidebar")


def test_cards_are_drawn_in_order_and_a_silent_one_not_at_all():
    try:
        cards.register(page="test.page", name="b", order=20, render=lambda v, s, t: f"<p>{s} {t}</p>")
        cards.register(page="test.page", name="a", order=10, render=lambda v, s, t: "<p>first</p>")
        cards.register(page="test.page", name="c", order=30, render=lambda v, s, t: None)
        drawn = cards.draw(page="test.page", viewer=None, subject="Marlowe", today=date(2026, 3, 14))
        assert drawn == ["<p>first</p>", "<p>Marlowe 2026-03-14</p>"]
    finally:
        for name in "abc":
            cards.forget(page="test.page", name=name)
    assert cards.draw(page="test.page", viewer=None, subject="", today=date(2026, 3, 14)) == []
