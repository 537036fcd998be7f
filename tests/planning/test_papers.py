"""The paper: everything in it, traceable, tagged for who listens, and the same again."""

import json
import re
from codecs import BOM_UTF8
from io import BytesIO

import pikepdf
import pytest
import typst
from django.urls import reverse

from alongside.planning.actions.published_scenarios import withdraw_scenario
from alongside.planning.gateways.papers import LAYOUT
from alongside.planning.models import Scenario
from alongside.planning.presenters.appraisals import Sheet
from alongside.planning.presenters.blocks import table_block
from tests.factories import NOW, a_user
from tests.planning.given import given_a_published_appraisal, given_a_published_scenario, given_a_week_of_outreach


@pytest.fixture
def appraisal(db):
    return given_a_published_appraisal(given_a_published_scenario())


def test_the_pdf_is_tagged_named_and_the_same_again(appraisal, client):
    first, again = (
        client.get(reverse("planning:published_paper_pdf", args=[appraisal.reference])).content for _ in range(2)
    )
    assert first == again
    pdf = pikepdf.open(BytesIO(first))
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "en-GB"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert appraisal.name in str(metadata["dc:title"])


def test_the_page_says_where_every_figure_comes_from_and_how_sure_it_is(appraisal, client):
    page = client.get(reverse("planning:published_paper", args=[appraisal.reference])).content.decode()
    for number in (appraisal.digest, "d" * 64, "e" * 64):
        assert number in page
    assert "No plan with these rules is better. This is proven." in page
    assert "Nobody comes" in page
    assert page.count("<h1") == 1
    assert reverse("planning:published_appraisal", args=[appraisal.reference]) in page
    parts = re.findall(r'<a class="govuk-link" href="#(part-\d+)">', page)
    assert len(parts) > 5
    assert all(page.count(f'id="{part}"') == 1 for part in parts), "every part that is named can be gone to"


def columns_on_paper(*blocks: dict) -> list[list[str]]:
    """How wide the columns of each table are set: in points, or as parts of what is left."""
    content = {"title": "T", "reference": "R", "number": "1", "blocks": list(blocks)}
    paper = typst.Compiler(LAYOUT.read_bytes(), sys_inputs={"paper": json.dumps(content)})
    return [table["columns"] for table in json.loads(paper.query("table"))]


def test_a_sum_never_runs_into_the_next_column_of_the_paper():
    sums = [{"text": f"Year {year}", "number": True} for year in range(4)]
    row = ["A centre with a long name, and more", "What is said of it at length, and more", *["£16,769,420.00"] * 4]
    narrow, few = Sheet("Money", ["Centre", "Words", *sums], [row]), Sheet("Few", ["Centre", sums[0]], [["Ash", "£1"]])
    too_much = Sheet("Numbers", ["One", "Other"], [["d" * 64, "e" * 64]])
    found = columns_on_paper(*map(table_block, (narrow, few, too_much)))
    assert [one.endswith("pt") for one in found[0]] == [False, False, True, True, True, True]
    assert all(float(one.removesuffix("pt").split(" + ")[1]) > 50 for one in found[0][2:])
    assert found[1] == ["6fr", "6fr"], "where there is room, columns share it as before"
    assert all(one.endswith("fr") for one in found[2]), "what fits nowhere shares the page"


def test_a_scenario_has_a_paper_of_its_own(client, db):
    scenario = given_a_published_scenario()
    client.force_login(a_user("planner"))
    assert (
        reverse("planning:scenario_paper", args=[scenario.slug])
        in client.get(reverse("planning:scenario", args=[scenario.slug])).content.decode()
    )
    page = client.get(reverse("planning:scenario_paper", args=[scenario.slug])).content.decode()
    for said in ("This is proven.", "By tenth of deprivation in England", "d" * 64, "Method", "What was asked"):
        assert said in page
    assert "Why these sites" not in page, "nobody has asked yet"
    assert page.count("<h1") == 1
    pdfs = [client.get(reverse("planning:scenario_paper_pdf", args=[scenario.slug])).content for _ in range(2)]
    assert pdfs[0] == pdfs[1]
    pdf = pikepdf.open(BytesIO(pdfs[0]))
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], "Any scenario" in str(metadata["dc:title"])) == ("1", True)


def test_the_paper_of_a_scenario_says_why_and_hides_small_counts(client, db):
    scenario = given_a_published_scenario()
    answer = scenario.answer
    answer["journeys"] = [answer["journeys"][0] | {"children": 3.0}]
    reason = {"slug": "any-site", "is_open": True, "status": "optimal", "objective": 500.0, "is_proven": True}
    reasons = {"asked_at": NOW.isoformat(), "of": 1, "sites": [reason], "problem": "", "is_left": False}
    Scenario.objects.filter(id=scenario.id).update(answer=answer, reasons=reasons)
    client.force_login(a_user("planner"))
    page = client.get(reverse("planning:scenario_paper", args=[scenario.slug])).content.decode()
    assert "What is lost without each site of the plan" in page
    assert "Hidden" in page


