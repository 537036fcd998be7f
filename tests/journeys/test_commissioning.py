"""A package is signed by the finance officer, and its money is seen in the fund."""

import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import assert_accessible, press_only
from tests.commissioning.given import agreed, give_money, given_a_fund, given_a_package, signed
from tests.factories import a_user, an_agency

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("ALONGSIDE_PICTURES", "")


class Journey:
    """One person's way through the pages."""

    def __init__(self, page, live_server):
        self.page, self.address = page, live_server.url

    def given_i_am_signed_in(self, user) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies["sessionid"].value
        self.page.context.add_cookies([{"name": "sessionid", "value": session, "url": self.address}])

    def open(self, name: str, *args, query: str = "") -> None:
        self.page.goto(self.address + reverse(f"commissioning:{name}", args=args) + query)

    def check(self, name: str) -> None:
        if PICTURES:
            width = self.page.viewport_size["width"]
            self.page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"), full_page=True)
        assert_accessible(self.page)


def test_a_finance_officer_signs_a_package_by_keyboard(phone_page, live_server):
    journey, page = Journey(phone_page, live_server), phone_page
    officer = a_user("finance-officer")
    fund = given_a_fund(name="Edge of care pooled fund", pounds=9_000, kind="pooled", officer=officer)
    give_money(fund, 3_000, officer=officer, agency=an_agency(kind="health", name="Health Trust"))
    table = agreed(given_a_package(funds={fund: 100}))
    journey.given_i_am_signed_in(officer)
    journey.open("package", table.package.reference)
    journey.check("package-to-sign")
    press_only(page, "a[href$='/sign/']")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Sign this package?").wait_for()
    journey.check("sign")
    press_only(page, "main form button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is signed, and its money is committed")).to_be_visible()
    journey.open("fund", fund.reference, query="?year=2026")
    expect(page.get_by_text("£2,600.00").first).to_be_visible()
    journey.check("fund")
    for name, args in (("ledger", (fund.reference,)), ("statement", (fund.reference, fund.holder.slug))):
        journey.open(name, *args, query="?year=2026")
        journey.check(name)
    for name in ("packages", "funds", "watch", "overview", "payments", "bring_payments", "limits", "virements"):
        journey.open(name)
        journey.check(name)


def test_a_worker_writes_a_package_and_sees_what_is_missing(phone_page, live_server):
    journey, page = Journey(phone_page, live_server), phone_page
    table = given_a_package(funds={given_a_fund(): 60})
    journey.given_i_am_signed_in(table.worker)
    journey.open("package", table.package.reference)
    expect(page.get_by_text("The percentages must add up to 100").first).to_be_visible()
    journey.check("package-draft")
    for name in ("add_line", "set_share", "add_aim"):
        journey.open(name, table.package.reference)
        journey.check(name)
    table = signed(given_a_package(funds={given_a_fund(): 100}))
    journey.given_i_am_signed_in(table.worker)
    journey.open("package", table.package.reference)
    journey.check("package-running")
    for name in ("hold_review", "begin_pause", "similar", "print_package"):
        journey.open(name, table.package.reference)
        journey.check(name)
