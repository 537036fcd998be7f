"""What a panel can be asked, and by when it should answer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.foundation.policy.rules import local_policy, number
from alongside.values.dates import WorkingCalendar


class ItemKind(StrEnum):
    """How an item came to a panel."""

    REQUEST = "request"
    MORE = "more"
    STEP_UP = "step_up"
    STEP_DOWN = "step_down"
    PACKAGE_REVIEW = "package_review"
    REFERRED = "referred"
    RATIFY = "ratify"
    RETURN = "return"


ITEM_KIND_WORDS = {
    ItemKind.REQUEST: "Request from the front door",
    ItemKind.MORE: "A plan asks for more than its team can give",
    ItemKind.STEP_UP: "Proposed step up",
    ItemKind.STEP_DOWN: "Proposed step down",
    ItemKind.PACKAGE_REVIEW: "Review of a package",
    ItemKind.REFERRED: "Referred by another panel",
    ItemKind.RATIFY: "Urgent help, to be ratified",
    ItemKind.RETURN: "Back with more information",
}

ASKED_BY_HAND = (ItemKind.MORE, ItemKind.STEP_UP, ItemKind.STEP_DOWN, ItemKind.RATIFY)
"""What whoever works with a family asks a panel themselves; the others arrive from an event."""


@local_policy("panels", "Panels")
@dataclass(frozen=True)
class PanelsPolicy:
    """Local numbers for panels. Source: local default unless said."""

    answer_working_days: int = number(10, "Working days from asking a panel to its answer", least=1, most=60)
    tell_family_working_days: int = number(
        2, "Working days after a sitting to tell the family what was decided", least=1, most=20
    )
    offer_working_days: int = number(10, "Working days after a sitting for offered help to begin", least=1, most=60)
    more_information_working_days: int = number(
        10, "Working days to bring the information that a panel asked for", least=1, most=60
    )
    small_number: int = number(5, "Counts below this are not shown in figures by area", least=3, most=20)
    quiet_sittings: int = number(
        3, "Sittings in a row without a word for their agency before a member is named in figures", least=2, most=20
    )


def answer_due_on(*, asked_on: date, calendar: WorkingCalendar, policy: PanelsPolicy) -> date:
    """A panel answers within ten working days of being asked; urgent help does not wait for it.

    Source: local default.
    """
    return calendar.after(asked_on, policy.answer_working_days)


def tell_family_by(*, sat_on: date, calendar: WorkingCalendar, policy: PanelsPolicy) -> date:
    """The family is told within two working days of the sitting, by someone it knows.

    Source: local default.
    """
    return calendar.after(sat_on, policy.tell_family_working_days)


def help_begins_by(*, sat_on: date, calendar: WorkingCalendar, policy: PanelsPolicy) -> date:
    """Help that was offered begins within ten working days of the sitting.

    Source: local default.
    """
    return calendar.after(sat_on, policy.offer_working_days)


def information_due_on(*, sat_on: date, calendar: WorkingCalendar, policy: PanelsPolicy) -> date:
    """What a panel asked for is brought within ten working days.

    Source: local default.
    """
    return calendar.after(sat_on, policy.more_information_working_days)


def problem_with_urgent_help(kind: ItemKind, *, help_began_on: date | None, today: date) -> str:
    """Urgent help starts first and is ratified at the next sitting, so the item says when it began.

    Source: local default; a panel never delays a professional’s finding of need.
    """
    if kind != ItemKind.RATIFY:
        return ""
    if help_began_on is None:
        return "Say on which day the urgent help began"
    if help_began_on > today:
        return "Urgent help starts first: the day it began must be today or in the past"
    return ""
