"""Which local numbers hold on a day."""

from dataclasses import fields
from datetime import date
from typing import TypeVar

from .models import PolicyVersion

Policy = TypeVar("Policy")


def policy_on(policy: type[Policy], day: date) -> Policy:
    """The policy as it holds on a day: the latest version from on or before it, else the defaults."""
    version = (
        PolicyVersion.objects.filter(key=policy.key, from_on__lte=day).order_by("-from_on", "-set_at", "-id").first()
    )
    if version is None:
        return policy()
    known = {one.name for one in fields(policy)}
    return policy(**{name: value for name, value in version.numbers.items() if name in known})


def list_versions(policy: type) -> list[PolicyVersion]:
    """Every version of a policy, the latest first."""
    return list(
        PolicyVersion.objects.filter(key=policy.key).select_related("set_by").order_by("-from_on", "-set_at", "-id")
    )
