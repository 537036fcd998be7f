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
    "ChangeProvider",
    "Confirm",
    "Contribute",
    "DecideService",
    "DecideVirement",
    "EditLine",
    "GiveLimit",
    "NoteQuality",
    "OpenFund",
    "ReferUp",
    "SayWhy",
    "SetRate",
    "SetShare",
    "StartPackage",
    "years_about",
]
