"""What is typed of a centre's figures, a session or a volunteer is there again after a break, until it is sent."""

import pytest
from django.urls import reverse

from alongside.foundation.drafts.actions import save_draft
from alongside.foundation.drafts.models import Draft
from alongside.hubs import actions
from alongside.hubs.models import Session, Volunteer, YearAmount
from tests.factories import NOW, a_user
from tests.hubs.given import Hub, given_a_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub(client):
    hub = Hub()
    client.force_login(hub.manager)
    return hub


def pages(hub: Hub) -> dict[str, str]:
    """Each form's page, with one field of it."""
    slug = hub.site.slug
    volunteer = actions.add_volunteer(
        hub=hub.site, name="Rosa Vale", part="Tea", hours_a_week=None, by=hub.manager, at=NOW
    )
    session = given_a_session(hub)
    return {
        reverse("hubs:set_year", args=[slug, 2025]): "source",
        reverse("hubs:record_month", args=[slug, "2025-06"]): "source",
        reverse("hubs:add_session", args=[slug]): "name",
        reverse("hubs:change_session", args=[session.id]): "name",
        reverse("hubs:add_volunteer", args=[slug]): "name",
        reverse("hubs:change_volunteer", args=[volunteer.id]): "part",
        reverse("hubs:note_checks", args=[volunteer.id]): "references_taken",
    }


def typed(draft: Draft, **fields: str) -> None:
    save_draft(draft=draft, fields={name: [value] for name, value in fields.items()}, revision=None, at=NOW)


def test_every_long_form_saves_itself_comes_back_as_it_was_and_can_be_started_afresh(hub, client):
    for page, field in pages(hub).items():
        first = client.get(page)
        draft = first.context["draft"]
        assert f'data-autosave="/drafts/{draft.id}/save/"' in first.content.decode()
        assert "start_afresh" not in first.content.decode(), "there is nothing to throw away yet"
        typed(draft, **{field: "Half a thought"})
        again = client.get(page).content.decode()
        assert 'value="Half a thought"' in again
        assert "There is something to put right" not in again
        assert client.post(page, {"start_afresh": str(draft.id)}).url == page
        assert "Half a thought" not in client.get(page).content.decode()


def test_what_is_sent_leaves_no_draft_and_what_is_refused_keeps_it(hub, client):
    page = reverse("hubs:set_year", args=[hub.site.slug, 2025])
    typed(client.get(page).context["draft"], source="Budget book")
    client.post(page, {"source": "Budget book"})
    assert Draft.objects.filter(form="hubs.setyear").exists()
    sent = {"source": "Budget book", "basis": "budget", "staffing": "10.00", "as_of": "2026-02-01"}
    day = {"as_of_0": "1", "as_of_1": "2", "as_of_2": "2026"}
    client.post(page, sent | day)
    assert YearAmount.objects.filter(site=hub.site, year=2025).exists()
    assert not Draft.objects.filter(form="hubs.setyear").exists()
    month = reverse("hubs:record_month", args=[hub.site.slug, "2025-06"])
    client.get(month)
    client.post(month, {"source": "Ledger", "visits": "12"})
    assert not Draft.objects.filter(form="hubs.recordmonth").exists()


def test_a_session_and_a_volunteer_that_are_sent_leave_no_draft(hub, client):
    session = given_a_session(hub)
    page = reverse("hubs:change_session", args=[session.id])
    shown = client.get(page).context["form"]
    said = {name: shown[name].value() for name in shown.fields}
    said |= {"name": "Sing and play", "starts_at": "10:00"}
    for one in ("from_on", "until_on"):
        said.pop(one)
    days = {"from_on_0": "1", "from_on_1": "9", "from_on_2": "2025", "from_on": "1/9/2025"}
    plain = {name: value for name, value in (said | days).items() if value is not None}
    client.post(page, plain)
    assert Session.objects.filter(name="Sing and play").exists()
    add = reverse("hubs:add_session", args=[hub.site.slug])
    client.get(add)
    client.post(add, {name: value for name, value in plain.items() if name not in ("id", "version")})
    volunteer = reverse("hubs:add_volunteer", args=[hub.site.slug])
    client.get(volunteer)
    client.post(volunteer, {"name": "Rosa Vale", "part": "Tea", "site": hub.site.slug})
    one = Volunteer.objects.get(name="Rosa Vale")
    checks = reverse("hubs:note_checks", args=[one.id])
    client.get(checks)
    client.post(checks, {"version": str(one.version), "references_taken": "2"})
    assert not Draft.objects.filter(form__startswith="hubs.").exists()


def test_nobody_throws_away_what_somebody_else_typed(hub, client):
    page = reverse("hubs:set_year", args=[hub.site.slug, 2025])
    draft = client.get(page).context["draft"]
    typed(draft, source="Half a thought")
    client.force_login(a_user("planner"))
    client.post(page, {"start_afresh": str(draft.id)})
    client.post(page, {"start_afresh": "nonsense"})
    assert Draft.objects.get(id=draft.id).fields
