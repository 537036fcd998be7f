"""Sums of a scenario in words: money and posts now and then, what was left out, and what it rests on."""

from collections.abc import Sequence
from datetime import date

from alongside.foundation.components.presenters.days import say_day
from alongside.planning.presenters.prose import HIDDEN
from alongside.planning.rules.suppression import safe_counts


def pounds(pence: int | None) -> str:
    """Whole pounds; a blank says so."""
    if pence is None:
        return "Not known"
    return f"{'−' if pence < 0 else ''}£{(abs(pence) + 50) // 100:,}"


def _sum(values) -> tuple[float, int]:
    known = [one for one in values if one is not None]
    return sum(known), len(values) - len(known)


def _change_words(say, before: tuple[float, int], after: tuple[float, int], sites: int, sites_then: int) -> str:
    """A sum now and then; where sites are missing from it no difference is claimed."""
    (now, blank), (then, blank_then) = before, after
    if blank == sites or blank_then == sites_then:
        return "Not known: nobody has written it down of these sites"
    if blank or blank_then:
        return (
            f"{say(now)} today of the {sites - blank} sites of which it is known, out of {sites}; {say(then)} in the "
            f"plan of {sites_then - blank_then}, out of {sites_then}"
        )
    return f"{say(now)} today, {say(then)} in the plan: {say(abs(now - then))} {'less' if now >= then else 'more'}."


def money_rows(answer: dict, opened: set[str]) -> list[dict]:
    now = [one for one in answer["sites"] if one["is_today"]]
    then = [one for one in answer["sites"] if one["slug"] in opened]
    rows = []
    for key, field, say in (
        ("Net cost a year", "cost", lambda value: pounds(round(value))),
        ("Staff, full-time equivalents", "staff", lambda value: f"{value:,.1f}"),
    ):
        before, after = _sum([one[field] for one in now]), _sum([one[field] for one in then])
        rows.append({"key": key, "value": _change_words(say, before, after, len(now), len(then))})
    if any(one["slug"] not in opened for one in now):
        rows.append(
            {
                "key": "What this counts",
                "value": "A site that closes saves its whole cost, the posts of those who work there among it. Closing "
                "itself, and moving people, may cost money that is not counted.",
            }
        )
    rows.append({"key": "Of which year", "value": f"Budgets and estimates of {answer['year']}"})
    return rows


def left_out(left: dict[str, int]) -> list[str]:
    said = (
        ("sites_without_cost", "sites were left out because nobody has written down what they cost"),
        ("sites_without_place", "sites were left out because they have no place on the map"),
        ("sites_without_capacity", "sites were left out because nobody knows what they hold"),
        ("areas_without_index", "areas counted each child once, because the index of need has no figure for them"),
        ("areas_without_figure", "areas counted as having no children because there is no figure for them"),
    )
    return [f"{left[key]:,} {words}." for key, words in said if left.get(key)]


def trace(answer: dict) -> list[dict]:
    return [
        {"key": "Figures as of", "value": say_day(date.fromisoformat(answer["as_of"]))},
        {"key": "Candidates looked at", "value": f"{answer['candidates']:,}"},
        {"key": "Worked out in", "value": f"{answer['seconds']:.1f} seconds, by {answer['method'] or 'the engine'}"},
        {"key": "Engine", "value": f"hinterland, version {answer['version']}"},
    ]


def shown_counts(counts: Sequence[float], whole: float, smallest: int) -> list[str]:
    """Counts of groups and of all; where small ones are hidden, no other gives them away."""
    if not smallest:
        return [f"{one:,.0f}" for one in (*counts, whole)]
    safe = safe_counts(dict(enumerate(map(round, counts))), dict.fromkeys(range(len(counts)), ""), smallest=smallest)
    return [HIDDEN if one is None else f"{one:,}" for one in (*safe.by_area.values(), safe.total)]
