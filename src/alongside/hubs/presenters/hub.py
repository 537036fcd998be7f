"""How one hub reads against the need of its own streets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.foundation.policy.rules import text_of

from ..rules.money import financial_year_of, forecast_line, months_of, net, year_words
from ..rules.reach import Reached, reach_by_tenth
from ..rules.sessions import KEPT_WORDS, KeptAnswer, answer_kept
from .money import amounts_table, forecast_words, whole_pounds
from .volunteers import volunteers_words

if TYPE_CHECKING:
    from alongside.cases.queries import Demand
    from alongside.places.models import Site

TOO_FEW = "Too few to show"
KEPT_TAGS = {
    KeptAnswer.KEPT: "green",
    KeptAnswer.PARTLY: "yellow",
    KeptAnswer.NOT_KEPT: "red",
    KeptAnswer.NOTHING_PLANNED: "orange",
    KeptAnswer.NOT_PROMISED: "grey",
}


def _came(number: int | None) -> str:
    return TOO_FEW if number is None else f"{number:,}"


COLUMNS_OF_HUBS = [
    "Hub",
    "Locality",
    {"text": "Net budget this year", "number": True},
    {"text": "Spent so far", "number": True},
    {"text": "Expected under (−over)", "number": True},
    {"text": "Visits so far", "number": True},
]


def _number(text: str) -> dict:
    return {"text": text, "number": True}


COLUMNS = {
    "money": ["Line", _number("Budget"), _number("So far"), _number("Expected"), "How"],
    "core": [
        "Promise", "Kept or not", _number("Planned"), _number("Held"), _number("Called off"), _number("Not recorded"),
    ],
    "reach": [
        "Tenth of England", _number("Visits"), _number("Share of visits"), _number("Children who live here"),
        _number("Share of children"),
    ],
    "streets": [
        "Area", "Code", _number("Tenth of England"), _number("Children under 5"), _number("Visits in 12 months"),
    ],
    "places": ["Place", "Kind", "Whose ground", _number("Sessions"), _number("Visits")],
}  # fmt: skip
"""The heads of the tables on a hub's page."""


def hub_row(hub: Site, forecast, *, year: int, visits: dict) -> list:
    """One hub beside the others."""
    is_forecast = forecast is not None and forecast.months_known > 0
    return [
        {"text": hub.name, "href": reverse("hubs:hub", args=[hub.slug])},
        hub.locality.name if hub.locality else "None",
        whole_pounds(forecast.budget if forecast else None),
        whole_pounds(forecast.so_far if is_forecast else None),
        whole_pounds(forecast.under if is_forecast else None),
        f"{sum(visits.values()):,}" if visits else "Not counted",
    ]


@dataclass(frozen=True)
class HubPage:
    """Demand, capacity, money, attendance, reach, the core offer kept, places and volunteers of one hub."""

    name: str
    slug: str
    site: str
    demand: list[dict]
    year: str
    forecast: str
    forecast_rule: str
    amounts: list[list]
    months: list[str]
    spent: list[dict]
    attendance: dict
    reach: list[list]
    reach_bars: list[dict]
    reach_words: str
    reach_rule: str
    streets: list[list]
    core: list[list]
    core_words: str
    core_rule: str
    places: list[list]
    places_words: str
    volunteers_words: str
    columns: dict

    @classmethod
    def of(
        cls, hub: Site, *, demand: Demand | None, forecast, outturn, attendance, reach, nowhere: int, came: int,
        streets, core, where, volunteers, today: date, weeks: int,
    ):  # fmt: skip
        """The page of one hub."""
        year = financial_year_of(today)
        months = [month for month in months_of(year) if month <= today]
        kept = sum(one.answer is KeptAnswer.KEPT for one in core)
        off = [one for one in where if one.is_off_site]
        return cls(
            name=hub.name,
            slug=hub.slug,
            site=reverse("hubs:site", args=[hub.slug]),
            demand=_demand(demand, weeks),
            year=year_words(year),
            forecast=forecast_words(forecast, year=year) if forecast else "",
            forecast_rule=str(text_of(forecast_line)),
            amounts=amounts_table(forecast) if forecast else [],
            months=[f"{month:%b}" for month in months],
            spent=_spent(months, outturn, forecast),
            attendance=_attendance(attendance),
            reach=_reach_rows(reach),
            reach_bars=[{"label": tenth_words(one.tenth), "value": one.came} for one in reach if one.came is not None],
            reach_words=reach_words(reach, nowhere=nowhere, came=came),
            reach_rule=str(text_of(reach_by_tenth)),
            streets=[_street(one) for one in streets],
            core=[_kept(one) for one in core],
            core_words=f"{kept} of {len(core)} promises kept over the latest {weeks} weeks",
            core_rule=str(text_of(answer_kept)),
            places=[_place(one) for one in where],
            places_words=_places_words(where, off),
            volunteers_words=volunteers_words(volunteers),
            columns=COLUMNS,
        )


