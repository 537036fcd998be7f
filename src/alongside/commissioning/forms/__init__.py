"""The shape of what is typed about packages and their money."""

from .base import years_about
from .money import AskVirement, Contribute, DecideVirement, GiveLimit, OpenFund
from .packages import (
    AddAim,
    Approve,
    BeginChange,
    BeginEnd,
    BeginInflation,
    BeginPause,
    Confirm,
    EditLine,
    ReferUp,
    SayWhy,
    SetShare,
    StartPackage,
)
from .providers import AddProvider, AgreeContract, ChangeProvider, DecideService, NoteQuality, SetRate
from .watching import (
    BringPayments,
    CheckSaving,
    ClaimSaving,
    HoldReview,
    NoteDelivery,
    NoteUnmet,
    NoteWords,
    ResolveRow,
)

__all__ = [
    "AddAim",
    "AddProvider",
    "AgreeContract",
    "Approve",
    "AskVirement",
    "BeginChange",
    "BeginEnd",
    "BeginInflation",
    "BeginPause",
    "BringPayments",
    "ChangeProvider",
    "CheckSaving",
    "ClaimSaving",
    "Confirm",
    "Contribute",
    "DecideService",
    "DecideVirement",
    "EditLine",
    "GiveLimit",
    "HoldReview",
    "NoteDelivery",
    "NoteQuality",
    "NoteUnmet",
    "NoteWords",
    "OpenFund",
    "ReferUp",
    "ResolveRow",
    "SayWhy",
    "SetRate",
    "SetShare",
    "StartPackage",
    "years_about",
]
