"""What is typed about hubs: its shape."""

from .figures import RecordMonth, SetYear, TakeInFile
from .registers import CancelRegister, CloseRegister, CountPeople, FindKnown, NotePostcode, WriteUp
from .sessions import ChangeSession, EndSession
from .sites import FACT_FORMS, NarrowSites, StateFact
from .volunteers import Checks, LastDay, NarrowVolunteers, StartDay, TellOfVolunteer

__all__ = [
    "FACT_FORMS",
    "CancelRegister",
    "ChangeSession",
    "Checks",
    "CloseRegister",
    "CountPeople",
    "EndSession",
    "FindKnown",
    "LastDay",
    "NarrowSites",
    "NarrowVolunteers",
    "NotePostcode",
    "RecordMonth",
    "SetYear",
    "StartDay",
    "StateFact",
    "TakeInFile",
    "TellOfVolunteer",
    "WriteUp",
]
