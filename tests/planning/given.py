"""Need and money for tests to stand on."""

from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from alongside.hubs.models import YearAmount
from alongside.places.events import CountyLoaded
from alongside.places.models import Area, Locality, Measure, Site, Statistic
from alongside.planning import actions, tasks
from alongside.planning.actions import appraisals as appraising
from alongside.planning.actions.published_formulas import publish_formula
from alongside.planning.actions.scenarios import make_scenario
from alongside.planning.actions.sheets import draw_county
from alongside.planning.models import Appraisal, Formula, NeedIndex, OutreachWeek, PublishedFormula, Scenario
from alongside.planning.queries.appraisals import result_of, scenarios_of
from alongside.planning.queries.centres import centres_of
from alongside.planning.rules.appraisals import PROTECTED
from alongside.planning.rules.money import LimitRule, LocalityNeed, Settings
from alongside.planning.rules.outreach import OutreachWishes
from alongside.planning.rules.recipes import Part, Putting, Recipe
from alongside.planning.rules.scenarios import ScenarioStatus, Wishes
from alongside.planning.rules.years import AppraisalPolicy
from tests.factories import NOW, a_user
from tests.places.given import given_a_locality, given_a_site, given_an_area

SQUARE = [[0.0, 0.0], [0.0, 0.01], [0.01, 0.01], [0.01, 0.0], [0.0, 0.0]]
RECIPE = Recipe((Part("under_5_share", 60, Putting.Z), Part("imd_score", 40, Putting.Z)))


def given_figures(key: str, figures: dict[Area, float], *, period: str = "2025", unit: str = "people") -> Measure:
    """A measure with a figure for each area."""
    measure, _ = Measure.objects.get_or_create(
        key=key, vintage="demo",
        defaults={"name": key.replace("_", " "), "unit": unit, "source": "made for a test", "higher_means": "more_need",
                  "decimals": 1},
    )  # fmt: skip
    Statistic.objects.bulk_create(
        Statistic(measure=measure, area=area, period=period, value=value) for area, value in figures.items()
    )
    return measure


def given_a_county(areas: list[Area]) -> None:
    """People, small children and deprivation for each area: the later an area, the more of them."""
    given_figures("population", dict.fromkeys(areas, 1000))
    given_figures("population_0_15", dict.fromkeys(areas, 200))
    given_figures("population_0_4", {area: 40 + 10 * n for n, area in enumerate(areas)})
    given_figures("imd_score", {area: 10.0 + 5 * n for n, area in enumerate(areas)}, unit="score")
    given_figures("imd_decile", {area: max(1, 10 - n) for n, area in enumerate(areas)}, unit="tenth of England")


def given_figures_and_drawn(areas: list[Area], *, beside: list[Area] = ()) -> None:
    """Figures of two years for areas, and the county drawn of them and of those beside."""
    given_a_county(areas)
    given_figures("imd_score", dict.fromkeys(areas, 8.0), period="2019", unit="score")
    for n, area in enumerate([*beside, *areas]):
        area.boundary = {"type": "Polygon", "coordinates": [[[x + 0.01 * n, y] for x, y in SQUARE]]}
        area.save()
    draw_county(CountyLoaded(code="Z1", name="Wenshire", vintage="demo", at=timezone.now()))


def given_a_drawn_county() -> list[Area]:
    """Two areas in one locality, drawn, with figures of two years."""
    locality = given_a_locality("North")
    areas = [given_an_area(locality=locality) for _ in range(2)]
    given_figures_and_drawn(areas)
    return areas


def given_an_index(name: str = "Need of little ones", *, by=None, recipe: Recipe = RECIPE) -> NeedIndex:
    """An index of two indicators."""
    return actions.keep_index(
        name=name, why="Agreed by the advisory group", recipe=recipe, after=None, by=by or a_user("planner"), at=NOW
    )


def settings(**more) -> Settings:
    """A budget of £1,000 by children under 5, with a floor of 10 %."""
    given = {
        "budget": 100_000, "fixed": 0, "points": {"under_5": 1}, "rule": LimitRule.BOUNDED_SHARE,
        "largest_loss": Decimal(10), "largest_gain": None, "years": 2, "first_year": 2027,
    }  # fmt: skip
    return Settings(**given | more)


SOURCES = (
    {"of": "under_5", "what": "Children under 5", "source": "Made for a test", "when": "2025", "areas": "demo"},
    {"of": "baseline", "what": "Money of hubs", "source": "Budget book", "when": "2026/27", "areas": ""},
)


def given_a_formula(locality: Locality, *, slug: str, by=None) -> Formula:
    """A formula for one locality."""
    need = LocalityNeed(locality.slug, locality.name, "", {"under_5": 100.0}, 90_000)
    return actions.keep_formula(
        name=slug.replace("-", " "), why="", settings=settings(), needs=[need], after=None, by=by or a_user("planner"),
        at=NOW, sources=SOURCES,
    )  # fmt: skip