def _demand(demand: Demand | None, weeks: int) -> list[dict]:
    if demand is None:
        return []
    each = f"{demand.helped / demand.leads:.0f} for each" if demand.leads else "no one leads a family"
    return [
        {"key": "Families waiting for a lead professional", "value": str(demand.waiting)},
        {"key": "Families being helped", "value": str(demand.helped)},
        {"key": f"Families who came in the latest {weeks} weeks", "value": str(demand.opened_lately)},
        {"key": "Lead professionals with families", "value": f"{demand.leads} ({each})"},
    ]


def _spent(months: Sequence[date], outturn, forecast) -> list[dict]:
    running, spent = 0, []
    for month in months:
        if month not in outturn:
            spent.append(None)
            continue
        running += net(outturn[month])
        spent.append(round(running / 100))
    series = [{"name": "Spent so far", "values": spent}]
    if forecast:
        even = [round(forecast.budget * (place + 1) / 12 / 100) for place in range(len(months))]
        series.append({"name": "Even budget", "values": even})
    return series if any(value is not None for value in spent) else []


def _attendance(attendance) -> dict:
    if not attendance:
        return {}
    return {
        "labels": [f"{month:%b %y}" for month in attendance],
        "series": [{"name": "Visits", "values": list(attendance.values())}],
    }


def tenth_words(tenth: int) -> str:
    if tenth == 1:
        return "1, most deprived"
    return "10, least" if tenth == 10 else str(tenth)


def share_words(percent: int | None) -> str:
    return TOO_FEW if percent is None else f"{percent} %"


def _reach_rows(reach: Sequence[Reached]) -> list[list]:
    return [
        [
            tenth_words(one.tenth),
            _came(one.came),
            share_words(one.share_of_came),
            f"{one.children:,}",
            share_words(one.share_of_children) if one.children else "0 %",
        ]
        for one in reach
    ]


def reach_words(reach: Sequence[Reached], *, nowhere: int, came: int) -> str:
    if came == 0:
        return "Nobody is written down as having come in this time, so reach cannot be told."
    if nowhere == came:
        return "Nobody who came gave an area, so reach cannot be told."
    poorest = [one for one in reach if one.tenth <= 3]
    if not any(one.children for one in poorest):
        mostly = "None of the locality’s children live in the three most deprived tenths of England."
    elif any(one.share_of_came is None for one in poorest):
        mostly = "Too few came from the three most deprived tenths to say what share they are."
    else:
        ours = sum(one.share_of_came for one in poorest)
        theirs = sum(one.share_of_children or 0 for one in poorest)
        mostly = (
            f"{ours} % of the visits that gave an area were from the three most deprived tenths of England, "
            f"where {theirs} % of the locality’s children live."
        )
    return f"{mostly} {nowhere:,} of {came:,} visits gave no area."


def _street(one) -> list:
    return [
        {
            "text": one.area.place_name or one.area.name,
            "href": reverse("places:area", args=[one.area.code]),
        },
        one.area.code,
        "No figure" if one.tenth is None else str(one.tenth),
        "No figure" if one.under_fives is None else f"{one.under_fives:,.0f}",
        _came(one.came),
    ]


def _kept(one) -> list:
    return [
        one.item.name,
        {"text": KEPT_WORDS[one.answer], "tag": KEPT_TAGS[one.answer]},
        str(one.kept.planned),
        str(one.kept.held),
        str(one.kept.cancelled),
        str(one.kept.not_recorded),
    ]


def _place(one) -> list:
    kind = "Its own building" if not one.is_off_site else ("Neutral venue" if one.is_neutral else "Off site")
    return [one.site.name, one.site.kind_name, kind, str(one.sessions), f"{one.came:,}"]


def _places_words(where, off) -> str:
    held = sum(one.sessions for one in where)
    if not held:
        return "No session is on record in this time."
    away = sum(one.sessions for one in off)
    neutral = sum(one.sessions for one in off if one.is_neutral)
    return f"{away} of {held} sessions were held off site, {neutral} of them in neutral venues."
