"""Who may change local policies."""

from alongside.foundation.access.rules import declare

CHANGE_POLICIES = declare("policy.change", "Change local policies", roles={"administrator", "service-manager"})
