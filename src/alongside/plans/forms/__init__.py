"""The forms in which a plan is written; each field says what it asks."""

from .meetings import CancelMeeting, HoldReview, MoveMeeting, PlanMeeting
from .plan import (
    AddNeed,
    AgreePlan,
    ChangeGoal,
    ChangeNeed,
    Confirm,
    EndPlan,
    GiveCopy,
    OpenAgain,
    PlaceNeeds,
    ReadScale,
    SetGoal,
    SetScale,
    SettleNeed,
)
from .doing import AgreeAction, AnswerInvitation, AskFamily, FinishAction, InviteToTeam, LeaveTeam, NotDone, PutOff, TakeUp

__all__ = [
    "AddNeed", "AgreeAction", "AgreePlan", "AnswerInvitation", "AskFamily", "CancelMeeting", "ChangeGoal",
    "ChangeNeed", "Confirm", "EndPlan", "FinishAction", "GiveCopy", "HoldReview", "InviteToTeam", "LeaveTeam",
    "MoveMeeting", "NotDone", "OpenAgain", "PlaceNeeds", "PlanMeeting", "PutOff", "ReadScale", "SetGoal", "SetScale",
    "SettleNeed", "TakeUp",
]
