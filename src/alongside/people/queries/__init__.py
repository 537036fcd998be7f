"""Finding people and families, and reading what is known of them."""

from .facts import KnownFact, known_facts
from .families import (
    FamilyNotFound,
    PersonNotFound,
    address_of,
    families_about,
    families_of,
    family_members,
    get_family,
    get_person,
    household_of,
    list_addresses,
    list_agencies,
    list_agreements,
    list_other_names,
    list_relationships,
    list_sharing_bases,
    open_family_ids,
)
from .found import Found, FoundFamily
from .search import Sought, likely_people, likely_people_of_each, search_people

__all__ = [
    "FamilyNotFound",
    "Found",
    "FoundFamily",
    "KnownFact",
    "PersonNotFound",
    "Sought",
    "address_of",
    "families_about",
    "families_of",
    "family_members",
    "get_family",
    "get_person",
    "household_of",
    "known_facts",
    "likely_people",
    "likely_people_of_each",
    "list_addresses",
    "list_agencies",
    "list_agreements",
    "list_other_names",
    "list_relationships",
    "list_sharing_bases",
    "open_family_ids",
    "search_people",
]
