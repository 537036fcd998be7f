"""Panels, their sittings, the items on their agendas, and what was decided."""

from .deciding import ChildSafety, Condition, Dissent, Helper, PanelAction, PanelDecision, PanelLetter
from .item import Interest, Item, Offer, Paper
from .panel import Panel, PanelKind, PanelMember
from .sitting import Addendum, PanelMove, Presence, Series, Sitting

__all__ = [
    "Addendum",
    "ChildSafety",
    "Condition",
    "Dissent",
    "Helper",
    "Interest",
    "Item",
    "Offer",
    "Panel",
    "PanelAction",
    "PanelDecision",
    "PanelKind",
    "PanelLetter",
    "PanelMember",
    "PanelMove",
    "Paper",
    "Presence",
    "Series",
    "Sitting",
]
