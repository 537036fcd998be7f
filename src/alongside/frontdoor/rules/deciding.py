"""What the front door can answer, at which level of need, and what each answer needs."""

from enum import StrEnum

from alongside.cases.rules import Level


class Outcome(StrEnum):
    """What the front door did about a contact."""

    INFORMATION = "information"
    ONE_AGENCY = "one_agency"
    ASSESSMENT = "assessment"
    PANEL = "panel"
    STEP_UP = "step_up"
    NO_ACTION = "no_action"


OUTCOME_WORDS = {
    Outcome.INFORMATION: "Information and advice",
    Outcome.ONE_AGENCY: "One agency helps",
    Outcome.ASSESSMENT: "Early help assessment",
    Outcome.PANEL: "To a panel",
    Outcome.STEP_UP: "Step up to social care",
    Outcome.NO_ACTION: "No further action",
}

OUTCOME_HINTS = {
    Outcome.INFORMATION: "The referrer or the family is pointed to help; no case opens",
    Outcome.ONE_AGENCY: "One agency can meet the need; no case opens",
    Outcome.ASSESSMENT: "A case opens in the family’s hub, to be allocated to a lead professional",
    Outcome.PANEL: "A case opens, and the panel is asked who helps. Urgent help does not wait for it",
    Outcome.STEP_UP: "Social care receives all that is known here, now",
    Outcome.NO_ACTION: "Nothing more is needed; the contact stays on record",
}

OPENS_A_CASE = frozenset({Outcome.ASSESSMENT, Outcome.PANEL, Outcome.STEP_UP})

_LEVELS: dict[Outcome, frozenset[Level]] = {
    Outcome.INFORMATION: frozenset({Level.UNIVERSAL, Level.EARLY_HELP}),
    Outcome.ONE_AGENCY: frozenset({Level.UNIVERSAL, Level.EARLY_HELP}),
    Outcome.ASSESSMENT: frozenset({Level.EARLY_HELP, Level.TARGETED}),
    Outcome.PANEL: frozenset({Level.EARLY_HELP, Level.TARGETED}),
    Outcome.STEP_UP: frozenset({Level.SPECIALIST}),
    Outcome.NO_ACTION: frozenset({Level.UNIVERSAL, Level.EARLY_HELP}),
}


def levels_for(outcome: Outcome) -> frozenset[Level]:
    """Each answer belongs to some levels of need: social care to level 4, a case to levels 2 and 3.

    Source: local default (practice c3; Working Together leaves the edges to the threshold document).
    """
    return _LEVELS[outcome]


def is_level_for(outcome: Outcome, level: Level) -> bool:
    """Whether the level of need found goes with the answer given.

    Source: local default.
    """
    return level in _LEVELS[outcome]


def must_name_agency(outcome: Outcome) -> bool:
    """When one agency helps, the decision says which.

    Source: local default.
    """
    return outcome is Outcome.ONE_AGENCY


def must_name_panel(outcome: Outcome) -> bool:
    """When a panel is asked, the decision says which.

    Source: local default.
    """
    return outcome is Outcome.PANEL


def must_name_team(outcome: Outcome) -> bool:
    """When social care takes over, the decision says which of its teams.

    Source: local default.
    """
    return outcome is Outcome.STEP_UP


def needs_a_family(outcome: Outcome, *, has_match: bool) -> bool:
    """A family is recorded where a case opens or where someone told of is known already.

    Source: local default: nothing more is kept of people for whom nothing is done.
    """
    return outcome in OPENS_A_CASE or has_match


def problem_with_decision(
    outcome: Outcome, level: Level, *, has_descriptors: bool, has_agency: bool, has_panel: bool, has_team: bool
) -> str:
    """What a decision still lacks, in words fit to show; empty when nothing is.

    Source: local default: a decision explains itself by level, descriptors and reasons.
    """
    if not is_level_for(outcome, level):
        levels = " or ".join(str(int(one)) for one in sorted(_LEVELS[outcome]))
        return f"“{OUTCOME_WORDS[outcome]}” goes with level {levels}. Change the level or the answer"
    if level > Level.UNIVERSAL and not has_descriptors:
        return "Choose the descriptors of the threshold document that applied"
    if must_name_agency(outcome) and not has_agency:
        return "Choose the agency that helps"
    if must_name_panel(outcome) and not has_panel:
        return "Say which panel"
    if must_name_team(outcome) and not has_team:
        return "Choose the social care team that takes over"
    return ""
