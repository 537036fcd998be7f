"""Two records of one child, as a data steward and a family worker, in a real browser."""

import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from alongside.people import actions
from alongside.people.models import Pair
from alongside.people.rules import PairReason
from tests.browser import assert_accessible, press_only
from tests.factories import NOW, TODAY, a_user, an_agency
from tests.people.given import given_a_family, given_a_person, given_a_worker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("MATCHING_PICTURES", "")


def sign_in(page, live_server, user) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


def looked_at(page, name: str) -> None:
    """The page as it is, checked; and kept as a picture where somebody wants to see it."""
    assert_accessible(page)
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}-{page.viewport_size['width']}.png"), full_page=True)


def given_two_records():
    """A worker, and a child on record twice."""
    worker = given_a_worker()
    one, other = given_a_person(by=worker), given_a_person(by=worker, given_names="Aminah")
    given_a_family(one, by=worker)
    given_a_family(other, by=worker, name="Kahn")
    return worker, one, other


def test_a_data_steward_settles_a_pair_by_keyboard(phone_page, live_server):
    worker, one, other = given_two_records()
    pair = actions.raise_pair(one=one, other=other, reason=PairReason.NOT_SURE, note="Same school", by=worker, at=NOW)
    Pair.objects.update(needs_two=False)
    sign_in(phone_page, live_server, a_user("data-steward"))
    phone_page.goto(live_server.url + reverse("people:list_pairs"))
    looked_at(phone_page, "pairs")
    phone_page.goto(live_server.url + reverse("people:pair", args=[pair.id]))
    press_only(phone_page, "input[value='same']")
    phone_page.keyboard.press("Space")
    looked_at(phone_page, "pair")
    press_only(phone_page, "main form .govuk-button")
    phone_page.keyboard.press("Enter")
    phone_page.get_by_text("This pair is settled").wait_for()
    looked_at(phone_page, "pair-settled")
    phone_page.goto(live_server.url + reverse("people:quality"))
    looked_at(phone_page, "quality")


def test_a_worker_joins_two_records_and_takes_them_apart(phone_page, live_server):
    worker, one, other = given_two_records()
    sign_in(phone_page, live_server, worker)
    phone_page.goto(live_server.url + reverse("people:beside", args=[one.reference, other.reference]))
    looked_at(phone_page, "beside")
    phone_page.get_by_label("The same", exact=True).check()
    phone_page.get_by_role("button", name="Go on").click()
    phone_page.get_by_label("How do you know that they are one?").fill("Her mother says so")
    looked_at(phone_page, "join")
    phone_page.get_by_role("button", name="They are one person: join them").click()
    phone_page.get_by_text("These two records are one person").wait_for()
    actions.add_other_name(person=one, given_names="Mina", family_name="", kind="also known as", by=worker, at=NOW)
    phone_page.get_by_role("link", name="Take them apart again").click()
    phone_page.get_by_label("Why are they to be taken apart?").fill("Cousins")
    phone_page.get_by_label("No", exact=True).check()
    looked_at(phone_page, "part")
    phone_page.get_by_role("button", name="Take them apart").click()
    phone_page.get_by_role("heading", name="What was written while they were one").wait_for()
    looked_at(phone_page, "to-sort")
    phone_page.get_by_role("button", name="It belongs there").click()
    phone_page.get_by_text("Nothing is left to sort").wait_for()


def test_a_data_steward_hands_in_a_list(phone_page, live_server):
    steward = a_user("data-steward")
    agreement = actions.agree_about_list(
        agency=an_agency(kind="school", name="Ashgrove Primary"),
        title="School roll",
        service="Pupil of a school",
        agreed="Sharing agreement of January",
        keeps_days=200,
        from_on=TODAY.replace(year=2020),
        until_on=TODAY.replace(year=2090),
        by=steward,
        at=NOW,
    )
    sign_in(phone_page, live_server, steward)
    phone_page.goto(live_server.url + reverse("people:one_list", args=[agreement.id]))
    looked_at(phone_page, "list")
    rows = {"name": "roll.csv", "mimeType": "text/csv", "buffer": b"id,forename,surname\n1,Amina,Khan\n"}
    phone_page.get_by_label("The list").set_input_files(rows)
    for box, value in (("Day", "2"), ("Month", "3"), ("Year", "2026")):
        phone_page.get_by_label(box, exact=True).fill(value)
    phone_page.get_by_role("button", name="Hand in the list").click()
    phone_page.get_by_text("Waits its turn").wait_for()
    looked_at(phone_page, "list-handed-in")
