"""Giving and ending grants, opening a record beyond them, sealing a record, and the shipped roles."""

from .granting import end_grants, give_grant, keep_as_one
from .opening import OpeningRefused, open_beyond_grants, review_opening
from .roles import ensure_roles
from .sealing import SealRefused, add_name, lift_seal, look_at_seal, seal, take_name

__all__ = [
    "OpeningRefused",
    "SealRefused",
    "add_name",
    "end_grants",
    "ensure_roles",
    "give_grant",
    "keep_as_one",
    "lift_seal",
    "look_at_seal",
    "open_beyond_grants",
    "review_opening",
    "seal",
    "take_name",
]