SMALL = {"code": "Z01999998", "name": "Small area", "children": 3.0, "before": 10.0, "after": 2.0, "tenth": 2,
         "is_rural": True, "locality": "Ash Green", "before_site": "any-site", "after_site": "other-site"}  # fmt: skip


@pytest.fixture
def small(db):
    """A published scenario of two sites: three children gain, and go to one of them."""
    scenario = given_a_published_scenario()
    answer = scenario.answer
    answer["journeys"].append(SMALL)
    answer["sites"].append(answer["sites"][0] | {"slug": "other-site", "name": "Other site", "is_today": False})
    answer["open"].append("other-site")
    scenario.save()
    return scenario


def test_nothing_public_of_a_scenario_gives_a_small_number_away(client, small):
    for name in ("published_plan", "published_plan_paper"):
        page = client.get(reverse(f"planning:{name}", args=[small.slug])).content.decode()
        words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
        assert "0 children lose more than a minute; how many gain as much is hidden" in words
        assert "Hidden" in words
    public = client.get(reverse("planning:published_plan", args=[small.slug]))
    assert [(one.caption, [row[-1] for row in one.rows]) for one in public.context["sites"]] == [
        ("Sites that open (1)", ["Hidden"]), ("Sites that stay open (1)", ["Hidden"]),
    ]  # fmt: skip
    client.force_login(a_user("planner"))
    own = client.get(reverse("planning:scenario", args=[small.slug])).content.decode()
    assert "3 children gain more than a minute" in own


def test_sites_stand_under_what_becomes_of_them(client, small):
    closing = small.answer["sites"][0] | {"slug": "old-site", "name": "Old site"}
    small.answer["sites"].append(closing)
    small.save()
    page = client.get(reverse("planning:published_plan", args=[small.slug]))
    told = {
        one.caption: ([row[0] for row in one.rows], len(one.columns), len(one.rows[0])) for one in page.context["sites"]
    }
    assert told == {
        "Sites that close (1)": (["Old site"], 5, 5), "Sites that open (1)": (["Other site"], 6, 6),
        "Sites that stay open (1)": (["Any site"], 6, 6),
    }  # fmt: skip
    client.force_login(a_user("planner"))
    own = client.get(reverse("planning:scenario", args=[small.slug]))
    assert all(one.columns[-1] == "Ask again" and "href" in one.rows[0][-1] for one in own.context["sites"])


def test_everybody_reads_the_paper_of_a_published_scenario_and_takes_it_away(client, small):
    shown = client.get(reverse("planning:published_plan", args=[small.slug])).content.decode()
    addresses = [reverse(f"planning:published_plan_paper{more}", args=[small.slug]) for more in ("", "_pdf")]
    assert all(f'href="{one}"' in shown for one in addresses)
    page = client.get(addresses[0]).content.decode()
    assert "Published 2 March 2026." in page
    assert "To be read" in page
    assert f'href="{addresses[1]}"' in page
    answer = client.get(addresses[1])
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == client.get(addresses[1]).content, "the same page gives the same file"
    pdf = pikepdf.open(BytesIO(answer.content))
    assert pdf.Root.MarkInfo.Marked
    Scenario.objects.filter(id=small.id).update(published_at=None, published_why="")
    assert [client.get(one).status_code for one in addresses] == [404, 404]


@pytest.mark.parametrize("slug", ["options", "money", "paper"])
def test_a_scenario_may_be_called_as_a_part_of_an_address(client, db, slug):
    scenario = given_a_published_scenario(slug)
    for name in ("published_plan", "published_plan_paper", "published_csv"):
        assert client.get(reverse(f"planning:{name}", args=[scenario.slug])).status_code == 200, name


def test_why_each_site_is_there_is_public_once_it_is_known(client, small):
    page = reverse("planning:published_plan", args=[small.slug])
    assert "Why these sites" not in client.get(page).content.decode()
    reason = {"slug": "any-site", "is_open": True, "status": "optimal", "objective": 500.0, "is_proven": True}
    reasons = {"asked_at": NOW.isoformat(), "of": 1, "sites": [reason], "problem": "", "is_left": False}
    Scenario.objects.filter(id=small.id).update(reasons=reasons)
    assert "What is lost without each site of the plan" in client.get(page).content.decode()


@pytest.mark.parametrize("reasons", [False, True], ids=["not asked why", "asked why"])
def test_every_part_of_a_published_plan_can_be_gone_to(client, small, reasons):
    if reasons:
        reason = {"slug": "any-site", "is_open": True, "status": "optimal", "objective": 500.0, "is_proven": True}
        kept = {"asked_at": NOW.isoformat(), "of": 1, "sites": [reason], "problem": "", "is_left": False}
        Scenario.objects.filter(id=small.id).update(reasons=kept)
    page = client.get(reverse("planning:published_plan", args=[small.slug])).content.decode()
    leads = re.findall(r'href="#([^"]+)"', page.split('id="on-this-page"')[1].split("</nav>")[0])
    assert len(leads) == 7 + reasons
    assert all(page.count(f'id="{one}"') == 1 for one in leads)


