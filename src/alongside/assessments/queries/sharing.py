"""Who is asked whether information may be shared."""

from datetime import date

from alongside.foundation.policy.queries import policy_on

from .. import rules
from ..models import Assessment
from .family import Relative, relatives_of


def who_is_asked(assessment: Assessment, *, today: date) -> list[Relative]:
    """Parents and carers in the home, and young people old enough to be asked for themselves."""
    asked_from = policy_on(rules.AssessmentsPolicy, today).asked_from_age
    return [
        one
        for one in relatives_of(assessment.case.family, today=today)
        if rules.is_asked_to_agree(
            is_parent=one.is_parent,
            in_household=one.in_household,
            is_unborn=one.is_unborn,
            age=one.age,
            asked_from_age=asked_from,
        )
    ]


def who_may_answer(assessment: Assessment, *, today: date) -> list[Relative]:
    """Those who are asked, then everyone else born already: capacity counts, not age alone."""
    asked = who_is_asked(assessment, today=today)
    ids = {one.id for one in asked}
    others = relatives_of(assessment.case.family, today=today)
    return asked + [one for one in others if one.id not in ids and not one.is_unborn]
