"""What a service is for, what a hub offers and does not, and when an entry must be checked again."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.foundation.policy.rules import local_policy, number

OLDEST_AGE = 25
"""Help for children and young people reaches to 25 for those with special educational needs or disabilities.

Source: Children and Families Act 2014, section 30 (the local offer).
"""


class OfferKind(StrEnum):
    """What a hub says of one thing on its list."""

    CORE = "core"
    LOCAL = "local"
    NOT_OFFERED = "not_offered"


OFFER_KIND_WORDS = {
    OfferKind.CORE: "Core offer: every hub promises this",
    OfferKind.LOCAL: "This hub’s own offer",
    OfferKind.NOT_OFFERED: "Not offered here",
}


@local_policy("directory", "The directory of services")
@dataclass(frozen=True)
class DirectoryPolicy:
    """Local numbers for the directory. Source: local default."""

    check_after_days: int = number(180, "Days after which a service’s entry is checked again", least=7, most=1095)


def is_check_due(*, checked_on: date | None, today: date, policy: DirectoryPolicy) -> bool:
    """A service’s entry is checked with the service every six months, unless local policy says
    otherwise; an entry never checked is due at once.

    Source: local default.
    """
    return checked_on is None or today - checked_on >= timedelta(days=policy.check_after_days)


def is_for_age(*, from_age: int | None, to_age: int | None, age: int) -> bool:
    """A service is for an age from its first to its last, both included; where one is blank there
    is no limit on that side.

    Source: local default.
    """
    return (from_age is None or from_age <= age) and (to_age is None or age <= to_age)
