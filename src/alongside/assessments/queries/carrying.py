"""What flows on: from the contact into the assessment, and from the assessment into the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.values.dates import spoken_date

from .. import rules
from ..models import Assessment, StartingPoint
from .reading import latest_complete

if TYPE_CHECKING:
    from alongside.cases.models import Case

EVERYONE = "The family"


def list_starting_points(case: Case) -> list[StartingPoint]:
    """What was told before the assessment began, with its source, the oldest first."""
    return list(StartingPoint.objects.filter(case=case).select_related("person").order_by("as_of", "id"))


def starting_points_for_plan(case: Case) -> list[rules.PlanPoint]:
    """Every worry the assessment found: whose, under which heading, in which words, said by whom.

    A plan begins from these, so that nothing is asked twice. Without a complete assessment the
    worries told with the request are handed on instead.
    """
    assessment = latest_complete(case)
    if assessment is None:
        return [_from_point(one) for one in list_starting_points(case) if one.kind == rules.PointKind.WORRY]
    framework = rules.framework_of(assessment.framework)
    entries = assessment.entries.exclude(worries="").select_related("about").order_by("about_id", "id")
    points = [_from_entry(entry, assessment, framework) for entry in entries]
    order = [heading.key for domain in framework.domains for heading in domain.headings]
    keys = {heading.name: place for place, heading in enumerate(_headings(framework, order))}
    return sorted(points, key=lambda one: (one.person == EVERYONE, one.person, keys.get(one.heading, 0)))


def _headings(framework: rules.Framework, order: list[str]):
    return [framework.heading(key) for key in order]


def _from_entry(entry, assessment: Assessment, framework: rules.Framework) -> rules.PlanPoint:
    heading = framework.heading(entry.heading)
    domain = framework.domain_of(entry.heading)
    done_on = assessment.completed_at.date()
    return rules.PlanPoint(
        person_id=entry.about_id,
        person=entry.about.full_name if entry.about else EVERYONE,
        domain=domain.name if domain else "",
        heading=heading.name if heading else "",
        words=entry.worries,
        strengths=entry.strengths,
        said_by=entry.said_by,
        as_of=done_on,
        source=f"Early help assessment {assessment.reference}, {spoken_date(done_on)}",
    )


def _from_point(point: StartingPoint) -> rules.PlanPoint:
    return rules.PlanPoint(
        person_id=point.person_id,
        person=point.person.full_name if point.person else EVERYONE,
        domain="",
        heading=rules.POINT_WORDS[rules.PointKind(point.kind)],
        words=point.words,
        strengths="",
        source=point.source,
        said_by=point.said_by,
        as_of=point.as_of,
    )
