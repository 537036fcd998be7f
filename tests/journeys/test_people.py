"""Finding and recording people, as a family worker, in a real browser."""

import os
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from alongside.people import actions, rules
from alongside.people.models import FamilyMember, Person
from tests.browser import assert_accessible, press_only, type_into
from tests.factories import NOW, TODAY, a_user, an_agency
from tests.people.given import given_a_family, given_a_person, given_a_worker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PEOPLE_PICTURES", "")


def sign_in(page, live_server, worker) -> None:
    client = Client()
    client.force_login(worker)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


def looked_at(page, name: str) -> None:
    """The page as it is, checked; and kept as a picture where somebody wants to see it."""
    assert_accessible(page)
    if PICTURES:
        width = page.viewport_size["width"]
        page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"), full_page=True)


def given_the_khans(worker):
    amina = given_a_person(by=worker, sex=rules.Sex.FEMALE)
    mother = given_a_person(by=worker, given_names="Fatima", born_on=date(1988, 2, 1))
    father = given_a_person(by=worker, given_names="Imran", born_on=None)
    family = given_a_family(amina, by=worker)
    for parent, is_here in ((mother, True), (father, False)):
        actions.join_family(
            family=family, person=parent, role=rules.FamilyRole.PARENT, in_household=is_here, by=worker, at=NOW
        )
        actions.relate(
            person=parent,
            other=amina,
            kind=rules.RelationKind.PARENT,
            source="mother",
            as_of=TODAY,
            by=worker,
            at=NOW,
            has_parental_responsibility=True,
        )
    actions.move_home(
        person=amina, lines="1 High Street", postcode="OX1 1ND", source="mother", as_of=TODAY, by=worker, at=NOW
    )
    actions.state_fact(
        person=amina,
        key="school",
        meaning=rules.Meaning.VALUE,
        value="Oak School",
        source="mother",
        as_of=TODAY,
        by=worker,
        at=NOW,
    )
    school = an_agency(kind="school", name="Oak School")
    actions.give_agreement(
        family=family,
        person=mother,
        agency=school,
        purpose="ask",
        how="at home",
        given_on=TODAY,
        answer=rules.AgreementAnswer.AGREED,
        by=worker,
        at=NOW,
    )
    return family, amina


def test_someone_is_found_by_a_name_as_it_sounds(phone_page, live_server):
    worker = given_a_worker()
    given_the_khans(worker)
    sign_in(phone_page, live_server, worker)
    phone_page.goto(live_server.url + reverse("people:search"))
    looked_at(phone_page, "search")
    phone_page.get_by_label("Names").fill("Kahn Ameena")
    phone_page.get_by_role("button", name="Search").click()
    expect(phone_page.get_by_role("link", name="Amina Khan")).to_be_visible()
    assert "Kahn" not in phone_page.url
    looked_at(phone_page, "found")


def test_a_child_is_added_to_a_family_by_keyboard(desk_page, live_server):
    worker = given_a_worker()
    family, _ = given_the_khans(worker)
    sign_in(desk_page, live_server, worker)
    desk_page.goto(f"{live_server.url}{reverse('people:add_person')}?family={family.reference}")
    type_into(desk_page, "#id_given_names", "Yusuf")
    type_into(desk_page, "#id_family_name", "Khan")
    press_only(desk_page, "[name=birth]")
    desk_page.keyboard.press("ArrowDown")
    desk_page.keyboard.press("ArrowDown")
    press_only(desk_page, "[name=role]")
    desk_page.keyboard.press("Space")
    press_only(desk_page, "[name=in_household]")
    desk_page.keyboard.press("Space")
    type_into(desk_page, "#id_source", "the mother")
    desk_page.keyboard.press("Enter")
    desk_page.wait_for_url("**/families/**")
    assert FamilyMember.objects.filter(family=family, person__given_names="Yusuf").exists()


def test_what_may_be_on_record_is_shown_first(phone_page, live_server):
    worker = given_a_worker()
    given_the_khans(worker)
    sign_in(phone_page, live_server, worker)
    phone_page.goto(live_server.url + reverse("people:add_person"))
    phone_page.locator("#id_given_names").fill("Amina")
    phone_page.locator("#id_family_name").fill("Kahn")
    phone_page.get_by_label("Not known", exact=True).first.check()
    phone_page.locator("#id_source").fill("the school")
    with phone_page.expect_navigation():
        phone_page.get_by_role("button", name="Add the person").click()
    expect(phone_page.get_by_text("They may be on record already")).to_be_visible()
    looked_at(phone_page, "likely")
    phone_page.get_by_role("button", name="None of these").click()
    phone_page.wait_for_url("**/people/P-**")
    assert Person.objects.filter(family_name="Kahn").exists()


def test_who_may_be_known_is_told_while_a_child_is_typed(phone_page, live_server):
    worker = given_a_worker()
    given_the_khans(worker)
    sign_in(phone_page, live_server, worker)
    phone_page.goto(live_server.url + reverse("people:add_person"))
    looked_at(phone_page, "typing-nothing-yet")
    type_into(phone_page, "#id_given_names", "Aminah")
    type_into(phone_page, "#id_family_name", "Khan")
    type_into(phone_page, "#id_postcode", "OX1 1ND")
    phone_page.locator("[data-likely-says]", has_text="on record may be Aminah Khan").wait_for()
    press_only(phone_page, "#likely summary")
    phone_page.keyboard.press("Enter")
    looked_at(phone_page, "typing-likely")
    press_only(phone_page, "#likely li a")
    phone_page.keyboard.press("Enter")
    phone_page.wait_for_url("**/people/P-**")
    phone_page.go_back()
    assert phone_page.locator("#id_given_names").input_value() == "Aminah"


def test_who_may_be_known_is_told_of_each_child_of_a_contact(desk_page, live_server):
    worker = a_user("front-door-worker")
    given_the_khans(given_a_worker())
    sign_in(desk_page, live_server, worker)
    desk_page.goto(live_server.url + reverse("frontdoor:start_take_in"))
    type_into(desk_page, "#id_children-0-given_names", "Nobody")
    type_into(desk_page, "#id_home_postcode", "OX1 1ND")
    desk_page.locator("[data-likely-says]", has_text="Nobody").wait_for()
    desk_page.get_by_role("button", name="Add another child").click()
    type_into(desk_page, "#id_children-1-given_names", "Amina")
    type_into(desk_page, "#id_children-1-family_name", "Khan")
    desk_page.locator("[data-likely-says]", has_text="1 person on record may be Amina Khan").wait_for()
    desk_page.locator("#likely summary").click()
    looked_at(desk_page, "typing-contact")
