"""What localities need, and formulas that were kept."""

from datetime import date
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery

from alongside.hubs.queries import figures_by_site
from alongside.hubs.rules.money import financial_year_of, net, year_words
from alongside.places import queries as places
from alongside.places.rules.kinds import SiteKind
from alongside.planning.access import SEE_MONEY
from alongside.planning.models import Formula
from alongside.planning.queries.counts import standing_counts
from alongside.planning.queries.series import Ground, ground_of, live_counts, vintage_of_county, when_counted
from alongside.planning.rules.counts import COUNT_WORDS, CountKind, key_of
from alongside.planning.rules.formulas import BASELINE, sources_said
from alongside.planning.rules.indicators import BEGUN_LATELY
from alongside.planning.rules.money import LocalityNeed

RURAL, POOREST_FIFTH = "Rural", 2

HANDED_OVER = (CountKind.PROTECTION, CountKind.IN_NEED)
RESTS_ON = {
    "under_5": ("population_0_4",),
    "deprived": ("population_0_15", "imd_score"),
    "poorest_fifth": ("population_0_15", "imd_decile"),
    "rural": ("population_0_15",),
}
"""The measures behind each open figure that money may follow."""
RURAL_CLASS = ("Urban and rural areas", "The class that each area was loaded with")
OWN = ("Families whose help began", "The service’s own records; small counts are not used")
BUDGETS = ("Money of hubs and centres, less what they take in", "Budgets on record")


class FormulaNotFound(LookupError):
    """No formula, or no version of it, by that name."""


def formulas_open_to(viewer) -> QuerySet[Formula]:
    """Every version of every formula, for whoever sees how money is shared out."""
    return Formula.objects.all() if viewer.may(SEE_MONEY) else Formula.objects.none()


def list_formulas(*, viewer) -> QuerySet[Formula]:
    """The latest version of every formula, by name."""
    latest = Formula.objects.filter(slug=OuterRef("slug")).values("slug").annotate(top=Max("version")).values("top")
    found = formulas_open_to(viewer).filter(version=Subquery(latest))
    return found.select_related("made_by").order_by("name", "slug")


def get_formula(*, viewer, slug: str, version: int | None = None) -> Formula:
    """One formula: the latest version, or the one asked for."""
    found = formulas_open_to(viewer).filter(slug=slug).select_related("made_by")
    if version is not None:
        found = found.filter(version=version)
    one = found.order_by("-version").first()
    if one is None:
        raise FormulaNotFound(slug)
    return one


def versions_of_formula(*, viewer, slug: str) -> QuerySet[Formula]:
    """Every version of a formula, the latest first."""
    return formulas_open_to(viewer).filter(slug=slug).select_related("made_by").order_by("-version")


def needs_of_localities(*, viewer, today: date) -> list[LocalityNeed]:
    """Each active locality with what our data say it has, and this year’s budgets of its hub and centres.

    What is not in our data is None; a locality without a budget on record has nothing. For whoever sees how money is
    shared out.
    """
    if not viewer.may(SEE_MONEY):
        return []
    budgets = _budgets(viewer, today)
    ground = ground_of()
    children = places.statistics("population_0_15")
    score, tenth = places.statistics("imd_score"), places.statistics("imd_decile")
    rural = {one.code for one in ground.areas if one.urban_rural.title() == RURAL}
    series = {
        "under_5": places.statistics("population_0_4"),
        "deprived": _times(children, score),
        "poorest_fifth": _only(children, {code for code, one in tenth.items() if (one or 10) <= POOREST_FIFTH}, tenth),
        "rural": _only(children, rural, children),
    }
    handed = _handed_over(ground, today)
    helped = live_counts(BEGUN_LATELY, ground=ground, today=today).by_group
    return [
        LocalityNeed(
            one.slug,
            one.name,
            one.hub_site.name if one.hub_site else "",
            {key: _sum(values, ground, one.slug) for key, values in series.items()}
            | {"helped": helped.get(one.slug)}
            | {str(kind): handed.get(kind, {}).get(one.slug) for kind in HANDED_OVER},
            max(0, budgets.get(one.slug, 0)),
        )
        for one in places.list_localities()
    ]


def sources_of_needs(
    *, viewer, known: list[LocalityNeed], said: list[LocalityNeed], today: date
) -> list[dict[str, Any]]:
    """Where the figures of a formula come from: what they were filled in from today, and what was typed in instead."""
    if not viewer.may(SEE_MONEY):
        return []
    areas = vintage_of_county()
    measures = {one.key: one for one in places.list_measures()}
    held = [
        _source(factor, one.name, one.source, places.latest_period(key), areas)
        for factor, keys in RESTS_ON.items() for key in keys if (one := measures.get(key))
    ]  # fmt: skip
    held.append(_source("rural", *RURAL_CLASS, "", areas))
    held.append(_source("helped", *OWN, when_counted(BEGUN_LATELY, today), areas))
    held += [_source(kind, COUNT_WORDS[kind], one.source, one.as_of.isoformat(), areas)
             for kind, one in standing_counts(areas).items() if kind in HANDED_OVER]  # fmt: skip
    held.append(_source(BASELINE, *BUDGETS, year_words(financial_year_of(today)), ""))
    return sources_said(held, known=known, said=said, on=today)


def _source(of: str, what: str, source: str, when: str, areas: str) -> dict[str, Any]:
    return {"of": str(of), "what": what, "source": source, "when": when, "areas": areas}


def _handed_over(ground: Ground, today: date) -> dict[CountKind, dict]:
    """What social care counted, by locality, where it was taken in; a small count stays to be typed in."""
    held = standing_counts(vintage_of_county())
    return {
        kind: live_counts(key_of(kind), ground=ground, today=today).by_group for kind in HANDED_OVER if kind in held
    }


def _budgets(viewer, today: date) -> dict[str, int]:
    """What the hubs and centres of each locality may spend this financial year, less what they take in."""
    sites = {
        one.id: one.locality.slug
        for kind in (SiteKind.HUB, SiteKind.CHILDRENS_CENTRE)
        for one in places.list_sites(kind=kind)
        if one.locality
    }
    found: dict[str, int] = {}
    lines_of = figures_by_site(viewer=viewer, sites=sites, year=financial_year_of(today))
    for site, lines in lines_of.items():
        found[sites[site]] = found.get(sites[site], 0) + net(lines)
    return found


def _times(children, score) -> dict[str, float | None]:
    return {
        area: None if count is None or score[area] is None else count * score[area]
        for area, count in children.items()
        if area in score
    }


def _only(children, inside: set[str], known) -> dict[str, float | None]:
    return {area: (count if area in inside else 0) for area, count in children.items() if area in known}


def _sum(values: dict[str, float | None], ground: Ground, slug: str) -> float | None:
    """The sum over a locality; nothing when any of its areas is not known."""
    areas = [area for area, own in ground.locality_of.items() if own == slug]
    figures = [values.get(area) for area in areas]
    if not figures or any(one is None for one in figures):
        return None
    return round(sum(one for one in figures if one is not None), 3)
