"""What people do with packages and their money, one verb each."""

from .agreeing import approve, close_package, decline, propose, refer_up, sign, take_back, withdraw
from .changing import begin_change, begin_early_end, begin_inflation, begin_pause
from .funds import ask_virement, contribute, decide_virement, end_limit, give_limit, open_fund
from .looking import show_package, show_packages
from .providers import add_provider, agree_contract, change_provider, decide_service, note_quality, set_rate
from .refusals import CommissioningRefused, NotEnoughAuthority, NotEnoughMoney
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
    "change_line",
    "change_provider",
    "close_package",
    "contribute",
    "decide_service",
    "decide_virement",
    "decline",
    "end_limit",
    "give_limit",
    "note_quality",
    "open_fund",
    "propose",
    "refer_up",
    "remove_aim",
    "remove_line",
    "remove_term",
    "set_rate",
    "set_term",
    "show_package",
    "show_packages",
    "sign",
    "start_package",
    "take_back",
    "withdraw",
]
