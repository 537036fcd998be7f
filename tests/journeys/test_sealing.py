"""Whoever runs the service seals a record, and the person named finds it sealed."""

import pytest
from django.urls import reverse

from alongside.foundation.access.models import Seal
from tests.assessments.given import given_a_household
from tests.browser import assert_accessible
from tests.factories import a_user
from tests.journeys.test_planning import signed_in
from tests.record.given import RING, WHY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_record_is_sealed_and_the_one_named_sees_that_it_is(desk_page, live_server):
    home = given_a_household()
    signed_in(desk_page, live_server, a_user("service-manager"))
    desk_page.goto(live_server.url + reverse("record:sight", args=[home.family.reference]))
    desk_page.get_by_role("link", name="Seal this record").click()
    desk_page.get_by_label("The family of somebody who works here").check()
    desk_page.get_by_label("Your reason").fill(WHY)
    desk_page.get_by_label(home.worker.name).check()
    desk_page.get_by_label("Whom should others ring?").fill(RING)
    assert_accessible(desk_page)
    desk_page.get_by_role("button", name="Seal this record").click()
    desk_page.get_by_role("heading", name="The seal on this record").wait_for()
    assert_accessible(desk_page)
    assert Seal.objects.get().names.get().user == home.worker
    signed_in(desk_page, live_server, home.worker)
    desk_page.goto(live_server.url + reverse("record:family", args=[home.family.reference]))
    desk_page.get_by_text("Sealed: 1 person may see this").wait_for()
    assert_accessible(desk_page)
