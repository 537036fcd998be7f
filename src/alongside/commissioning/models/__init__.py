"""Packages of help and their money: funds, ledger, providers, versions, and what became of them."""

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
    "Contract",
    "Delivery",
    "Entry",
    "FamilySaid",
    "Fund",
    "Limit",
    "Line",
    "Package",
    "Posting",
    "Provider",
    "QualityNote",
    "Rate",
    "Review",
    "Saving",
    "ServiceDecision",
    "Share",
    "Term",
    "Unmet",
    "Version",
    "Virement",
]
