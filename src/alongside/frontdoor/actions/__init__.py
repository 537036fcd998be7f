"""What people do at the front door: ask, take in, look up, decide, tell."""

from .asking import ask_for_help, check_not_too_often, renew_link, send_link, withdraw_own_request, withdraw_request
from .deciding import Answer, decide
from .importing import import_requests
from .matching import answer_match, place_by_hand
from .moving import put_back, take_on, take_up_again
from .refusals import AskRefused, ContactRefused, DecisionRefused, ImportRefused, StaleContact
from .seeing import note_imports_seen, note_link_seen, note_requests_seen, note_seen, note_waiting_seen
from .taking import bring_down, take_in
from .telling import note_told

__all__ = [
    "Answer",
    "AskRefused",
    "ContactRefused",
    "DecisionRefused",
    "ImportRefused",
    "StaleContact",
    "answer_match",
    "ask_for_help",
    "bring_down",
    "check_not_too_often",
    "decide",
    "import_requests",
    "note_imports_seen",
    "note_link_seen",
    "note_requests_seen",
    "note_seen",
    "note_told",
    "note_waiting_seen",
    "place_by_hand",
    "put_back",
    "renew_link",
    "send_link",
    "take_in",
    "take_on",
    "take_up_again",
    "withdraw_own_request",
    "withdraw_request",
]
