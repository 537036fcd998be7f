"""How panels read on screen."""

from .figures import FiguresPage
from .items import ItemPage, offer_rows, say_quorum_now, seats_of
from .panels import (
    PanelPage,
    SittingPage,
    item_row,
    member_rows,
    panel_rows,
    say_other,
    say_pattern,
    sitting_rows,
    waiting_row,
)
from .wording import ITEM_TAGS, decision_of, fit, people_choices, say_hour, say_moment, say_person

__all__ = [
    "ITEM_TAGS",
    "FiguresPage",
    "ItemPage",
    "PanelPage",
    "SittingPage",
    "decision_of",
    "fit",
    "item_row",
    "member_rows",
    "offer_rows",
    "panel_rows",
    "people_choices",
    "say_hour",
    "say_moment",
    "say_other",
    "say_pattern",
    "say_person",
    "say_quorum_now",
    "seats_of",
    "sitting_rows",
    "waiting_row",
]
