"""Reading contacts: one, those waiting, a family's, someone's own requests; and who it may be already."""

from .asking import (
    ASK_FORM,
    STEP_DOWN_FORM,
    TAKE_IN_FORM,
    LinkState,
    duty_lines,
    get_import,
    get_link,
    get_own_request,
    get_sent_by_draft,
    link_of_draft,
    list_begun,
    list_imports,
    list_own_requests,
    list_passed_on,
    state_of_link,
    told_of,
)
from .contacts import (
    ContactNotFound,
    contacts_of_family,
    count_waiting,
    earlier_contacts,
    get_contact,
    list_moves,
    list_outcomes_to_tell,
    list_waiting,
    social_care_teams,
)
from .matching import PersonMatches, families_of_contact, known_to_contact, matches_of
from .work import WorkRow, decision_rule, telling_rule, work_of

__all__ = [
    "ASK_FORM", "STEP_DOWN_FORM", "TAKE_IN_FORM", "ContactNotFound", "LinkState", "PersonMatches", "WorkRow",
    "contacts_of_family", "count_waiting", "decision_rule", "duty_lines", "earlier_contacts",
    "families_of_contact", "get_contact", "get_import", "get_link", "get_own_request", "get_sent_by_draft",
    "known_to_contact", "link_of_draft", "list_begun", "list_imports", "list_moves", "list_outcomes_to_tell",
    "list_own_requests", "list_passed_on", "list_waiting", "matches_of", "social_care_teams", "state_of_link",
    "telling_rule", "told_of", "work_of",
]
