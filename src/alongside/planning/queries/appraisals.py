"""Appraisals of options: the list, one with its options, and what follows from it."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from alongside.foundation.policy.queries import policy_on
from alongside.planning.access import SEE_NEED
from alongside.planning.models import Appraisal, Scenario
from alongside.planning.rules import appraisals as rules
from alongside.planning.rules.appraisals import AppraisalStatus
from alongside.planning.rules.scenarios import ScenarioStatus, Wishes
from alongside.planning.rules.years import AppraisalPolicy


class AppraisalNotFound(LookupError):
    """No appraisal by that reference, or the viewer may not see it."""


def list_appraisals(*, viewer) -> QuerySet[Appraisal]:
    """Every appraisal, for whoever sees need."""
    found = Appraisal.objects.select_related("made_by").defer("frozen")
    return found if viewer.may(SEE_NEED) else found.none()


def get_appraisal(*, viewer, reference: str) -> Appraisal:
    """One appraisal."""
    found = Appraisal.objects.select_related("made_by").filter(reference=reference).first()
    if found is None or not viewer.may(SEE_NEED):
        raise AppraisalNotFound(reference)
    return found


def list_public_appraisals() -> QuerySet[Appraisal]:
    """What has been published, the latest first; what was withdrawn stays to be read."""
    found = Appraisal.objects.exclude(status=AppraisalStatus.DRAFT)
    return found.defer("frozen").order_by("-published_at", "-id")


def get_public_appraisal(reference: str) -> Appraisal:
    """One published appraisal."""
    found = Appraisal.objects.select_related("made_by").exclude(status=AppraisalStatus.DRAFT)
    found = found.filter(reference=reference).first()
    if found is None:
        raise AppraisalNotFound(reference)
    return found


def scenarios_of(appraisal: Appraisal) -> list[Scenario]:
    """Its scenarios in their places."""
    return [one.scenario for one in appraisal.options.select_related("scenario__made_by").order_by("place", "id")]


def choosable_scenarios(*, viewer) -> QuerySet[Scenario]:
    """The scenarios that can be options: those worked out, the latest first."""
    if not viewer.may(SEE_NEED):
        return Scenario.objects.none()
    return Scenario.objects.filter(status=ScenarioStatus.FOUND).order_by("-made_at", "-id")


def result_of(appraisal: Appraisal, scenarios: list[Scenario], *, today: date) -> dict[str, Any]:
    """What follows from what was agreed: as it was frozen, or as it stands."""
    if appraisal.status != AppraisalStatus.DRAFT:
        return appraisal.frozen["result"]
    found = [one for one in scenarios if one.status == ScenarioStatus.FOUND]
    options = [rules.Option(one.slug, one.name, one.digest, one.answer, Wishes.from_data(one.wishes)) for one in found]
    waiting = [one.name for one in scenarios if one.status != ScenarioStatus.FOUND]
    return rules.worked_out(appraisal.asked, options, waiting=waiting, policy=policy_on(AppraisalPolicy, today))
