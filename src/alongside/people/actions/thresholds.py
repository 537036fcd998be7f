"""Changing the thresholds of matching, from a day on."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from alongside.foundation.identity.models import User
from alongside.foundation.policy.actions import PolicyRefused, set_policy
from alongside.foundation.policy.queries import policy_on

from .. import access, rules
from .refusals import PeopleRefused


def set_thresholds(*, certain_percent: int, ask_percent: int, from_on: date, why: str, by: User, at: datetime) -> None:
    """Take rows as found, and put pairs before people, from other chances on; what was decided before stays."""
    if not by.may(access.STEWARD):
        raise PeopleRefused("Your role does not watch over how people are matched")
    if ask_percent >= certain_percent:
        raise PeopleRefused("People are asked from a lower chance than rows are taken as found")
    numbers = asdict(policy_on(rules.MatchingPolicy, from_on))
    numbers |= {"certain_from_percent": certain_percent, "ask_from_percent": ask_percent}
    try:
        set_policy(policy=rules.MatchingPolicy, numbers=numbers, from_on=from_on, reason=why, by=by, at=at)
    except PolicyRefused as refusal:
        raise PeopleRefused(str(refusal)) from refusal
