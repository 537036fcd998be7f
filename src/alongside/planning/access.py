"""Who sees need and money by place, and who shapes the formula. Nobody sees a person here."""

from alongside.foundation.access.rules import declare

SEE_NEED = declare(
    "planning.see_need",
    "See the map of need: open figures and counts of families, small ones hidden",
    roles={"planner", "service-manager", "hub-manager", "finance-officer", "commissioner", "administrator"},
)
SEE_MONEY = declare(
    "planning.see_money",
    "See the formulas that share money out by need, and each hub’s figure line by line",
    roles={"planner", "service-manager", "finance-officer"},
)
PLAN = declare(
    "planning.plan",
    "Make indexes of need, formulas of money and scenarios, and keep them",
    roles={"planner", "service-manager"},
)


def may_plan(by) -> bool:
    """Whether someone may make and keep plans."""
    return by.may(PLAN)


def may_see_need(viewer) -> bool:
    """Whether someone may see the desk: nobody does without signing in."""
    return viewer.is_authenticated and viewer.may(SEE_NEED)


def may_see_money(viewer) -> bool:
    """Whether someone may see how money is shared out."""
    return viewer.may(SEE_MONEY)
