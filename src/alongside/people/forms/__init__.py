"""What the pages about people and families ask for."""

from .agreements import GiveAgreement, StateSharingBasis, WithdrawAgreement
from .families import AddFamily, EndRelationship, JoinFamily, LeaveFamily, Relate, RenameFamily
from .persons import (
    AddOtherName,
    AddPerson,
    CorrectBirth,
    CorrectDetails,
    MoveHome,
    NoteBirth,
    RenamePerson,
    StateFact,
)
from .search import FindPeople

__all__ = [
    "AddFamily",
    "AddOtherName",
    "AddPerson",
    "CorrectBirth",
    "CorrectDetails",
    "EndRelationship",
    "FindPeople",
    "GiveAgreement",
    "JoinFamily",
    "LeaveFamily",
    "MoveHome",
    "NoteBirth",
    "Relate",
    "RenameFamily",
    "RenamePerson",
    "StateFact",
    "StateSharingBasis",
    "WithdrawAgreement",
]
