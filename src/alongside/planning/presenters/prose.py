"""What came of a scenario, in sentences."""

from collections.abc import Mapping, Sequence

from alongside.planning.rules.journeys import Comparison, Journey, compare_by, mean_kilometres, weighed_share
from alongside.planning.rules.scenarios import Weigh, Wishes, weight_of

SEEN = 0.05
"""Minutes of a mean journey that show when they are written to one place."""
HIDDEN = "Hidden"
"""In place of a number that is not shown."""
SHAPES = (
    ("Every one is in one piece.", "one_piece"),
    ("No locality is divided.", "whole_localities"),
)


def minutes(value: float | None) -> str:
    """Minutes to one place."""
    return "No children" if value is None else f"{value:.1f} min"


def share_words(value: float | None) -> str:
    if value is None:
        return ""
    return "Over 99 %" if 0.99 < value < 1 else f"{value * 100:.0f} %"


def mid(words: str) -> str:
    """Words that begin a cell, in the middle of a sentence."""
    return f"{words[:1].lower()}{words[1:]}"


def country_of(one: Journey) -> str:
    return "Rural" if one.is_rural else "Urban"


def locality_of(one: Journey) -> str:
    return one.locality or "No locality"


def tenth_of(one: Journey) -> str:
    return "No tenth known" if one.tenth is None else f"Tenth {one.tenth:02d}"


def shapes_of(wishes: Wishes, answer: dict) -> list[str]:
    """What the shape of catchments was, and who goes farther for it."""
    said = [words for words, asked in SHAPES if getattr(wishes, asked)]
    if not said:
        return []
    far = len(answer.get("farther", ()))
    what = (
        "nobody goes farther than to the nearest open site for it"
        if not far
        else (f"{far:,} {'area goes' if far == 1 else 'areas go'} farther than to the nearest open site for it")
    )
    return [f"Catchments: {' '.join(said)[0].lower()}{' '.join(said)[1:-1]}; {what}."]


def prose_of(whole: Comparison, answer: dict, opened: set[str], journeys, near: int, told: dict[str, str]) -> list[str]:
    today = {one["slug"] for one in answer["sites"] if one["is_today"]}
    closing, new = len(today - opened), len(opened - today)
    longest = max(journeys, key=lambda one: (one.after, one.code))
    longest_today = max(one.before for one in journeys)
    lines = [
        f"{len(opened)} {'site is' if len(opened) == 1 else 'sites are'} open: {len(today & opened)} of today’s "
        f"{len(today)} stay, {closing} {'closes' if closing == 1 else 'close'} and {new} "
        f"{'opens' if new == 1 else 'open'}.",
        f"The mean child’s journey {_from_to(whole.before, whole.after)}. {share_words(whole.within_after)} of the "
        f"children are within {near} minutes; today it is {mid(share_words(whole.within_before))}.",
        *_how_far(journeys),
        _who_changes(told["gain"], told["lose"]),
        f"The longest journey is {minutes(longest.after)}, from {longest.name}; today’s longest is "
        f"{minutes(longest_today)}.",
    ]
    return [*lines, *who_gains(journeys, near)]


def _how_far(journeys: Sequence[Journey]) -> list[str]:
    """The distance before and after; an answer of before distances were kept has none."""
    found = mean_kilometres(journeys)
    if found is None:
        return []
    before, after = (f"{one:.1f} km" for one in found)
    then = "as it does today" if before == after else f"today it is {before}"
    return [f"In a straight line the mean child lives {after} from the site it goes to; {then}."]


def _who_changes(gain: str, lose: str) -> str:
    """How many gain and lose; a number that the tables hide is not told in words either."""
    if gain == lose == HIDDEN:
        return "How many children gain or lose more than a minute is hidden, because the numbers are small."
    hidden = "how many {} as much is hidden, because the number is small."
    if gain == HIDDEN:
        return f"{lose} children lose more than a minute; {hidden.format('gain')}"
    if lose == HIDDEN:
        return f"{gain} children gain more than a minute; {hidden.format('lose')}"
    return f"{gain} children gain more than a minute, and {lose} lose more than a minute."


def who_gains(journeys: Sequence[Journey], near: int) -> list[str]:
    """Who gains and who loses most: by tenth of deprivation, in the country and in towns, by locality."""
    tenths = _most("tenths of deprivation", journeys, tenth_of, near)
    return [
        *(line.replace("Tenth 0", "tenth ").replace("Tenth ", "tenth ") for line in tenths),
        *_country(compare_by(journeys, country_of, within=near)),
        *_most("localities", journeys, locality_of, near),
    ]


def _most(groups: str, journeys: Sequence[Journey], label, near: int) -> list[str]:
    known = [(one.after - one.before, one.group) for one in compare_by(journeys, label, within=near) if one.children]
    if len(known) < 2:
        return []
    (least, gaining), (most, losing) = min(known), max(known)
    said = [f"{losing} loses most, {most:.1f} minutes for its mean child"] if most > SEEN else []
    if -least > SEEN:
        said.append(f"{gaining} gains most, {-least:.1f}{'' if said else ' minutes for its mean child'}")
    first = " (tenth 1 is the most deprived)" if label is tenth_of else ""
    return [f"Of the {groups}, {'; '.join(said)}{first}."] if said else []


def _country(groups: Sequence[Comparison]) -> list[str]:
    known = [one for one in groups if one.children]
    if len(known) < 2:
        return []
    rural, urban = known
    return [
        f"In rural areas the mean journey {_from_to(rural.before, rural.after)}, in urban areas it "
        f"{_from_to(urban.before, urban.after)}."
    ]


def _from_to(before: float | None, after: float | None) -> str:
    now, then = minutes(before), minutes(after)
    return f"stays at {now}" if now == then else f"goes from {now} to {then}"


NOT_TOLD = (
    "This scenario counts children of the area with the most need double. What comes of that is not told here, because "
    "the index holds counts that are not public."
)
BY = {
    Weigh.UNDER_5_BY_TENTH: "of the most deprived tenth",
    Weigh.UNDER_5_BY_NEED: "of the area with the most need",
}


def weighed(wishes: Wishes, journeys: Sequence[Journey], near: int, need: Mapping[str, float]) -> list[str]:
    """The share within reach as the scenario counts children, where it does not count each of them the same."""
    if wishes.weigh not in BY:
        return []
    weights = [weight_of(one.children, one.tenth, weigh=wishes.weigh, need=need.get(one.code)) for one in journeys]
    after, before = (
        weighed_share(weights, [getattr(one, when) for one in journeys], within=near) for when in ("after", "before")
    )
    return [
        f"This scenario counts children {BY[wishes.weigh]} double. So counted, {mid(share_words(after))} are "
        f"within {near} minutes; today it is {mid(share_words(before))}."
    ]
