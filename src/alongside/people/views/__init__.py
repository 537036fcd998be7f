"""The pages about people and families."""

from .agreements import give_agreement, state_sharing_basis, withdraw_agreement
from .beside import beside, families_beside, join_families, join_records, part_families, part_records, to_sort
from .drift import drift, drift_figures, drift_of_month
from .families import add_family, end_relationship, family, join_family, leave_family, relate, rename_family
from .likely import likely
from .lists import agree_about_list, list_lists, list_report, list_template, one_list, settle_row
from .pairs import answer_question, ask_about_pair, hand_on_pair, list_all_to_sort, list_pairs, pair, quality
from .persons import (
    add_other_name,
    add_person,
    correct_birth,
    correct_details,
    move_home,
    note_birth,
    person,
    rename_person,
    state_fact,
)
from .search import search
from .thresholds import set_thresholds
from .weights import learn_model, model, models, return_to_shipped_model

__all__ = [
    "add_family",
    "add_other_name",
    "add_person",
    "agree_about_list",
    "answer_question",
    "ask_about_pair",
    "beside",
    "correct_birth",
    "correct_details",
    "drift",
    "drift_figures",
    "drift_of_month",
    "end_relationship",
    "families_beside",
    "family",
    "give_agreement",
    "hand_on_pair",
    "join_families",
    "join_family",
    "join_records",
    "learn_model",
    "leave_family",
    "likely",
    "list_all_to_sort",
    "list_lists",
    "list_pairs",
    "list_report",
    "list_template",
    "model",
    "models",
    "move_home",
    "note_birth",
    "one_list",
    "pair",
    "part_families",
    "part_records",
    "person",
    "quality",
    "relate",
    "rename_family",
    "rename_person",
    "return_to_shipped_model",
    "search",
    "set_thresholds",
    "settle_row",
    "state_fact",
    "state_sharing_basis",
    "to_sort",
    "withdraw_agreement",
]
