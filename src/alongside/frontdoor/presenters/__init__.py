"""How contacts, requests and decisions read."""

from .answers import answers_of
from .contact import ContactPage, EvidencePage, describe_birth
from .decision import LevelGroup, level_groups, usual_words
from .imports import ImportPage, column_rows, import_rows
from .lists import OwnRequest, WaitingRow, begun_of, outcome_rows, own_requests_of, waiting_rows

__all__ = [
    "ContactPage",
    "EvidencePage",
    "ImportPage",
    "LevelGroup",
    "OwnRequest",
    "WaitingRow",
    "answers_of",
    "begun_of",
    "column_rows",
    "describe_birth",
    "import_rows",
    "level_groups",
    "outcome_rows",
    "own_requests_of",
    "usual_words",
    "waiting_rows",
]
