"""Who sees the work of a whole team."""

from alongside.foundation.access.rules import declare

SEE_TEAM = declare(
    "worklists.see_team",
    "See what is due and late across one’s teams",
    roles={"hub-manager", "front-door-manager", "service-manager"},
)