def given_a_published_formula(formula: Formula, *, by=None) -> PublishedFormula:
    """The same, before the public."""
    return publish_formula(formula=formula, why="To be read", by=by or a_user("planner"), at=NOW)


def given_a_published_scenario(slug: str = "any-scenario", *, by=None) -> Scenario:
    """A scenario as it stands when it was worked out and published: one site, one area."""
    site = {
        "slug": "any-site", "name": "Any site", "kind": "Hub", "locality": "Millbrook", "easting": 600_000,
        "northing": 500_000, "is_today": True, "cost": 100_000, "staff": 2.5, "capacity": None,
    }  # fmt: skip
    journey = {
        "code": "Z01999999", "name": "Any area", "children": 40.0, "tenth": 1, "is_rural": False,
        "locality": "Millbrook", "before_site": "any-site", "before": 10.0, "after_site": "any-site", "after": 10.0,
    }  # fmt: skip
    answer = {
        "year": "2025/26", "as_of": "2026-03-02", "left_out": {}, "sources": ["Made for a test"], "status": "optimal",
        "objective": 400.0, "bound": 400.0, "gap": 0.0, "is_proven": True, "open": ["any-site"], "sites": [site],
        "candidates": 1, "journeys": [journey], "conflict": [], "changes": [], "seconds": 0.1, "method": "prices",
        "version": "1",
    }  # fmt: skip
    return Scenario.objects.create(
        slug=slug, name="Any scenario", wishes=Wishes(kinds=(), exactly=1).as_data(), status=ScenarioStatus.FOUND,
        answer=answer, digest="d" * 64, made_by=by or a_user("planner"), made_at=NOW, started_at=NOW, finished_at=NOW,
        published_at=NOW, published_why="To be read",
    )  # fmt: skip


WEEK = OutreachWishes(
    bases=("any-hub",), days=("Monday", "Tuesday"), kinds=("venue", "library"), reach_minutes=20, near_minutes=15,
    families_per_100=5, places=4, workers=2, session_minutes=150, day_minutes=444, at_most_a_venue=2,
)  # fmt: skip


def given_a_week_of_outreach(slug: str = "any-week", *, by=None) -> OutreachWeek:
    """A week as it stands when it was worked out: one team, one hall, one area that is met and one that is not."""
    spot = {"kind": "Hub", "locality": "Millbrook", "easting": 600_000, "northing": 500_000}
    area = {
        "locality": "Millbrook", "tenth": 1, "is_rural": True, "children": 80.0, "need": 4.0, "is_out": True,
        "hub": "Any hub", "hub_minutes": 31.0, "met": 4.0, "is_near_a_venue": True, "venues": [["any-hall", 11.0]],
    }  # fmt: skip
    answer = {
        "as_of": "2026-03-02", "left_out": {}, "sources": ["Made for a test"], "status": "optimal", "objective": 4.0,
        "bound": 4.0, "gap": 0.0, "is_proven": True, "seconds": 0.1, "version": "1", "candidates": 2, "not_weighed": 0,
        "least_share": 1.0, "largest_least_share": None, "conflict": "",
        "areas": [
            area | {"code": "Z01999999", "name": "Upper Ash"},
            area | {"code": "Z01999998", "name": "Far Fell", "met": 0.0, "is_near_a_venue": False, "venues": [],
                    "tenth": None},
            area | {"code": "Z01999997", "name": "Millbrook", "is_out": False, "met": 0.0, "is_near_a_venue": False,
                    "venues": []},
        ],
        "bases": [spot | {"slug": "any-hub", "name": "Any hub"}],
        "venues": [spot | {"slug": "any-hall", "name": "Any hall", "kind": "Outreach venue", "sessions": 1,
                           "met": 4.0}],
        "outings": [{"team": "any-hub", "day": "Monday", "morning": "any-hall", "afternoon": "", "legs": [22.0, 21.0],
                     "travel": 43.0}],
    }  # fmt: skip
    return OutreachWeek.objects.create(
        slug=slug, name="Any week", wishes=WEEK.as_data(), status=ScenarioStatus.FOUND, answer=answer, digest="f" * 64,
        made_by=by or a_user("planner"), made_at=NOW, started_at=NOW, finished_at=NOW,
    )  # fmt: skip


def given_the_present_model_improved(like: Scenario) -> Scenario:
    """A second scenario on the same ground, as the present model improved is found."""
    found, _ = Scenario.objects.get_or_create(
        slug=f"improved-{like.slug}"[:80],
        defaults={
            "name": "The present model, improved", "wishes": Wishes(kinds=(), exactly=1, at_most_changes=6).as_data(),
            "status": ScenarioStatus.FOUND, "answer": like.answer, "digest": "e" * 64, "made_by": like.made_by,
            "made_at": NOW, "started_at": NOW, "finished_at": NOW,
        },
    )  # fmt: skip
    return found


