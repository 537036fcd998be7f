"""Which local numbers hold on a day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields
from datetime import date
from typing import TypeVar

from .models import PolicyVersion

Policy = TypeVar("Policy")

_read: ContextVar[dict[date, dict[str, dict]] | None] = ContextVar("read", default=None)


@contextmanager
def read_together() -> Iterator[None]:
    """While a page is read, all policies of a day are asked of the database once.

    Only for pages that change no policy: `@read_together()` stands below the door of a view.
    """
    before = _read.set({})
    try:
        yield
    finally:
        _read.reset(before)


def policy_on(policy: type[Policy], day: date) -> Policy:
    """The policy as it holds on a day: the latest version from on or before it, else the defaults."""
    numbers = _numbers_of(policy.key, day)
    known = {one.name for one in fields(policy)}
    return policy(**{name: value for name, value in numbers.items() if name in known})


def _numbers_of(key: str, day: date) -> dict:
    read = _read.get()
    if read is None:
        return dict(_versions_on(day).filter(key=key).values_list("key", "numbers")).get(key, {})
    if day not in read:
        read[day] = dict(_versions_on(day).values_list("key", "numbers"))
    return read[day].get(key, {})


def _versions_on(day: date):
    """The version of each policy that holds on a day."""
    return PolicyVersion.objects.filter(from_on__lte=day).order_by("key", "-from_on", "-set_at", "-id").distinct("key")


def list_versions(policy: type) -> list[PolicyVersion]:
    """Every version of a policy, the latest first."""
    return list(
        PolicyVersion.objects.filter(key=policy.key).select_related("set_by").order_by("-from_on", "-set_at", "-id")
    )
