"""Who may set up agencies, teams, people and roles."""

from alongside.foundation.access.rules import declare

SET_UP = declare("identity.set_up", "Set up agencies, teams, people and their roles", roles={"administrator"})
SET_ROLES = declare("identity.set_roles", "Change what each role may do", roles={"administrator"})
INVITE_FAMILY = declare(
    "identity.invite_family",
    "Invite a parent or young person to see their plan",
    roles={"family-worker", "lead-professional", "hub-manager"},
)
