"""What people do with packages and their money, one verb each."""

from .agreeing import approve, close_package, decline, propose, refer_up, sign, take_back, withdraw
from .changing import begin_change, begin_early_end, begin_inflation, begin_pause
from .funds import ask_virement, contribute, decide_virement, end_limit, give_limit, open_fund
from .looking import show_package, show_packages
from .panel import bring_reviews, follow_panel, refer_to_panel
from .paying import bring_payments, candidates_of, resolve_row, send_row_back
from .promising import commit_for, pay_for, refund_for, release_for
from .providers import add_provider, agree_contract, change_provider, decide_service, note_quality, set_rate
from .refusals import CommissioningRefused, NotEnoughAuthority, NotEnoughMoney
from .watching import (
    check_saving,
    claim_saving,
    hold_review,
    note_delivery,
    note_unmet,
    note_words,
    read_aims,
)
from .writing import (
    LineFacts,
    add_aim,
    add_line,
    change_line,
    remove_aim,
    remove_line,
    remove_term,
    set_term,
    start_package,
)

__all__ = [
    "CommissioningRefused",
    "LineFacts",
    "NotEnoughAuthority",
    "NotEnoughMoney",
    "add_aim",
    "add_line",
    "add_provider",
    "agree_contract",
    "approve",
    "ask_virement",
    "begin_change",
    "begin_early_end",
    "begin_inflation",
    "begin_pause",
    "bring_payments",
    "bring_reviews",
    "candidates_of",
    "change_line",
    "change_provider",
    "check_saving",
    "claim_saving",
    "close_package",
    "commit_for",
    "contribute",
    "decide_service",
    "decide_virement",
    "decline",
    "end_limit",
    "follow_panel",
    "give_limit",
    "hold_review",
    "note_delivery",
    "note_quality",
    "note_unmet",
    "note_words",
    "open_fund",
    "pay_for",
    "propose",
    "read_aims",
    "refer_to_panel",
    "refer_up",
    "refund_for",
    "release_for",
    "remove_aim",
    "remove_line",
    "remove_term",
    "resolve_row",
    "send_row_back",
    "set_rate",
    "set_term",
    "show_package",
    "show_packages",
    "sign",
    "start_package",
    "take_back",
    "withdraw",
]
