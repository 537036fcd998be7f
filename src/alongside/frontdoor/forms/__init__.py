"""What the front door's pages ask, and how it comes in."""

from .asking import BySomeone, Danger, FromPartner, HarmFirst, LinkEmail, Withdraw
from .deciding import DecideForm
from .intake import AdultRow, ChildRow, Intake, IntakePage
from .taking import StepDownForm, TakeInForm
from .working import ImportForm, MatchForm, Narrow, PlaceForm, TakeUpForm, ToldForm

__all__ = [
    "AdultRow",
    "BySomeone",
    "ChildRow",
    "Danger",
    "DecideForm",
    "FromPartner",
    "HarmFirst",
    "ImportForm",
    "Intake",
    "IntakePage",
    "LinkEmail",
    "MatchForm",
    "Narrow",
    "PlaceForm",
    "StepDownForm",
    "TakeInForm",
    "TakeUpForm",
    "ToldForm",
    "Withdraw",
]
