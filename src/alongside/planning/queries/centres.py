"""Single centres of today's model: as they were frozen, or as they are on record."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from alongside.hubs import queries as hubs
from alongside.planning.models import Appraisal, Scenario
from alongside.planning.queries.scenarios import smallest_shown
from alongside.planning.rules.appraisals import AppraisalStatus
from alongside.planning.rules.centres import Centre, single_centres
from alongside.planning.rules.scenarios import ScenarioStatus


def centres_of(appraisal: Appraisal, scenarios: Sequence[Scenario], *, viewer, today: date) -> dict[str, Any]:
    """What is frozen with an appraisal, nothing where it was published without; of a draft what is on record now, for
    whoever may see the figures of hubs."""
    if appraisal.status != AppraisalStatus.DRAFT:
        return appraisal.frozen.get("centres", {})
    answer = next((one.answer for one in scenarios if one.status == ScenarioStatus.FOUND), {})
    sites = [one for one in answer.get("sites", ()) if one["is_today"]]
    records = hubs.records_of(viewer=viewer, slugs=[one["slug"] for one in sites], today=today)
    if records is None or not sites:
        return {}
    centres = [
        Centre(**{name: one[name] for name in ("slug", "name", "kind", "locality")}, **_record(records, one["slug"]))
        for one in sorted(sites, key=lambda one: (one["name"], one["slug"]))
    ]
    return single_centres(centres, year=records.year, months=records.months, on=today, smallest=smallest_shown(today))


def _record(records: hubs.Records, slug: str) -> dict[str, Any]:
    found = asdict(records.by_site[slug])
    return found | {"basis": found["basis"] or ""}
