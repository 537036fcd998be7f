"""What an assessment holds so far, and what it still lacks."""

from __future__ import annotations

from datetime import date

from alongside.foundation.policy.queries import policy_on
from alongside.people.queries import list_agreements, list_sharing_bases

from .. import rules
from ..models import About, Assessment, Conclusion
from .family import Relative, relatives_of


def lacks_of(assessment: Assessment, *, today: date, relatives: list[Relative] | None = None) -> tuple:
    """What is missing before the assessment can be completed, in the order of its pages."""
    return rules.what_is_missing(whole_of(assessment, today=today, relatives=relatives))


def whole_of(assessment: Assessment, *, today: date, relatives: list[Relative] | None = None) -> rules.WholeAssessment:
    """What the assessment holds of everyone in the family, and what it says."""
    relatives = relatives_of(assessment.case.family, today=today) if relatives is None else relatives
    about = About.objects.filter(assessment=assessment).first() or About()
    end = Conclusion.objects.filter(assessment=assessment).first() or Conclusion()
    entries = list(assessment.entries.values_list("about_id", "heading"))
    return rules.WholeAssessment(
        people=_people(assessment, relatives, {person for person, _ in entries}, today),
        family_domains=_family_domains(assessment, {heading for person, heading in entries if person is None}),
        says_who_was_there=bool(about.others_present) or assessment.presences.exists(),
        says_what_led_to_it=bool(about.led_to) or assessment.case.starting_points.exists(),
        says_what_is_needed=bool(end.needed),
        has_level=end.level is not None,
        says_what_happens_next=bool(end.next_steps),
        has_family_comments=bool(end.family_comments or end.no_comments_why),
    )


def _people(assessment: Assessment, relatives: list[Relative], written_of: set, today: date):
    asked_from = policy_on(rules.AssessmentsPolicy, today).asked_from_age
    voices = set(assessment.voices.values_list("person_id", flat=True))
    approached = set(assessment.approaches.values_list("person_id", flat=True))
    family = assessment.case.family
    answered = {one.person_id for one in list_agreements(family)}
    is_without = any(one.is_without_agreement for one in list_sharing_bases(family))
    return tuple(
        rules.OnePerson(
            person_id=one.id,
            name=one.name,
            is_child=one.is_child,
            is_parent=one.is_parent,
            in_household=one.in_household,
            has_voice=one.id in voices,
            has_entries=one.id in written_of,
            was_approached=one.id in approached,
            has_answered=is_without or one.id in answered,
            is_asked=rules.is_asked_to_agree(
                is_parent=one.is_parent,
                in_household=one.in_household,
                is_unborn=one.is_unborn,
                age=one.age,
                asked_from_age=asked_from,
            ),
        )
        for one in relatives
    )


def _family_domains(assessment: Assessment, headings: set[str]) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (domain.key, domain.name, any(heading.key in headings for heading in domain.headings))
        for domain in rules.framework_of(assessment.framework).domains
        if domain.scope is rules.Scope.FAMILY
    )
