"""What people do with an early help assessment."""

from .completing import complete_assessment
from .facts import change_fact, confirm_fact
from .family import add_relative, end_tie, relate_in_family
from .looking import note_seen
from .refusals import AssessmentRefused, NotReady, StaleWords
from .sharing import note_agreement, note_basis, note_withdrawal
from .starting import carry_in, reopen_as_new, start_assessment
from .stopping import WhyStopped, note_declined, stop_assessment
from .writing import (
    HeadingWords,
    Written,
    note_approach,
    record_voice,
    write_about,
    write_conclusion,
    write_section,
)

__all__ = [
    "AssessmentRefused",
    "HeadingWords",
    "NotReady",
    "StaleWords",
    "WhyStopped",
    "Written",
    "add_relative",
    "carry_in",
    "change_fact",
    "complete_assessment",
    "confirm_fact",
    "end_tie",
    "note_agreement",
    "note_approach",
    "note_basis",
    "note_declined",
    "note_seen",
    "note_withdrawal",
    "record_voice",
    "relate_in_family",
    "reopen_as_new",
    "start_assessment",
    "stop_assessment",
    "write_about",
    "write_conclusion",
    "write_section",
]
