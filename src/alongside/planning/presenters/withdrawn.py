"""That what was published was withdrawn: the same words for a scenario, an appraisal and a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.foundation.components.presenters.days import say_day

if TYPE_CHECKING:
    from alongside.planning.models import Appraisal, PublishedFormula, Scenario


def withdrawn_words(one: Appraisal | PublishedFormula | Scenario) -> str:
    """That it was withdrawn, when and why; nothing where it stands."""
    if one.withdrawn_at is None:
        return ""
    return f"Withdrawn on {say_day(timezone.localtime(one.withdrawn_at).date())}. {one.withdrawn_why}"


def published_words(one: Scenario) -> str:
    """When a scenario was published and withdrawn, for a list; nothing where it never was."""
    if one.published_at is None:
        return ""
    since = f"; withdrawn {say_day(timezone.localtime(one.withdrawn_at).date())}" if one.withdrawn_at else ""
    return f"Published {say_day(timezone.localtime(one.published_at).date())}{since}"
