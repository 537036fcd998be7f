"""Who may keep a family's chronology and documents, and who sees the family's own pages."""

from alongside.foundation.access.rules import declare
from alongside.people.access import may_see_family

SEE_RECORD = declare(
    "record.see",
    "See the whole record of a family open to one",
    roles={
        "front-door-worker",
        "front-door-manager",
        "family-worker",
        "lead-professional",
        "hub-manager",
        "social-worker",
        "service-manager",
    },
)
KEEP_CHRONOLOGY = declare(
    "record.keep_chronology",
    "Keep the curated chronology of a family",
    roles={"family-worker", "lead-professional", "hub-manager", "front-door-manager", "social-worker"},
)
KEEP_DOCUMENTS = declare(
    "record.keep_documents",
    "Add and remove documents of a family",
    roles={
        "family-worker",
        "lead-professional",
        "hub-manager",
        "front-door-worker",
        "front-door-manager",
        "social-worker",
    },
)
SEE_WHO_LOOKED = declare(
    "record.see_who_looked",
    "See who looked at a family’s record",
    roles={"hub-manager", "service-manager", "auditor", "family-worker", "lead-professional"},
)
SEE_OWN_FAMILY = declare("record.see_own_family", "See one’s own family’s plan", roles={"family-member"})


def may_keep_chronology(viewer, family) -> bool:
    """Someone who keeps chronologies, for a family open to them."""
    return viewer.may(KEEP_CHRONOLOGY) and may_see_family(viewer, family)


def may_keep_documents(viewer, family) -> bool:
    """Someone who keeps documents, for a family open to them."""
    return viewer.may(KEEP_DOCUMENTS) and may_see_family(viewer, family)
