"""What people type about panels."""

from .deciding import CONDITIONS, DISSENTS, Decide
from .items import (
    AddAddendum,
    AnswerLead,
    AskPanel,
    ChoosePanel,
    DeclareInterest,
    DeferItem,
    FinishAction,
    ItemTime,
    MergeItem,
    ReferItem,
    SayOffer,
)
from .setting_up import (
    ChangeMember,
    ChangePanel,
    FindMember,
    NameKind,
    OneSitting,
    PlanSeries,
    SetUpPanel,
    SittingTime,
    Why,
)

__all__ = [
    "CONDITIONS",
    "DISSENTS",
    "AddAddendum",
    "AnswerLead",
    "AskPanel",
    "ChangeMember",
    "ChangePanel",
    "ChoosePanel",
    "Decide",
    "DeclareInterest",
    "DeferItem",
    "FindMember",
    "FinishAction",
    "ItemTime",
    "MergeItem",
    "NameKind",
    "OneSitting",
    "PlanSeries",
    "ReferItem",
    "SayOffer",
    "SetUpPanel",
    "SittingTime",
    "Why",
]
