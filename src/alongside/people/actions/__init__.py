"""What one may do to people, families, relationships, facts and agreements."""

from .accounts import link_account
from .agreements import give_agreement, state_sharing_basis, withdraw_agreement
from .drift import report_last_months, write_drift_report
from .facts import state_fact
from .families import add_family, join_family, leave_family, rename_family
from .homes import leave_home, move_home
from .learning import ask_to_learn, carry_out_learning, fail_learning
from .links import Grounds, say_of_families, say_of_people
from .lists import agree_about_list, fail_list, hand_in_list, settle_row, take_in_list
from .looking import note_likely_seen, note_search, note_seen
from .matching import count_values as count_match_values
from .matching import (
    note_who_is_missing,
    put_off_match_records,
    refresh_match_records,
    settle_match_records,
)
from .newcomers import add_newcomer, move_household
from .pairs import answer_question, ask_about_pair, give_opinion, give_opinions, hand_on_pair, keep_apart, raise_pair
from .persons import (
    UNCHANGED,
    add_other_name,
    add_person,
    correct_birth,
    correct_person,
    note_birth,
    rename_person,
)
from .refusals import PeopleRefused, StaleVersion
from .relationships import end_relationship, relate
from .sealing import SealRefused, lift_seal_of_family, seal_family
from .searching import write_search_key
from .sorting import MAY_MOVE, sort_row
from .thresholds import set_thresholds
from .weights import adopt_model, learn_model, leave_model, return_to_shipped_model

__all__ = [
    "MAY_MOVE",
    "UNCHANGED",
    "Grounds",
    "PeopleRefused",
    "SealRefused",
    "StaleVersion",
    "add_family",
    "add_newcomer",
    "add_other_name",
    "add_person",
    "adopt_model",
    "agree_about_list",
    "answer_question",
    "ask_about_pair",
    "ask_to_learn",
    "carry_out_learning",
    "correct_birth",
    "correct_person",
    "count_match_values",
    "end_relationship",
    "fail_learning",
    "fail_list",
    "give_agreement",
    "give_opinion",
    "give_opinions",
    "hand_in_list",
    "hand_on_pair",
    "join_family",
    "keep_apart",
    "learn_model",
    "leave_family",
    "leave_home",
    "leave_model",
    "lift_seal_of_family",
    "link_account",
    "move_home",
    "move_household",
    "note_birth",
    "note_likely_seen",
    "note_search",
    "note_seen",
    "note_who_is_missing",
    "put_off_match_records",
    "raise_pair",
    "refresh_match_records",
    "relate",
    "rename_family",
    "rename_person",
    "report_last_months",
    "return_to_shipped_model",
    "say_of_families",
    "say_of_people",
    "seal_family",
    "set_thresholds",
    "settle_match_records",
    "settle_row",
    "sort_row",
    "state_fact",
    "state_sharing_basis",
    "take_in_list",
    "withdraw_agreement",
    "write_drift_report",
    "write_search_key",
]
