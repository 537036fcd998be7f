"""Who may set up places. Places themselves are open to everyone who works for an agency."""

from alongside.foundation.access.rules import declare

MANAGE = declare(
    "places.manage", "Set localities, hubs and sites, and load a county",
    roles={"administrator", "service-manager"},
)  # fmt: skip


def may_manage_places(by) -> bool:
    """Whether someone may set localities, hubs and sites. The system itself may: it is told to."""
    return by is None or by.may(MANAGE)
