"""What the forms of a plan offer to choose from."""

from ..queries import WholePlan, name_of

TOGETHER = ("", "The family together")


def outcome_choices(whole: WholePlan) -> list[tuple[str, str]]:
    """Return the outcomes by key."""
    return [(one.key, one.title) for one in whole.outcomes]


def person_choices(people, *, first: tuple[str, str] = TOGETHER) -> list[tuple[str, str]]:
    """Return the people of the family, after the family as a whole."""
    return [first, *((person.reference, person.full_name) for person in people)]


def still_to_ask(people, whole: WholePlan) -> list[tuple[str, str]]:
    """Return the people of the family who are not in the team."""
    there = {one.person_id for one in whole.team_now}
    return [(person.reference, person.full_name) for person in people if person.id not in there]


def need_choices(whole: WholePlan) -> list[tuple[str, str]]:
    """Return the needs of the plan, after none in particular."""
    return [("", "None in particular"), *((str(one.position), _short(one.words)) for one in whole.needs)]


def about_choices(whole: WholePlan) -> list[tuple[str, str]]:
    """Return what an action can be for: needs, and goals that are tied to none."""
    needs = [(f"need-{one.position}", _short(one.words)) for one in whole.needs if one.status == "open"]
    goals = [(f"goal-{one.position}", f"Goal: {_short(one.words)}") for one in whole.goals if one.need_id is None]
    return needs + goals


def owner_choices(whole: WholePlan) -> list[tuple[str, str]]:
    """Return who can be asked to do something: the team, the family, or someone else by name."""
    found = []
    for one in whole.team_now:
        if one.user is not None:
            agency = f", {one.user.agency.name}" if one.user.agency else ""
            found.append((f"user-{one.user_id}", f"{one.user.name}{agency}"))
        elif one.person is not None:
            found.append((f"person-{one.person.reference}", f"{name_of(one)}, the family"))
    return [*found, ("other", "Someone else")]


def _short(words: str, most: int = 110) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
