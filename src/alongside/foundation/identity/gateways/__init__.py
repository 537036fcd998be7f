"""Outside of us: the sign-in library, and an organisation's own sign-in."""

from .accounts import Accounts, SecondStep, SecondStepUnlessDone, note_signed_in_elsewhere
from .organisation import Asked, NotProven, Proven, ask_organisation, prove

__all__ = [
    "Accounts",
    "Asked",
    "NotProven",
    "Proven",
    "SecondStep",
    "SecondStepUnlessDone",
    "ask_organisation",
    "note_signed_in_elsewhere",
    "prove",
]
