"""Who may read about workers, and who may change what."""

from alongside.foundation.access.rules import declare

SEE = declare(
    "workforce.see",
    "See who works in which team, with their skills and languages",
    roles={
        "front-door-worker", "front-door-manager", "family-worker", "lead-professional",
        "hub-manager", "social-worker", "service-manager", "administrator",
    },
)  # fmt: skip
EDIT_TEAM = declare(
    "workforce.edit_team",
    "Change the working details of one’s team",
    roles={"hub-manager", "front-door-manager", "service-manager", "administrator"},
)
SET_SKILLS = declare("workforce.set_skills", "Set the list of skills", roles={"administrator", "service-manager"})


def may_edit_profile(by, worker) -> bool:
    """Workers keep their own details; a manager those of their teams; whoever sets the skills, anybody’s."""
    if by.id == worker.id:
        return by.may(SEE)
    if not by.may(EDIT_TEAM):
        return False
    return by.may(SET_SKILLS) or bool(by.team_ids & worker.team_ids)


def may_set_capacity(by, worker) -> bool:
    """How many families someone takes is agreed by their manager, not by themselves."""
    return by.id != worker.id and may_edit_profile(by, worker)
