"""What people do with an early help assessment."""

from .completing import complete_assessment
from .facts import change_fact, confirm_fact
from .looking import note_seen
from .refusals import AssessmentRefused, NotReady, StaleWords
from .starting import carry_in, reopen_as_new, start_assessment
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
    "AssessmentRefused", "HeadingWords", "NotReady", "StaleWords", "Written", "carry_in", "change_fact",
    "complete_assessment", "confirm_fact", "note_approach", "note_seen", "record_voice", "reopen_as_new",
    "start_assessment", "write_about", "write_conclusion", "write_section",
]
