"""How providers, contracts, prices and records of packages read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.foundation.components.presenters import say_day

from .. import rules
from ..rules import evidence
from .wording import number, pounds, short_pounds, span

if TYPE_CHECKING:
    from ..queries.providers import Offer, ServiceView

OFFER_COLUMNS = [
    "Provider", "What", number("One costs"), "Counted in", number("Packages"), "Praise and complaints",
    "How far families came",
]  # fmt: skip
RATE_COLUMNS = ["What", number("One costs"), "Counted in", "When"]
SERVICE_COLUMNS = ["Service", number("Packages running"), number("Cost of its lines")]
RECORD_COLUMNS = ["", number("A quarter below"), number("Middle"), number("A quarter above")]


def unit_word(unit: str) -> str:
    """One unit of its kind: hour."""
    return rules.UNIT_WORDS[rules.Unit(unit)][:-1]


def contract_page(contract, *, today: date) -> dict:
    """One contract with its prices."""
    is_over = contract.ends_on < today
    return {
        "reference": contract.reference,
        "title": contract.title,
        "kind": contract.get_kind_display(),
        "when": span(contract.starts_on, contract.ends_on),
        "is_over": is_over,
        "notice": f"{contract.notice_weeks} weeks’ notice",
        "places": f"{contract.places} places at a time" if contract.places else "No limit of places",
        "rates": [
            [
                {"text": one.what, "href": reverse("commissioning:service", args=[one.service.slug])}
                if one.service_id
                else one.what,
                pounds(one.price),
                unit_word(one.unit),
                f"{say_day(one.from_on)} to {say_day(one.until_on)}"
                if one.until_on
                else f"From {say_day(one.from_on)}",
            ]
            for one in sorted(contract.rates.all(), key=lambda one: (one.what, one.from_on))
        ],
    }


def quality_note(note) -> dict:
    """One quality note in the timeline."""
    return {
        "title": note.get_kind_display(),
        "when": say_day(note.on),
        "by": note.by.name,
        "words": note.words,
    }


def offer_row(offer: Offer) -> list:
    """One offer beside the others."""
    rate = offer.rate
    provider = rate.contract.provider
    return [
        {"text": provider.name, "href": reverse("commissioning:provider", args=[provider.reference])},
        rate.what,
        pounds(rate.price),
        unit_word(rate.unit),
        str(offer.packages),
        _quality(offer),
        came_words(offer.record),
    ]


def came_words(record: evidence.Record | None) -> str:
    """How far families came, in a cell."""
    if record is None:
        return f"Fewer than {evidence.FEWEST} read twice"
    return f"{record.change.middle:+} in the middle of {record.n}"


def record_page(record: evidence.Record | None, *, count: int | None = None) -> dict:
    """The record of similar packages, with n, spread and caveats; or why there is none."""
    if record is None:
        found = "" if count is None else f" There are {count if count >= evidence.FEWEST else 'fewer than 5'} like it."
        return {"none": f"Too few packages have two readings of a family’s scale to say anything.{found}"}
    return {
        "n": record.n,
        "words": f"Of {record.n} packages with two readings, {record.better} families came further, {record.same} "
        f"stayed where they were and {record.worse} fell back. {record.without_readings} more have no second reading.",
        "rows": [
            ["Steps on the family’s own scale", *(f"{one:+}" for one in _three(record.change))],
            ["Cost of the package", *(pounds(one) for one in _three(record.cost))],
        ],
        "caveats": evidence.CAVEATS,
        "columns": RECORD_COLUMNS,
    }


def _three(spread: evidence.Spread) -> tuple[int, int, int]:
    return spread.low, spread.middle, spread.high


def service_rows(view: ServiceView) -> list[dict]:
    """A service across packages in a summary."""
    return [
        {"key": "Packages running", "value": str(view.running)},
        {"key": "Packages ended", "value": str(view.ended)},
        {"key": "Cost of its lines", "value": short_pounds(view.cost)},
        {"key": "Paid", "value": short_pounds(view.spent)},
    ]


def decision_event(one) -> dict:
    """A decision about a service in the timeline."""
    return {
        "title": rules.REVIEW_DECISION_WORDS[rules.ReviewDecision(one.decision)],
        "when": f"From {say_day(one.from_on)}",
        "by": one.by.name,
        "words": one.why,
    }


def commissioned_row(one: dict) -> list:
    """A service in the list of what is commissioned."""
    return [
        {"text": one["service__name"], "href": reverse("commissioning:service", args=[one["service__slug"]])},
        str(one["packages"]),
        pounds(one["cost"]),
    ]


def _quality(offer) -> str:
    if not offer.praise and not offer.complaints:
        return "None noted"
    number = offer.complaints
    return f"{offer.praise} of praise, {number} {'complaint or concern' if number == 1 else 'complaints or concerns'}"
