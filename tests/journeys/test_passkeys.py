"""Signing in with a passkey: made on the page, used as the second step, by a device that Chromium plays."""

import pytest
from playwright.sync_api import expect

from alongside.foundation.identity.models import User
from tests.browser import assert_accessible
from tests.factories import a_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "seven grey herons over Wenshire"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def worker() -> User:
    user = a_user("family-worker", name="Ines Okafor")
    user.set_password(SECRET)
    user.save()
    return user


@pytest.fixture
def page(desk_page):
    session = desk_page.context.new_cdp_session(desk_page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return desk_page


def sign_in(page, at: str, worker) -> None:
    page.goto(f"{at}/account/sign-in/")
    page.locator("[name=login]").fill(worker.email)
    page.locator("[name=password]").fill(SECRET)
    page.keyboard.press("Enter")


def test_a_worker_adds_a_passkey_and_signs_in_with_it(page, live_server, worker):
    at = live_server.url
    assert "localhost" in at
    sign_in(page, at, worker)
    expect(page.get_by_role("heading", level=1)).to_have_text("My work")
    page.goto(f"{at}/account/second-step/")
    assert_accessible(page)
    page.get_by_role("button", name="Add a passkey").click()
    page.locator("[name=password]").fill(SECRET)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Add a passkey")
    assert_accessible(page)
    page.get_by_role("button", name="Add this passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.goto(f"{at}/account/second-step/passkeys/")
    expect(page.get_by_text("Not used yet.")).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, at, worker)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
    assert_accessible(page)
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My work")
    page.goto(f"{at}/account/second-step/passkeys/")
    expect(page.get_by_text("Last used on")).to_be_visible()
