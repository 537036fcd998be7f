"""The gallery shows every component, and none of them keeps anybody out."""

import pytest
from django.urls import reverse

from alongside.foundation.components.presenters.gallery import COTTON, list_pieces
from tests.browser import assert_accessible


def test_every_component_has_an_example():
    without = [f.name for f in COTTON.iterdir() if not (f / "example.html").is_file()]
    assert without == []


@pytest.mark.django_db
def test_gallery_draws_every_component(client):
    page = client.get(reverse("components:gallery")).content.decode()
    for piece in list_pieces():
        assert f'id="{piece.name}"' in page
    assert "<c-" not in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_gallery_meets_the_accessibility_baseline(phone_page, live_server):
    phone_page.goto(live_server.url + reverse("components:gallery"))
    phone_page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert_accessible(phone_page)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_gallery_form_sent_empty_says_what_to_do(phone_page, live_server):
    phone_page.goto(live_server.url + reverse("components:gallery"))
    phone_page.get_by_role("button", name="Send").click()
    summary = phone_page.locator(".govuk-error-summary").first
    summary.get_by_role("link", name="Enter the date of birth").click()
    assert phone_page.evaluate("document.activeElement.id") == "id_born_day"
    assert phone_page.title().startswith("Error: ")
    assert_accessible(phone_page)


@pytest.mark.django_db
def test_absent_and_forbidden_look_the_same(client):
    from django.template.loader import render_to_string

    absent = client.get("/there-is-no-such-page/")
    assert absent.status_code == 404
    assert "We cannot show this page" in absent.content.decode()
    assert render_to_string("403.html") == render_to_string("404.html")


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_need_nothing_and_say_where_to_go(name):
    from django.template.loader import render_to_string

    page = render_to_string(f"{name}.html")
    assert page.count("<h1") == 1
    assert 'href="/"' in page
