"""The shape of what is typed about grants."""

from .bids import BeginBid, WriteBid, WriteReturn
from .keeping import (
    MOST_PAYMENTS,
    AddCriterion,
    AskPayment,
    AskScorer,
    Confirm,
    Decide,
    DeclareInterests,
    EditRound,
    OpenAgain,
    Pay,
    ReadReturn,
    SayWhy,
    ScoreBid,
    SetMilestones,
    ShareOut,
    TakeMoneyBack,
)

__all__ = [
    "MOST_PAYMENTS",
    "AddCriterion",
    "AskPayment",
    "AskScorer",
    "BeginBid",
    "Confirm",
    "Decide",
    "DeclareInterests",
    "EditRound",
    "OpenAgain",
    "Pay",
    "ReadReturn",
    "SayWhy",
    "ScoreBid",
    "SetMilestones",
    "ShareOut",
    "TakeMoneyBack",
    "WriteBid",
    "WriteReturn",
]
