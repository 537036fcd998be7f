"""The planner's first index and first formula in the invented county, made as any planner makes them."""

from datetime import date, datetime
from decimal import Decimal

from alongside.demo import organisations
from alongside.foundation.identity.models import User
from alongside.planning.actions import keep_formula, keep_index
from alongside.planning.queries import needs_of_localities
from alongside.planning.rules.money import LimitRule, Settings, problem_with
from alongside.planning.rules.recipes import Part, Putting, Recipe

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


def plan_county(*, at: datetime, today: date) -> None:
    """Make an index of need, and a formula that shares this year's money out by need in three years."""
    planner = User.objects.get(email=next(one.email for one in organisations.NAMED if one.key == "planner"))
    keep_index(
        name="Deprivation, under-fives and families helped",
        why="The advisory group asked for need by deprivation, small children and the help that families already have.",
        recipe=INDEX, after=None, by=planner, at=at,
    )  # fmt: skip
    needs = needs_of_localities(viewer=planner, today=today)
    budget = sum(need.baseline for need in needs)
    settings = Settings(
        budget=budget, fixed=min(FIXED, budget // (2 * len(needs) or 1)), points=POINTS, rule=LimitRule.BOUNDED_SHARE,
        largest_loss=Decimal(8), largest_gain=Decimal(12), years=3, budget_change=Decimal(0),
        first_year=today.year + (today.month >= 4),
    )  # fmt: skip
    if not problem_with(settings, needs):
        keep_formula(
            name="The same money, by need", why="A first proposal to talk about: nothing saved, nothing added.",
            settings=settings, needs=needs, after=None, by=planner, at=at,
        )  # fmt: skip
