"""Who may read and set the directory. It names no family, so that everyone signed in reads it."""

from alongside.foundation.access.rules import declare

EDIT = declare(
    "directory.edit",
    "Add services to the directory and change them",
    roles={"administrator", "hub-manager", "service-manager"},
)
SET_OFFER = declare(
    "directory.set_offer",
    "Set what a hub offers and what it does not",
    roles={"administrator", "hub-manager", "service-manager"},
)
SET_CORE_OFFER = declare(
    "directory.set_core_offer",
    "Set the core offer that every hub promises",
    roles={"administrator", "service-manager"},
)


def may_set_offer(by, hub) -> bool:
    """A hub’s own manager sets its offer; whoever sets the core offer may set any hub’s."""
    if by.may(SET_CORE_OFFER):
        return True
    return by.may(SET_OFFER) and hub.team_id is not None and hub.team_id in by.team_ids
