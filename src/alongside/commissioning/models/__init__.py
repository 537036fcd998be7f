"""Packages of help and their money: funds, ledger, providers, versions, what became of them, and grants."""

from .grants import Bid, BidLink, Criterion, Interest, LocalityMoney, Milestone, Monitoring, Round, Score
from .money import Account, Entry, Fund, Limit, Posting, Virement
from .packages import Aim, Approval, Line, Package, Share, Term, Version
from .providers import Contract, Provider, QualityNote, Rate, ServiceDecision
from .watching import ActualsFile, ActualsRow, Delivery, FamilySaid, Review, Saving, Unmet

__all__ = [
    "Account",
    "ActualsFile",
    "ActualsRow",
    "Aim",
    "Approval",
    "Bid",
    "BidLink",
    "Contract",
    "Criterion",
    "Delivery",
    "Entry",
    "FamilySaid",
    "Fund",
    "Interest",
    "Limit",
    "Line",
    "LocalityMoney",
    "Milestone",
    "Monitoring",
    "Package",
    "Posting",
    "Provider",
    "QualityNote",
    "Rate",
    "Review",
    "Round",
    "Saving",
    "Score",
    "ServiceDecision",
    "Share",
    "Term",
    "Unmet",
    "Version",
    "Virement",
]
