"""What the pages about people and families ask for."""

from .agreements import GiveAgreement, StateSharingBasis, WithdrawAgreement
from .families import AddFamily, EndRelationship, JoinFamily, LeaveFamily, Relate, RenameFamily
from .likely import TypedSoFar
from .lists import AgreeAboutList, HandInList
from .pairs import (
    AnswerQuestion,
    AskAboutPair,
    HandOnPair,
    JoinRecords,
    NarrowPairs,
    PartRecords,
    SayOfPairs,
    SayOfRecords,
    SortRow,
)
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
from .weights import ReturnToShipped, SetThresholds, SettleModel

__all__ = [
    "AddFamily",
    "AddOtherName",
    "AddPerson",
    "AgreeAboutList",
    "AnswerQuestion",
    "AskAboutPair",
    "CorrectBirth",
    "CorrectDetails",
    "EndRelationship",
    "FindPeople",
    "GiveAgreement",
    "HandInList",
    "HandOnPair",
    "JoinFamily",
    "JoinRecords",
    "LeaveFamily",
    "MoveHome",
    "NarrowPairs",
    "NoteBirth",
    "PartRecords",
    "Relate",
    "RenameFamily",
    "RenamePerson",
    "ReturnToShipped",
    "SayOfPairs",
    "SayOfRecords",
    "SetThresholds",
    "SettleModel",
    "SortRow",
    "StateFact",
    "StateSharingBasis",
    "TypedSoFar",
    "WithdrawAgreement",
]
