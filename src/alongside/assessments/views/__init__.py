"""The pages of an assessment."""

from .family import (
    add_relative,
    change_fact,
    confirm_fact,
    facts,
    people,
    print_genogram,
    relate,
    unrelate,
)
from .reading import again, complete, detail, of_case, print_view
from .sharing import agreement, give_agreement, state_basis, withdraw_agreement
from .stopping import decline, stop
from .voices import voices
from .writing import (
    note_approach,
    record_voice,
    write_about,
    write_conclusion,
    write_family_section,
    write_section,
)

__all__ = [
    "add_relative",
    "again",
    "agreement",
    "change_fact",
    "complete",
    "confirm_fact",
    "decline",
    "detail",
    "facts",
    "give_agreement",
    "note_approach",
    "of_case",
    "people",
    "print_genogram",
    "print_view",
    "record_voice",
    "relate",
    "state_basis",
    "stop",
    "unrelate",
    "voices",
    "withdraw_agreement",
    "write_about",
    "write_conclusion",
    "write_family_section",
    "write_section",
]
