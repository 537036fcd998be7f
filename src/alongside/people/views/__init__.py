"""The pages about people and families."""

from .agreements import give_agreement, state_sharing_basis, withdraw_agreement
from .families import add_family, end_relationship, family, join_family, leave_family, relate, rename_family
from .persons import (
    add_other_name,
    add_person,
    correct_birth,
    correct_details,
    move_home,
    note_birth,
    person,
    rename_person,
    state_fact,
)
from .search import search

__all__ = [
    "add_family",
    "add_other_name",
    "add_person",
    "correct_birth",
    "correct_details",
    "end_relationship",
    "family",
    "give_agreement",
    "join_family",
    "leave_family",
    "move_home",
    "note_birth",
    "person",
    "relate",
    "rename_family",
    "rename_person",
    "search",
    "state_fact",
    "state_sharing_basis",
    "withdraw_agreement",
]
