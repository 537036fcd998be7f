"""How sure the order of options is when the weights themselves are in doubt."""

from collections.abc import Mapping, Sequence
from typing import Any

from alongside.planning.presenters.sheets import Sheet, quoted

Names = Mapping[str, str]


def weightings_words(result: Mapping[str, Any], names: Names) -> list[str]:
    """In two sentences: how often the leader is first whatever the weights, and the least change that ends it."""
    if not (told := result.get("weightings")):
        return []
    leader, draws = result["leader"], f"{told['draws']:,}"
    everywhere, near = (_share(told[which]["first"][leader]) for which in ("all", "near"))
    said = (
        f"Were the points wrong altogether: of {draws} ways to share them out, drawn by equal chance, "
        f"{quoted(names[leader])} is first in {everywhere}; of {draws} near the agreed points, in {near}."
    )
    return [said, _least_words(told["least"], names)]


def _least_words(least: Sequence[Mapping[str, Any]], names: Names) -> str:
    can = [one for one in least if one["moved"] is not None]
    if not can:
        return "No way to share out the points puts another option before it."
    nearest = min(can, key=lambda one: float(one["moved"]))
    if not nearest["moves"]:
        return f"{quoted(names[nearest['option']])} has as many points: they are first together."
    return (
        f"The least change of weights that puts another first moves {_moved(nearest['moved'])} of every 100 points: "
        f"{_moves(nearest['moves'])}. Beyond that {quoted(names[nearest['option']])} leads."
    )


def weightings_sheet(result: Mapping[str, Any], names: Names) -> list[Sheet]:
    """The table of it; none where it was published before this was worked out, or nobody leads."""
    if not (told := result.get("weightings")):
        return []
    least = {one["option"]: one for one in told["least"]}
    lines = [
        [names[key], *(_first(told[which]["first"][key], least.get(key)) for which in ("all", "near")),
         *_change(least.get(key))]
        for key in told["all"]["first"]
    ]  # fmt: skip
    numbers = ("First, over all weightings", "First, near the agreed points", "Points to move, of 100")
    columns = ["Option", *({"text": text, "number": True} for text in numbers), "Which weights, from and to"]
    return [Sheet("If all weights were in doubt", columns, lines, _note(told))]


def _note(told: Mapping[str, Any]) -> str:
    return (
        f"All options keep their order in {_share(told['all']['same_order'])} of all weightings, and in "
        f"{_share(told['near']['same_order'])} of those near the agreed points, where each criterion has between "
        f"{told['low']} and {told['high']} % of what was agreed. Both times {told['draws']:,} weightings were drawn by "
        f"equal chance (beginning from {told['seed']}, so that they are the same again): a share is true within one in "
        "a hundred. Options that are first together count in parts. The points to move are exact, and the least that "
        "bring an option level with the leader; a little more, and it is before the leader."
    )


def _share(said: str) -> str:
    value = float(said)
    if 0 < value < 1 or 99 < value < 100:
        return "under 1 %" if value < 1 else "over 99 %"
    return f"{value:.0f} %"


def _first(said: str, least: Mapping[str, Any] | None) -> str:
    never = least is not None and least["moved"] is None
    words = "never" if never else _share(said)
    return f"{words[0].upper()}{words[1:]}"


def _moved(said: str) -> str:
    return "less than 0.1" if float(said) == 0 else said


def _moves(moves: Sequence[Mapping[str, str]]) -> str:
    return ", ".join(f"{quoted(one['name'])} from {one['from']} to {one['to']}\u00a0%" for one in moves)


def _change(least: Mapping[str, Any] | None) -> list[str]:
    if least is None:
        return ["", "It leads now"]
    if least["moved"] is None:
        return ["", "None would do it"]
    if not least["moves"]:
        return ["0", "It is level already"]
    return [_moved(least["moved"]), _moves(least["moves"])]
