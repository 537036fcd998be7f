"""The planner's first index, formula and scenarios in the invented county, made as any planner makes them."""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from alongside.demo import options as said
from alongside.demo import organisations
from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on
from alongside.places.queries import list_hubs, statistics
from alongside.places.rules.kinds import SiteKind
from alongside.planning.actions import appraisals as appraising
from alongside.planning.actions import followups, frontier, keep_formula, keep_index, outreach
from alongside.planning.actions import published_scenarios as publishing
from alongside.planning.actions import scenarios as scenario_actions
from alongside.planning.actions.counts import take_in_counts
from alongside.planning.actions.published_formulas import publish_formula
from alongside.planning.gateways.outreach import work_out_week
from alongside.planning.gateways.siting import work_out, work_out_number, work_out_today
from alongside.planning.models import Formula, Scenario
from alongside.planning.queries import needs_of_localities, sources_of_needs
from alongside.planning.queries.appraisals import result_of
from alongside.planning.queries.centres import centres_of
from alongside.planning.queries.outreach import outreach_question
from alongside.planning.queries.scenarios import question_of, todays_sites
from alongside.planning.rules.appraisals import TODAY
from alongside.planning.rules.counts import CountKind
from alongside.planning.rules.frontier import range_offered
from alongside.planning.rules.money import LimitRule, Settings, problem_with
from alongside.planning.rules.outreach import DAYS, Aim, OutreachPolicy, OutreachWishes
from alongside.planning.rules.recipes import Part, Putting, Recipe
from alongside.planning.rules.scenarios import Seek, Weigh, Wishes
from alongside.planning.rules.years import AppraisalPolicy
from alongside.values.dates import months_after

INDEX = Recipe(
    (
        Part("imd_score", 40, Putting.RANK_NORMAL),
        Part("under_5_share", 30, Putting.RANK_NORMAL),
        Part("begun_lately_rate", 30, Putting.RANK_NORMAL),
    )
)
POINTS = {"under_5": 30, "deprived": 40, "helped": 20, "rural": 10}
FIXED = 12_000_000
"""Pence: what it takes to open a hub's door. Invented."""
OTHER_KINDS = (SiteKind.LIBRARY, SiteKind.VENUE)
SEED = 5
COUNTED = ((CountKind.IN_NEED, 0.032), (CountKind.PROTECTION, 0.0045))
"""Of the children of an area as deprived as the mean, how many social care counts. Invented."""
COUNTED_BY = "Wenshire’s children’s social care (invented)"
SECONDS = 5.0
"""At most, for each scenario; a tenth of a second is enough for this county."""
IMPROVED = "The present model, improved"
IMPROVED_WHY = (
    "What today's model could do with six changes at most, for no more money. Councillors asked to see it beside "
    "every other option."
)
TWO_PLACES_WHY = "Every hub stays, and each locality has two places beside it, nearest to the children who need them."
LEAST_WHY = (
    "How little would do, if every hub stays and nine children in ten are within 16 minutes, those of the most "
    "deprived tenth counted double."
)
MOST_SESSIONS = 7
WEEK = "Villages beyond a hub’s reach"
WEEK_WHY = (
    "What three teams could do in a week of sessions in village halls and libraries, shared fairly between localities."
)
PUBLISHED_WHY = (
    "So that residents and councillors can read what three places in each locality would mean. It is one of several "
    "ways, and nothing has been decided."
)
FORMULA_WHY = (
    "So that residents, staff and councillors can see how the same money would be shared if it followed need, and can "
    "question the points. Nothing has been decided."
)