def test_how_few_children_a_site_is_worth_is_not_told_to_everybody(client, small):
    reason = {"slug": "any-site", "is_open": True, "status": "optimal", "objective": 397.0, "is_proven": True}
    reasons = {"asked_at": NOW.isoformat(), "of": 1, "sites": [reason], "problem": "", "is_left": False}
    wishes = small.wishes | {"seek": "coverage", "cover_minutes": 20}
    Scenario.objects.filter(id=small.id).update(reasons=reasons, wishes=wishes)
    for name in ("published_plan", "published_plan_paper"):
        page = client.get(reverse(f"planning:{name}", args=[small.slug])).content.decode()
        assert "Fewer than 5 children" in page, name
        assert "0.75 %" not in page, name
    client.force_login(a_user("planner"))
    own = client.get(reverse("planning:scenario", args=[small.slug])).content.decode()
    assert "3 children" in own
    assert "0.75 %" in own


def test_the_paper_of_an_appraisal_says_of_a_scenario_that_it_was_withdrawn(client, small):
    appraisal = given_a_published_appraisal(small)
    paper = reverse("planning:published_paper", args=[appraisal.reference])
    assert "withdrawn" not in client.get(paper).content.decode().lower()
    withdraw_scenario(scenario=small, why="A wrong budget", by=a_user("planner"), at=NOW)
    said = "This scenario was published by itself too. Withdrawn on 2 March 2026. A wrong budget"
    assert said in client.get(paper).content.decode()


def test_a_scenario_without_a_plan_has_no_paper(client, db):
    scenario = given_a_published_scenario()
    Scenario.objects.filter(id=scenario.id).update(
        status="impossible", published_at=None, published_why="", answer={"conflicts": [], "conflict": ["budget"]}
    )
    client.force_login(a_user("planner"))
    for name in ("scenario_paper", "scenario_paper_pdf"):
        assert client.get(reverse(f"planning:{name}", args=[scenario.slug])).status_code == 404


@pytest.mark.parametrize(("role", "times"), [("planner", 1), ("hub-manager", 0)])
def test_only_who_plans_is_led_to_ask_again_with_a_site_pinned(db, client, role, times):
    scenario = given_a_published_scenario()
    client.force_login(a_user(role))
    page = client.get(reverse("planning:scenario", args=[scenario.slug])).content.decode()
    assert "Any site" in page
    assert page.count("Ask again<") == times
    assert page.count(f"{reverse('planning:make_scenario')}?from={scenario.slug}&amp;closed=any-site") == times


def test_every_table_to_take_away_is_marked_so_that_a_spreadsheet_reads_its_apostrophes(db, client):
    scenario, week = given_a_published_scenario(), given_a_week_of_outreach()
    client.force_login(a_user("planner"))
    files = [("scenario_csv", scenario), ("published_csv", scenario), ("timetable_csv", week)]
    for name, one in [*files, ("outreach_areas_csv", week)]:
        assert client.get(reverse(f"planning:{name}", args=[one.slug])).content.startswith(BOM_UTF8), name
    assert client.get(reverse("hubs:download_sites")).content.startswith(BOM_UTF8)


@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        pytest.param({"need_is_open": True}, True, id="an index of open data"),
        pytest.param({"need_is_open": False}, False, id="an index that holds a closed count"),
        pytest.param({}, False, id="an answer of before this was kept"),
    ],
)
def test_what_comes_of_a_closed_index_is_not_told_to_everybody(client, small, more, is_told):
    asked = {"weigh": "population_0_4 by index", "index": "need", "index_version": 1, "index_name": "Need"}
    reasons = [{"slug": slug, "is_open": is_open, "status": "optimal", "objective": objective, "is_proven": True}
               for slug, is_open, objective in (("any-site", True, 7654.0), ("other-site", False, 8765.0))]  # fmt: skip
    Scenario.objects.filter(id=small.id).update(
        wishes=small.wishes | asked,
        answer=small.answer | {"need": {"Z01999999": 1.0, "Z01999998": 0.0}} | more,
        reasons={"asked_at": NOW.isoformat(), "of": 2, "sites": reasons, "problem": "", "is_left": False},
    )
    for name in ("published_plan", "published_plan_paper"):
        page = client.get(reverse(f"planning:{name}", args=[small.slug])).content.decode()
        assert ("So counted, " in page) is is_told, name
        assert ("child-minutes" in page) is is_told, name
        assert ("holds counts that are not public" in page) is not is_told, name
    client.force_login(a_user("planner"))
    own = client.get(reverse("planning:scenario", args=[small.slug])).content.decode()
    assert "So counted, " in own
    assert "child-minutes" in own
