"""What a planner types into a long form is there again after a break, and is gone when it was sent."""

import pytest

from alongside.foundation.drafts.actions import save_draft
from alongside.foundation.drafts.models import Draft
from alongside.planning.models import Appraisal, OutreachWeek, Scenario
from tests.factories import NOW, a_user
from tests.places.given import given_a_hub, given_a_locality, given_an_area
from tests.planning.given import (
    given_a_county,
    given_a_published_scenario,
    given_a_week_of_outreach,
    given_an_appraisal,
)

pytestmark = pytest.mark.django_db
SCENARIO, OUTREACH = "/planning/scenarios/make/", "/planning/outreach/make/"
ASKED = {"name": "Fewer sites", "seek": "median", "weigh": "population_0_4", "count_is": "exactly", "count": "1"}


@pytest.fixture
def planner(client):
    locality = given_a_locality("North")
    hub = given_a_hub(locality)
    hub.easting, hub.northing = 600_000, 500_000
    hub.save()
    given_a_county([given_an_area(locality=locality) for _ in range(2)])
    user = a_user("planner")
    client.force_login(user)
    return user


def typed(draft: Draft, **fields: str) -> None:
    save_draft(draft=draft, fields={name: [value] for name, value in fields.items()}, revision=None, at=NOW)


@pytest.mark.parametrize(
    ("page", "label"), [(SCENARIO, "planning.scenario"), (OUTREACH, "planning.outreach")], ids=["scenario", "outreach"]
)
def test_what_was_typed_is_there_again_and_is_not_judged_yet(client, planner, page, label):
    assert "data-autosave=" in client.get(page).content.decode()
    typed(Draft.objects.get(owner=planner, form=label), name="Half a thought")
    again = client.get(page).content.decode()
    assert 'value="Half a thought"' in again
    assert "There is something to put right" not in again


def test_a_scenario_that_is_sent_leaves_no_draft(client, planner):
    client.get(SCENARIO)
    typed(Draft.objects.get(form="planning.scenario"), name="Half a thought")
    assert "There is something to put right" in client.post(SCENARIO, {"name": "Half"}).content.decode()
    assert Draft.objects.filter(form="planning.scenario").exists(), "it is not sent yet"
    client.post(SCENARIO, ASKED)
    assert Scenario.objects.filter(name="Fewer sites").exists()
    assert not Draft.objects.filter(form="planning.scenario").exists()


def test_a_week_that_is_sent_leaves_no_draft(client, planner):
    shown = client.get(OUTREACH).context["form"]
    said = {name: shown[name].value() for name in shown.fields}
    said |= {"name": "A week", "bases": [shown.fields["bases"].choices[0][0]]}
    client.post(OUTREACH, {name: value for name, value in said.items() if value is not None})
    assert OutreachWeek.objects.filter(name="A week").exists()
    assert not Draft.objects.filter(form="planning.outreach").exists()


def test_a_risk_is_saved_as_it_is_typed_until_it_is_added(client, planner):
    one = given_an_appraisal(given_a_published_scenario(by=planner), by=planner)
    page = f"/planning/options/{one.reference}/risks/add/"
    assert "data-autosave=" in client.get(page).content.decode()
    typed(Draft.objects.get(form="planning.risks"), what="Families stop coming")
    form = client.get(page).context["form"]
    assert form["what"].value() == "Families stop coming"
    said = {name: form[name].value() for name in form.fields} | {"option": form.fields["option"].choices[0][0]}
    said |= {"likelihood": "4", "impact": "4", "answer": "Outreach", "owner": "The planner"}
    shown = client.post(page, {name: value for name, value in said.items() if value is not None})
    assert shown.status_code == 302, shown.context["form"].errors
    assert not Draft.objects.filter(form="planning.risks").exists()
    assert client.get(page).context["form"]["what"].value() in (None, "")


def test_each_change_of_an_earlier_question_has_a_draft_of_its_own(client, planner):
    slug, week = given_a_published_scenario(by=planner).slug, given_a_week_of_outreach(by=planner).slug
    for page in (SCENARIO, f"{SCENARIO}?from={slug}", f"{SCENARIO}?from={slug}&closed=any-site"):
        client.get(page)
    for page in (OUTREACH, f"{OUTREACH}?from={week}"):
        client.get(page)
    assert Draft.objects.filter(form="planning.scenario").count() == 3
    assert Draft.objects.filter(form="planning.outreach").count() == 2
    typed(Draft.objects.get(form="planning.scenario", subject=""), name="Quite new")
    pinned = client.get(f"{SCENARIO}?from={slug}&closed=any-site").content.decode()
    assert "Quite new" not in pinned
    assert "Any scenario, again" in pinned


@pytest.mark.parametrize(
    "page", [SCENARIO, OUTREACH, "/planning/indexes/make/", "/planning/money/make/"],
    ids=["scenario", "outreach", "index", "formula"],
)  # fmt: skip
def test_what_was_half_typed_can_be_thrown_away(client, planner, page):
    draft = client.get(page).context["draft"]
    assert "start_afresh" not in client.get(page).content.decode()
    typed(draft, name="Half a thought")
    assert "Throw it away and start afresh" in client.get(page).content.decode()
    answer = client.post(page, {"start_afresh": str(draft.id)}, follow=True)
    assert "Half a thought" not in answer.content.decode()
    assert "What was typed before is thrown away" in answer.content.decode()
    assert not Scenario.objects.exists()


@pytest.mark.parametrize("part", ["criteria/agree/", "scores/", "money/add/", "risks/add/", "effects/add/"])
def test_so_can_each_part_of_an_appraisal(client, planner, part):
    one = given_an_appraisal(given_a_published_scenario(by=planner), by=planner)
    Appraisal.objects.filter(id=one.id).update(
        asked=one.asked | {"judged": [{"key": "judged_1", "name": "Soon", "words": ""}]}
    )
    page = f"/planning/options/{one.reference}/{part}"
    draft = client.get(page).context["draft"]
    typed(draft, agreed="Half a thought", what="Half a thought", why="Half a thought")
    assert "start_afresh" in client.get(page).content.decode()
    client.post(page, {"start_afresh": str(draft.id)})
    assert not Draft.objects.filter(id=draft.id).exists()
    assert "Half a thought" not in client.get(page).content.decode()
