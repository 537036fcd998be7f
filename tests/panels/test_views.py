"""The pages of panels, by the people who use them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.panels import actions
from alongside.panels.models import Item, PanelAction, PanelDecision
from alongside.panels.queries import children_of
from tests.factories import a_user
from tests.panels.given import given_a_panel, given_an_item, given_papers_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def table():
    return given_a_panel(sits_at=timezone.now().replace(microsecond=0) + timedelta(minutes=20))


def answer_of(item, **facts) -> dict:
    worker = item.case.lead
    today = timezone.localdate() + timedelta(days=1)
    return {
        "version": "0",
        "kind": "agree",
        "reasons": "It is what the family asked for",
        "no_view_why": "Nobody was at home",
        "teller": str(worker.id),
        "lead": str(worker.id),
        "lead_accepted": "on",
        "tell_by_on": today.isoformat(),
        **{f"safety_{child.id.hex}": "no_new_concern" for child in children_of(item)},
    } | facts


def test_a_sitting_from_agenda_to_signature_on_screen(client, table):
    item = given_an_item(table)
    live = reverse("panels:live", args=[table.sitting.reference])
    client.force_login(table.clerk)
    agenda = client.get(reverse("panels:sitting", args=[table.sitting.reference]))
    assert "Marlowe" in agenda.text
    client.post(reverse("panels:send_papers", args=[table.sitting.reference]))
    client.post(reverse("panels:open_sitting", args=[table.sitting.reference]))
    client.post(reverse("panels:attend", args=[table.sitting.reference]), {"member": "everyone"})
    assert "There is a quorum" in client.get(live).text
    client.post(reverse("panels:call_item", args=[item.reference]))
    answered = client.post(reverse("panels:decide", args=[item.reference]), answer_of(item))
    assert answered.status_code == 302, answered.context["form"].errors
    client.post(reverse("panels:rise", args=[table.sitting.reference]))
    client.force_login(table.chair)
    read = client.get(reverse("panels:minutes", args=[table.sitting.reference]))
    assert "It is what the family asked for" in read.text
    client.post(reverse("panels:sign_sitting", args=[table.sitting.reference]))
    assert table.fresh().status == "signed"
    client.force_login(item.case.lead)
    assert "Tell the family what was decided" in client.get("/work/").text
    told = PanelAction.objects.get(kind="tell_family")
    assert client.post(reverse("panels:action", args=[told.id]), {"words": ""}).status_code == 302
    told.refresh_from_db()
    assert told.done_at is not None


def test_an_answer_without_what_it_needs_says_so_and_keeps_the_words(client, table):
    item = given_an_item(table)
    actions.open_sitting(sitting=table.fresh(), **table.by_clerk(timezone.now()))
    client.force_login(table.clerk)
    shown = client.post(reverse("panels:decide", args=[item.reference]), answer_of(item, reasons="", teller=""))
    assert shown.status_code == 200
    assert "Write down why" in shown.text
    again = client.post(reverse("panels:decide", args=[item.reference]), answer_of(item))
    assert "There is no quorum for this" in again.text
    assert not PanelDecision.objects.exists()


def test_a_screen_hears_of_anothers_change_and_of_nothing_when_nothing_changed(client, table):
    given_an_item(table)
    actions.open_sitting(sitting=table.fresh(), **table.by_clerk(timezone.now()))
    client.force_login(table.clerk)
    state = reverse("panels:live_state", args=[table.sitting.reference])
    version = table.fresh().version
    assert client.get(state, {"version": version}).status_code == 204
    health = table.members["health"]
    actions.come_in(sitting=table.fresh(), member=health, is_substitute=False, **table.by_clerk(timezone.now()))
    heard = client.get(state, {"version": version})
    assert heard.status_code == 200
    assert heard.json()["version"] == table.fresh().version
    assert f'visually-hidden">: {health.user.name}' in heard.json()["beside"]


def test_a_member_speaks_for_their_agency_and_goes_on_to_the_next(client, table):
    first, second = given_an_item(table), given_an_item(table)
    given_papers_sent(table)
    client.force_login(table.user("health"))
    said = client.post(reverse("panels:say_offer", args=[first.reference]), {"knows": "Seen twice", "offers": ""})
    assert said.url == reverse("panels:say_offer", args=[second.reference])
    assert first.offers.get().knows == "Seen twice"


def test_whoever_works_with_a_family_asks_a_panel_from_its_case(client, table):
    from tests.assessments.given import given_a_household

    home = given_a_household()
    client.force_login(home.worker)
    assert (
        reverse("panels:ask_panel", args=[home.case.reference])
        in client.get(reverse("cases:case", args=[home.case.reference])).text
    )
    asked = {
        "kind": "more",
        "question": "A nurse in the mornings?",
        "panel": str(table.panel.id),
        "wants_package": "no",
    }
    assert client.post(reverse("panels:ask_panel", args=[home.case.reference]), asked).status_code == 302
    assert Item.objects.get().sitting == table.sitting


SETTER_PAGES = ("list", "list_kinds", "name_kind", "set_up_panel", "plan_series")


def test_every_page_of_setting_up_opens(client, table):
    client.force_login(a_user("service-manager"))
    for name in SETTER_PAGES:
        assert client.get(reverse(f"panels:{name}")).status_code == 200, name
    member = table.members["health"]
    for name, *args in (
        ("panel",),
        ("change_panel",),
        ("seat_member",),
        ("plan_sitting",),
        ("change_member", member.id),
    ):
        assert client.get(reverse(f"panels:{name}", args=[table.panel.slug, *args])).status_code == 200, name


def test_every_page_of_an_item_opens_to_the_clerk(client, table):
    item = given_an_item(table)
    given_papers_sent(table)
    client.force_login(table.clerk)
    for name in ("item", "defer_item", "set_item_time", "merge_item", "refer_item", "withdraw_item"):
        assert client.get(reverse(f"panels:{name}", args=[item.reference])).status_code == 200, name
    for name in ("move_sitting", "call_off_sitting", "invitation_file"):
        assert client.get(reverse(f"panels:{name}", args=[table.sitting.reference])).status_code == 200, name