def plan_county(*, at: datetime, today: date) -> None:
    """Make an index of need, a published formula that shares this year's money out in three years, and three
    scenarios."""
    planner = User.objects.get(email=next(one.email for one in organisations.NAMED if one.key == "planner"))
    keep_index(
        name="Deprivation, under-fives and families helped",
        why="The advisory group asked for need by deprivation, small children and the help that families already have.",
        recipe=INDEX, after=None, by=planner, at=at,
    )  # fmt: skip
    _take_in_counts(planner, at=at, today=today)
    needs = needs_of_localities(viewer=planner, today=today)
    budget = sum(need.baseline for need in needs)
    settings = Settings(
        budget=budget, fixed=min(FIXED, budget // (2 * len(needs) or 1)), points=POINTS, rule=LimitRule.BOUNDED_SHARE,
        largest_loss=Decimal(8), largest_gain=Decimal(12), years=3, budget_change=Decimal(0),
        first_year=today.year + (today.month >= 4),
    )  # fmt: skip
    formula = None
    if not problem_with(settings, needs):
        sources = sources_of_needs(viewer=planner, known=needs, said=needs, today=today)
        formula = keep_formula(
            name="The same money, by need", why="A first proposal to talk about: nothing saved, nothing added.",
            settings=settings, needs=needs, sources=sources, after=None, by=planner, at=at,
        )  # fmt: skip
        publish_formula(formula=formula, why=FORMULA_WHY, by=planner, at=at)
    _plan_sites(planner, formula, at=at, today=today)
    _plan_outreach(planner, at=at, today=today)


def _take_in_counts(planner: User, *, at: datetime, today: date) -> None:
    """What social care counted at the end of last month, and a year before: more where there is more deprivation.
    Invented."""
    chance, children, scores = Random(SEED), statistics("population_0_17"), statistics("imd_score")
    before = Random(SEED + 1)
    last = today.replace(day=1) - timedelta(days=1)
    for kind, share in COUNTED:
        now = {
            code: round((number or 0) * share * (scores.get(code) or 0) / 20 * chance.uniform(0.6, 1.4))
            for code, number in sorted(children.items())
        }
        then = {code: round(number * before.uniform(0.75, 1.15)) for code, number in now.items()}
        for numbers, as_of in ((then, months_after(last, -12)), (now, last)):
            lines = [f"{code},{number}" for code, number in numbers.items()]
            take_in_counts(
                content="\n".join(["area_code,children", *lines]).encode(), kind=kind, as_of=as_of, source=COUNTED_BY,
                by=planner, at=at,
            )  # fmt: skip


def _plan_sites(planner: User, formula: Formula | None, *, at: datetime, today: date) -> None:
    """Three ways to place the sites, each worked out by the engine as the county is written; the second is published,
    and all of them are appraised in a paper in which the formula of money stands.

    The first moves a few sites for no more money; the others keep every hub and close centres.
    """
    standing = todays_sites(viewer=planner, today=today)
    hubs = tuple(one.slug for one in list_hubs())
    money = sum(one.net_cost or 0 for one in standing)
    ways = (
        (IMPROVED, IMPROVED_WHY, {"exactly": len(standing), "budget": money, "at_most_changes": 6}),
        ("A hub and two places in each locality", TWO_PLACES_WHY, {"exactly": 21, "open": hubs, "min_per_locality": 3}),
        ("Nine children in ten within 16 minutes, for the least", LEAST_WHY,
         {"seek": Seek.LEAST_COST, "open": hubs, "share_percent": 90, "share_minutes": 16}),
    )  # fmt: skip
    made = [
        _worked_out(name, why, Wishes(kinds=OTHER_KINDS, weigh=Weigh.UNDER_5_BY_TENTH, **rules), planner, at, today)
        for name, why, rules in ways
    ]
    _ask_numbers(made[1], planner, at=at, today=today)
    publishing.publish_scenario(scenario=made[1], why=PUBLISHED_WHY, by=planner, at=at)
    _appraise(made, formula, planner, at=at, today=today)


def _ask_numbers(scenario: Scenario, planner: User, *, at: datetime, today: date) -> None:
    """What each number of sites can do, from a few below the scenario's to a few above today's, in steps."""
    least, most = range_offered(Wishes.from_data(scenario.wishes), scenario.answer)
    frontier.ask_frontier(scenario=scenario, least=least, most=most, by=planner, at=at)
    kept = followups.begin(followups.NUMBERS, scenario=scenario, at=at)
    asked, _ = question_of(Wishes.from_data(scenario.wishes), viewer=planner, today=today)
    frontier.note_today(scenario=scenario, asked=asked, today=work_out_today(asked, seconds=SECONDS))
    for number in kept["wanted"]:
        worked = work_out_number(asked, number, seconds=SECONDS)
        frontier.note_number(scenario=scenario, asked=asked, number=number, worked=worked, at=at)


def _plan_outreach(planner: User, *, at: datetime, today: date) -> None:
    """A week of sessions for the villages, by three hubs' teams, worked out by the engine."""
    wishes = OutreachWishes(
        bases=tuple(one.slug for one in list_hubs())[:3], days=DAYS, kinds=OTHER_KINDS, aim=Aim.FAIREST,
        at_most_sessions=MOST_SESSIONS,        **asdict(OutreachPolicy()),
    )  # fmt: skip
    week = outreach.make_outreach(name=WEEK, why=WEEK_WHY, wishes=wishes, by=planner, at=at)
    outreach.begin_outreach(week=week, at=at)
    asked, told = outreach_question(wishes, today=today)
    worked = work_out_week(asked, seconds=SECONDS)
    outreach.note_round(week=week, worked=worked)
    outreach.finish_outreach(week=week, told=told, worked=worked, at=at)


def _appraise(scenarios: list[Scenario], formula: Formula | None, planner: User, *, at: datetime, today: date) -> None:
    """The scenarios side by side with what the advisory group agreed, published."""
    by = {"by": planner, "at": at}
    one, _ = appraising.make_appraisal(
        name=said.NAME, why=said.WHY, scenarios=scenarios, policy=policy_on(AppraisalPolicy, today), **by
    )
    keys = [TODAY, *(each.slug for each in scenarios)]
    one = appraising.agree_criteria(
        appraisal=one, points=said.CRITERIA, judged=said.JUDGED, near=20, starts=1, agreed=said.AGREED, **by
    )
    scores = {key: {"score": score, "why": why} for key, (score, why) in zip(keys, said.SOON, strict=True)}
    one = appraising.score_options(appraisal=one, scores={"judged_1": scores}, **by)
    lines = [("money", {"option": keys[place], "kind": kind, "what": what, "pence": pence, "from_year": year,
                        "source": source}) for place, kind, what, pence, year, source in said.MONEY]  # fmt: skip
    lines += [("risks", {"option": keys[place], "what": what, "likelihood": str(likely), "impact": str(bad),
                         "answer": answer, "owner": owner})
              for place, what, likely, bad, answer, owner in said.RISKS]  # fmt: skip
    lines += [("effects", {"group": group, "option": keys[place], "effect": effect, "why": why, "answer": answer})
              for group, place, effect, why, answer in said.EFFECTS]  # fmt: skip
    for kind, line in lines:
        one = appraising.add_line(appraisal=one, kind=kind, line=line, **by)
    one = appraising.name_formula(appraisal=one, formula=formula, **by)
    result = result_of(one, scenarios, today=today)
    centres = centres_of(one, scenarios, viewer=planner, today=today)
    appraising.publish_appraisal(appraisal=one, result=result, centres=centres, why=said.PUBLISHED_WHY, **by)


def _worked_out(name: str, why: str, wishes: Wishes, planner: User, at: datetime, today: date) -> Scenario:
    scenario = scenario_actions.make_scenario(name=name, why=why, wishes=wishes, by=planner, at=at)
    scenario_actions.begin_scenario(scenario=scenario, at=at)
    asked, told = question_of(wishes, viewer=planner, today=today)
    worked = work_out(asked, seconds=SECONDS)
    scenario_actions.note_round(scenario=scenario, worked=worked)
    return scenario_actions.finish_scenario(scenario=scenario, asked=asked, told=told, worked=worked, at=at)
