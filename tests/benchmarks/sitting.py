"""A sitting of twelve items run through the browser by keyboard; clicks and keystrokes for each item are counted.

    python -m pytest tests/benchmarks/sitting.py -q -s -p no:randomly

From opening the sitting to everyone's action in their own worklist. What is typed is judgement only: reasons. The lead
professional, who tells the family and by when, and the offers taken up stand in the form already.
"""

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.panels import actions
from alongside.panels.models import PanelAction, PanelDecision, PanelLetter
from tests.assessments.given import given_a_complete_assessment, given_a_household
from tests.factories import a_user
from tests.panels.given import given_a_panel, given_an_item

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ITEMS = 12
REASON = "It is what the family asked for, and it can begin this week"


@dataclass
class Hand:
    """The clerk's hand on the keyboard and the mouse, counted."""

    page: object
    keys: int = 0
    clicks: int = 0
    typed: list[str] = field(default_factory=list)

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
            self.keys += 1

    def write(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.typed.append(words)

    def click(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.clicks += 1

    def focus(self) -> str:
        return self.page.evaluate("document.activeElement.name || document.activeElement.tagName")


def signed_in(new_page, live_server, user):
    client = Client()
    client.force_login(user)
    page = new_page()
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


def given_twelve_items(table):
    """Twelve families with complete assessments, each with a lead, a question and an offer from health."""
    nurse = a_user("family-worker", agency=table.members["health"].agency, name="Hana Nurse")
    items = []
    for number in range(ITEMS):
        home, _ = given_a_complete_assessment(given_a_household())
        items.append(given_an_item(table, home=home, question=f"Who can help in the mornings? ({number + 1})"))
    now = timezone.now()
    actions.send_papers(sitting=table.fresh(), by=table.clerk, at=now)
    for item in items:
        actions.say_offer(
            item=item,
            knows="Seen at clinic",
            offers="A nurse each morning",
            worker=nurse,
            by=table.user("health"),
            at=now,
        )
    return items


def answer_by_keyboard(hand: Hand) -> None:
    """From the first answer, where the focus stands, to the next item."""
    assert hand.focus() == "kind"
    hand.press("Space")
    hand.press("Tab")
    assert hand.focus() == "reasons"
    hand.write(REASON)
    hand.press("Tab")
    while hand.focus().startswith("safety_"):
        hand.press("Space")
        hand.press("Tab")
    assert hand.focus() == "is_view_read"
    hand.press("Space")
    hand.press("Control+Enter")


def test_twelve_items(new_page, live_server):
    table = given_a_panel(sits_at=timezone.now() + timedelta(minutes=30), slot_minutes=10, length_minutes=120)
    items = given_twelve_items(table)
    page = signed_in(new_page, live_server, table.clerk)
    hand, began = Hand(page), time.monotonic()
    page.goto(live_server.url + reverse("panels:sitting", args=[table.sitting.reference]))
    hand.click("Open the sitting")
    hand.click("Everyone is here")
    hand.click("Start the clock")
    before, each = hand.keys, []
    for number in range(ITEMS):
        page.wait_for_selector(f"text=({number + 1})")
        page.wait_for_selector("input[name=kind]:focus")
        filled = {name: page.locator(f"[name={name}]").input_value() for name in ("lead", "teller", "tell_by_on-day")}
        assert all(filled.values()), "what the record holds stands in the form already"
        assert page.locator("[name=offers]:checked").count() == 1
        answer_by_keyboard(hand)
        if number + 1 < ITEMS:
            page.wait_for_url(f"**item={items[number + 1].reference}**")
        else:
            page.wait_for_selector("text=Every item has its answer")
        each.append(hand.keys - before)
        before = hand.keys
    hand.click("Rise")
    page.wait_for_selector("text=The chair has not signed yet")
    chair = signed_in(new_page, live_server, table.chair)
    chair.goto(live_server.url + reverse("panels:minutes", args=[table.sitting.reference]))
    chair_hand = Hand(chair)
    chair_hand.click("Sign")
    chair.wait_for_selector("text=A page to print")
    took = time.monotonic() - began
    assert PanelDecision.objects.filter(is_final=True).count() == ITEMS
    assert PanelLetter.objects.count() == 2 * ITEMS
    for item in items:
        assert PanelAction.objects.filter(item=item, owner=item.case.lead, kind="tell_family").exists()
        client = Client()
        client.force_login(item.case.lead)
        assert "Tell the family what was decided" in client.get("/work/").text
    assert set(hand.typed) == {REASON}
    print(
        f"\n{ITEMS} items in {took:.1f} s by script. Keystrokes for each item: {dict(Counter(each))} beside "
        f"{len(REASON)} letters of reasons; clicks by the clerk for the whole sitting: {hand.clicks}, by the chair: "
        f"{chair_hand.clicks}; fields typed that the record held: 0"
    )
