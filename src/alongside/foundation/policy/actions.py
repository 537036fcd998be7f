"""Changing a local policy."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from . import rules
from .access import CHANGE_POLICIES
from .models import PolicyVersion


class PolicyRefused(Exception):
    """A policy could not be changed; the message is fit to show."""


@transaction.atomic
def set_policy(
    *, policy: type, numbers: dict[str, Any], from_on: date, reason: str, by: User, at: datetime
) -> PolicyVersion:
    """Set a policy's numbers from a day on; earlier days keep theirs."""
    also = getattr(policy, "also_changed_by", "")
    if not by.may(CHANGE_POLICIES) and not (also and by.may(also)):
        raise PolicyRefused("Your role cannot change policies")
    if problems := rules.problems_with(policy, numbers):
        raise PolicyRefused("; ".join(problems.values()))
    if from_on < at.date():
        raise PolicyRefused("A policy cannot change the past: choose today or a later day")
    version = PolicyVersion.objects.create(
        key=policy.key, numbers=numbers, from_on=from_on, reason=reason, set_by=by, set_at=at
    )
    record("policy.set", subject=version, by=by, at=at, key=policy.key, from_on=from_on.isoformat())
    return version
