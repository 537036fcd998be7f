"""The paper of a week of outreach: each team's week, who is met and who is not, how fairly, and how it was found."""

from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse

from alongside.planning.models import OutreachWeek
from alongside.planning.presenters.outreach_groups import fairness
from alongside.planning.presenters.outreach_paper import outreach_paper
from alongside.planning.queries.sheets import county_sheet
from alongside.planning.rules.outreach import Met
from alongside.planning.rules.scenarios import ScenarioStatus
from tests.factories import a_user
from tests.places.given import given_an_area
from tests.planning.given import given_a_week_of_outreach, given_figures_and_drawn

NOBODY = {"names": {}, "localities": {}, "smallest": 5}


@pytest.fixture
def week(db):
    return given_a_week_of_outreach()


@pytest.fixture
def paper(client, week):
    client.force_login(a_user("hub-manager"))
    return client.get(reverse("planning:outreach_paper", args=[week.slug])).content.decode()


def tables(week, **more) -> dict[str, list[list[str]]]:
    blocks = outreach_paper(week, county_sheet([]), **NOBODY | more)["blocks"]
    return {one["caption"]: one["rows"] for one in blocks if one["kind"] == "table"}


def test_it_says_the_week_and_how_it_came_about(paper, week):
    for said in (
        "The week, team by team", "The team of Any hub", "22 min to Any hall, 21 min back", "Venues with sessions",
        "Areas where families are met (1)", "Upper Ash", "Areas where nobody is met (1)", "Far Fell", "No venue near",
        "By tenth of deprivation in England", "No week with these teams, venues and rules is better. This is proven.",
        "Made for a test", "How it was worked out", "No family’s record is read", week.digest, "What was asked",
    ):  # fmt: skip
        assert said in paper, said
    assert paper.count("<h1") == 1
    assert f'href="{reverse("planning:outreach_paper_pdf", args=[week.slug])}"' in paper


def test_it_is_led_to_from_the_week_and_back(client, week, paper):
    shown = client.get(reverse("planning:outreach_week", args=[week.slug])).content.decode()
    assert f'href="{reverse("planning:outreach_paper", args=[week.slug])}"' in shown
    assert f'href="{reverse("planning:outreach_week", args=[week.slug])}"' in paper


def test_the_pdf_is_tagged_named_and_the_same_again(client, week):
    client.force_login(a_user("planner"))
    answers = [client.get(reverse("planning:outreach_paper_pdf", args=[week.slug])) for _ in range(2)]
    assert answers[0].content == answers[1].content
    assert (answers[0]["Content-Type"], answers[0]["Cache-Control"]) == ("application/pdf", "no-store")
    assert answers[0]["Content-Disposition"] == 'attachment; filename="any-week.pdf"'
    pdf = pikepdf.open(BytesIO(answers[0].content))
    assert (bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == (True, "en-GB")
    with pdf.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], "Any week" in str(metadata["dc:title"])) == ("1", True)


def test_each_team_has_its_own_week(week):
    other = week.answer["outings"][0] | {"team": "other-hub", "day": "Tuesday", "morning": "", "afternoon": "any-hall"}
    week.answer["outings"].append(other)
    found = tables(week, names={"other-hub": "Other hub"})
    assert found["The team of Any hub"] == [
        ["Monday", "Any hall", "At the base", "22 min to Any hall, 21 min back", "43 min"]
    ]
    assert [row[:3] for row in found["The team of Other hub"]] == [["Tuesday", "At the base", "Any hall"]]


def test_a_week_in_which_nobody_goes_out_says_so(week):
    week.answer |= {"outings": [], "venues": []}
    blocks = outreach_paper(week, county_sheet([]), **NOBODY)["blocks"]
    said = [one["text"] for one in blocks if one["kind"] == "words"]
    assert "The week: No team goes out: nobody would be met." in said


def test_small_counts_of_children_are_hidden_in_it_and_not_on_the_planner_s_page(client, week):
    for number, one in zip((80.0, 3.0), week.answer["areas"], strict=False):
        one["children"] = number
    week.save()
    found = tables(week)
    assert [row[1] for row in found["By tenth of deprivation in England"]] == ["Hidden", "Hidden", "83"]
    alone = {"areas": week.answer["areas"][1:2]}
    week.answer |= alone
    said = " ".join(one.get("text", "") for one in outreach_paper(week, county_sheet([]), **NOBODY)["blocks"])
    assert "how many children live there is hidden" in said
    week.save()
    client.force_login(a_user("planner"))
    own = client.get(reverse("planning:outreach_week", args=[week.slug])).content.decode()
    assert "with 3 children" in own


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        pytest.param((0.25, 0.5, 0.75), "B is met least, 25 % of its families; D most, 75 %.", id="they differ"),
        pytest.param((0.5, 0.5, 0.5), "", id="all alike"),
        pytest.param((0.5,), "", id="one alone"),
    ],
)
def test_fairness_names_the_least_and_the_most(shares, said):
    groups = [Met("A", 0, 0, 0, 0), *(Met("BCD"[n], 10, 4, 4 * one, 0) for n, one in enumerate(shares))]
    assert fairness(groups) == said


def test_a_drawn_county_has_its_map_in_it_with_words_for_who_does_not_see_it(week):
    areas = [given_an_area() for _ in range(3)]
    given_figures_and_drawn(areas)
    for area, one in zip(areas, week.answer["areas"], strict=True):
        one["code"] = area.code
    drawn = [one for one in outreach_paper(week, county_sheet([area.code for area in areas]), **NOBODY)["blocks"]
             if one["kind"] == "map"]  # fmt: skip
    assert "the 1 venue with sessions" in drawn[0]["alt"]
    assert len(drawn[0]["key"]) == 6
    assert drawn[0]["svg"].startswith("<svg")


def test_a_week_that_was_not_found_has_no_paper(client, week):
    OutreachWeek.objects.filter(id=week.id).update(status=ScenarioStatus.IMPOSSIBLE, answer={"conflict": "Too far"})
    client.force_login(a_user("planner"))
    for name in ("outreach_paper", "outreach_paper_pdf"):
        assert client.get(reverse(f"planning:{name}", args=[week.slug])).status_code == 404, name


@pytest.mark.parametrize("name", ["outreach_paper", "outreach_paper_pdf"])
def test_it_opens_to_who_sees_need_alone(client, week, name):
    client.force_login(a_user("family-worker"))
    assert client.get(reverse(f"planning:{name}", args=[week.slug])).status_code == 404
