"""How a candidate site reads: its figures, and its building with what is known, from whom and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.foundation.components.presenters.days import say_day

from ..rules.facts import QUESTIONS, STANDING_WORDS, FactKind, HubsPolicy, Standing, answer_words, is_stale
from ..rules.money import financial_year_of, year_words
from ..rules.sessions import KEPT_WORDS
from .hub import COLUMNS, KEPT_TAGS, TOO_FEW, reach_words, share_words, tenth_words
from .money import amounts_table, forecast_words, months_table, whole_pounds, years_table
from .volunteers import volunteers_words

if TYPE_CHECKING:
    from alongside.places.models import Site

    from ..models import SiteFact
    from ..queries import HeldThere, KeptHere, Volunteering
    from ..rules.reach import Reached

COLUMNS_OF_SITES = [
    "Site",
    "Kind",
    "Locality",
    {"text": "Net cost this year", "number": True},
    {"text": "Visits in 12 months", "number": True},
    {"text": "Families it can serve", "number": True},
    "Condition",
    "Alternatives",
]


COLUMNS_OF_YEARS = [
    "Year",
    {"text": "Net budget", "number": True},
    {"text": "Net outturn", "number": True},
    {"text": "Visits", "number": True},
    {"text": "Cost of a visit", "number": True},
]


def site_row(site: Site) -> list:
    """One candidate in the list."""
    return [
        {"text": site.name, "href": reverse("hubs:site", args=[site.slug])},
        site.kind_name,
        site.locality.name if site.locality else "None",
        whole_pounds(site.net_cost),
        "Not counted" if site.visits is None else f"{site.visits:,}",
        "Not asked" if site.capacity is None else f"{site.capacity:,.0f}",
        site.condition or "Not asked",
        STANDING_WORDS[Standing(site.is_asked_alternatives or Standing.NOT_ASKED)],
    ]


FILE_HEADER = (
    "site", "name", "kind", "locality", "postcode", "easting", "northing", "net_cost_pounds", "visits_12_months",
    "families_a_year", "condition", "staff_fte", "alternatives", "income_pounds", "sessions_12_months",
    "freehold_or_lease", "present_use", "alternatives_in_words", "largest_room_holds", "getting_in",
)  # fmt: skip


def sites_as_file(sites: Iterable[Site]) -> tuple[Sequence[str], list[list]]:
    """Every candidate as rows of a file; a blank stays blank."""
    rows = [
        [
            one.slug, one.name, one.kind_name, one.locality.name if one.locality else "", one.postcode, one.easting,
            one.northing, "" if one.net_cost is None else f"{one.net_cost / 100:.2f}", one.visits, _bare(one.capacity),
            one.condition, _bare(one.staff), STANDING_WORDS[Standing(one.is_asked_alternatives or Standing.NOT_ASKED)],
            "" if one.income is None else f"{one.income / 100:.2f}", one.sessions_held or 0, one.tenure,
            one.present_use, one.alternatives, _bare(one.largest_room), one.getting_in,
        ]
        for one in sites
    ]  # fmt: skip
    return FILE_HEADER, rows


def _bare(number: Decimal | None) -> str:
    """A number for a file: without noughts that say nothing."""
    return "" if number is None else f"{number:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class FactLine:
    """What stands to one question about a building."""

    label: str
    answer: str
    is_blank: bool
    whence: str
    is_stale: bool
    before: list[str]
    href: str

    @classmethod
    def of(cls, site: Site, kind: FactKind, answers: Sequence[SiteFact], *, today: date, policy: HubsPolicy):
        """The latest answer, with the earlier ones below it."""
        latest = answers[0] if answers else None
        return cls(
            label=QUESTIONS[kind].words,
            answer=_answer(latest, kind),
            is_blank=latest is None or latest.standing != Standing.KNOWN,
            whence=f"{latest.source}, {say_day(latest.as_of)}" if latest else "",
            is_stale=latest is not None and is_stale(as_of=latest.as_of, today=today, policy=policy),
            before=[f"{_answer(one, kind)} ({one.source}, {say_day(one.as_of)})" for one in answers[1:]],
            href=reverse("hubs:state_fact", args=[site.slug, kind]),
        )


def _answer(fact: SiteFact | None, kind: FactKind) -> str:
    if fact is None:
        return STANDING_WORDS[Standing.NOT_ASKED]
    return answer_words(kind, standing=fact.standing, words=fact.words, number=fact.number)


COLUMNS_OF_SESSIONS = ["Session", "Of", {"text": "Times held", "number": True}, {"text": "Came", "number": True}]


COLUMNS_OF_REACH = [
    "Tenth of England", {"text": "Share of visits", "number": True}, {"text": "Children who live here", "number": True},
]  # fmt: skip


def _reach_rows(reach: Sequence[Reached]) -> list[list[str]]:
    """Shares only: numbers beside those of the hub would give away the small ones of another place."""
    return [
        [
            tenth_words(one.tenth),
            share_words(one.share_of_came),
            share_words(one.share_of_children) if one.children else "0 %",
        ]
        for one in reach
    ]


def _held(found: Sequence[HeldThere], policy: HubsPolicy) -> list[list[str]]:
    return [
        [one.session, one.hub, f"{one.held:,}", TOO_FEW if 0 < one.came < policy.smallest_count else f"{one.came:,}"]
        for one in found
    ]


COLUMNS_OF_CORE = [
    "Promise of the core offer", "Session", "Of", "Kept or not", {"text": "Planned", "number": True},
    {"text": "Held", "number": True}, {"text": "Called off", "number": True}, {"text": "Not recorded", "number": True},
]  # fmt: skip


def _core(found: Sequence[KeptHere]) -> list[list]:
    return [
        [
            one.promise, one.session, one.hub, {"text": KEPT_WORDS[one.answer], "tag": KEPT_TAGS[one.answer]},
            str(one.kept.planned), str(one.kept.held), str(one.kept.cancelled), str(one.kept.not_recorded),
        ]
        for one in found
    ]  # fmt: skip


@dataclass(frozen=True)
class SitePage:
    """One candidate site: what it costs, who uses it, and what is known of the building."""

    name: str
    slug: str
    about: str
    facts: list[FactLine]
    lines: list[list]
    columns_of_lines: list
    sessions: list[list]
    columns_of_sessions: list
    core: list[list]
    columns_of_core: list
    core_weeks: int
    forecast: str
    reach: list[list]
    reach_words: str
    columns_of_reach: list
    years: list[list]
    columns_of_years: list
    months: list[dict]
    year: int
    year_words: str
    next_year: int
    next_year_words: str
    is_hub: bool
    volunteers_words: str

    @classmethod
    def of(
        cls, site: Site, *, answers, forecast, held, core, years, outturn, footfall, reach, today: date,
        volunteers: Volunteering, policy: HubsPolicy, is_hub: bool,
    ):  # fmt: skip
        """The page of one site."""
        year = financial_year_of(today)
        by_kind = {kind: [one for one in answers if one.kind == kind] for kind in FactKind}
        place = f" in {site.locality.name}" if site.locality else ""
        months = [
            {
                "month": f"{month:%B %Y}",
                "net": cost,
                "visits": visits,
                "href": reverse("hubs:record_month", args=[site.slug, f"{month:%Y-%m}"]),
            }
            for month, cost, visits in months_table(year, outturn, footfall)
            if month <= today
        ]
        return cls(
            name=site.name,
            slug=site.slug,
            about=f"{site.kind_name}{place}",
            facts=[FactLine.of(site, kind, by_kind[kind], today=today, policy=policy) for kind in FactKind],
            lines=amounts_table(forecast) if forecast else [],
            columns_of_lines=COLUMNS["money"],
            sessions=_held(held, policy),
            columns_of_sessions=COLUMNS_OF_SESSIONS,
            core=_core(core),
            columns_of_core=COLUMNS_OF_CORE,
            core_weeks=policy.weeks_looked_at,
            forecast=forecast_words(forecast, year=year) if forecast else "",
            reach=_reach_rows(reach[0]) if reach[1] < reach[2] else [],
            reach_words=reach_words(reach[0], nowhere=reach[1], came=reach[2]) if held else "",
            columns_of_reach=COLUMNS_OF_REACH,
            years=years_table(years),
            columns_of_years=COLUMNS_OF_YEARS,
            months=months,
            year=year,
            year_words=year_words(year),
            next_year=year + 1,
            next_year_words=year_words(year + 1),
            is_hub=is_hub,
            volunteers_words=volunteers_words(volunteers),
        )