def given_an_appraisal(scenario: Scenario, *, by=None) -> Appraisal:
    """A scenario beside the present model improved, with everything agreed that publishing asks for."""
    by = by or a_user("planner")
    appraisal, _ = appraising.make_appraisal(
        name="Any options", why="", scenarios=[given_the_present_model_improved(scenario), scenario],
        policy=AppraisalPolicy(), by=by, at=NOW,
    )  # fmt: skip
    told = {"by": by, "at": NOW}
    appraisal = appraising.agree_criteria(
        appraisal=appraisal, points={"mean": 60, "cost": 40}, judged=[], near=20, starts=1, agreed="The group", **told
    )
    risk = {
        "option": scenario.slug,
        "what": "Nobody comes",
        "likelihood": "2",
        "impact": "3",
        "answer": "Ask",
        "owner": "Us",
    }
    appraisal = appraising.add_line(appraisal=appraisal, kind="risks", line=risk, **told)
    for group in PROTECTED:
        line = {"group": group, "option": "today", "effect": "same", "why": "Asked", "answer": ""}
        appraisal = appraising.add_line(appraisal=appraisal, kind="effects", line=line, **told)
    return appraisal


def given_a_published_appraisal(scenario: Scenario, *, by=None) -> Appraisal:
    """The same, frozen."""
    by = by or a_user("planner")
    appraisal = given_an_appraisal(scenario, by=by)
    scenarios, today = scenarios_of(appraisal), NOW.date()
    told = {"result": result_of(appraisal, scenarios, today=today), "why": "To be read", "by": by, "at": NOW}
    return appraising.publish_appraisal(
        appraisal=appraisal, centres=centres_of(appraisal, scenarios, viewer=by, today=today), **told
    )


def given_journeys(scenario: Scenario, areas: list[Area]) -> None:
    """The same scenario, as it is found for these areas."""
    one = scenario.answer["journeys"][0]
    scenario.answer["journeys"] = [one | {"code": area.code} for area in areas]
    scenario.save()


def given_plans_before_the_public(areas: list[Area]) -> dict[str, str]:
    """A scenario, an appraisal and a formula before the public; the address of each of their pages and files."""
    planner = a_user("planner")
    scenario = given_a_published_scenario(by=planner)
    given_journeys(scenario, areas)
    options = given_a_published_appraisal(scenario, by=planner)
    formula = given_a_published_formula(given_a_formula(areas[0].locality, slug="fair", by=planner), by=planner)
    names = {
        scenario.slug: (
            "published_plan",
            "published_csv",
            "published_frontier_csv",
            "published_plan_paper",
            "published_plan_paper_pdf",
        ),
        options.reference: ("published_appraisal", "centres_csv", "published_paper", "published_paper_pdf"),
        formula.reference: ("published_formula", "published_formula_csv", "published_formula_pdf"),
    }
    return {name: reverse(f"planning:{name}", args=[of]) for of, every in names.items() for name in every}


KINDS = ("library",)
TWO = Wishes(kinds=KINDS, exactly=2)


def given_a_scenario(planner, wishes: Wishes, name: str = "Two sites") -> Scenario:
    """A scenario that waits for its turn."""
    return make_scenario(name=name, why="", wishes=wishes, by=planner, at=NOW)


def worked_out(planner, wishes: Wishes, name: str = "Two sites") -> Scenario:
    """A scenario, worked out."""
    scenario = given_a_scenario(planner, wishes, name)
    tasks.work_out_scenario(str(scenario.id))
    scenario.refresh_from_db()
    return scenario


def given_a_county_in_a_row() -> list[Site]:
    """Six areas in a row, ten kilometres apart; a hub at each end and a library in the middle, all costed."""
    locality = given_a_locality("Millbrook")
    areas = [given_an_area(locality=locality) for _ in range(6)]
    for place, area in enumerate(areas):
        Area.objects.filter(id=area.id).update(
            easting=600_000 + 10_000 * place, urban_rural="urban" if place else "rural"
        )
    given_a_county(areas)
    sites = [
        given_a_site(kind=kind, locality=locality, name=name)
        for kind, name in (("hub", "West hub"), ("hub", "East hub"), ("library", "Middle library"))
    ]
    for site, easting, pounds in zip(sites, (600_000, 650_000, 630_000), (1000, 900, 50), strict=True):
        Site.objects.filter(id=site.id).update(easting=easting, northing=500_000)
        for year in (2026, 2025):
            YearAmount.objects.create(
                site=site, year=year, line="staffing", basis="budget", pence=pounds * 100, source="x",
                as_of=date(2026, 3, 1),
            )  # fmt: skip
    return sites
