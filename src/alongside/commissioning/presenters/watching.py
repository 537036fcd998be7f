"""How payments, reviews due, unmet need and savings read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from alongside.foundation.components.presenters import DuePresenter, say_day

from .. import rules
from ..rules.evidence import FEWEST
from ..rules.matching import ROW_STATUS_WORDS, RowStatus
from .lists import _where
from .wording import number, pounds, short_pounds

FILE_COLUMNS = ["File", "Brought in", number("Rows"), number("Paid"), number("To resolve"), number("Sent back")]
ROW_COLUMNS = [number("Row"), "Invoice", "Provider", "Package", "Day", number("Amount"), "What became of it"]
REVIEW_COLUMNS = ["Package", "For", "Review", "Due"]
PAST_COLUMNS = ["Package", "For", "Last day"]
CONTRACT_COLUMNS = ["Contract", "Provider", "Ends", number("Packages that run on")]
ROW_TAGS = {RowStatus.POSTED: "green", RowStatus.MISMATCH: "yellow", RowStatus.REJECTED: "grey"}


def file_row(file, counts: dict) -> list:
    """One file in the list."""
    return [
        {"text": file.name, "href": reverse("commissioning:payment_file", args=[file.id])},
        f"{say_day(file.brought_at.date())} by {file.brought_by.name}",
        str(file.rows_read),
        *(str(counts.get(status, 0)) for status in (RowStatus.POSTED, RowStatus.MISMATCH, RowStatus.REJECTED)),
    ]


def actuals_row(row, *, may_pay: bool) -> list:
    """One payment of a file."""
    status = RowStatus(row.status)
    became = {"text": ROW_STATUS_WORDS[status], "tag": ROW_TAGS[status]}
    if status is RowStatus.MISMATCH:
        became = {"text": row.problems.replace("\n", ". ")}
        if may_pay:
            became["href"] = reverse("commissioning:resolve_row", args=[row.file_id, row.number])
    package = {"text": row.package_reference}
    if row.package_id:
        package["href"] = reverse("commissioning:package", args=[row.package.reference])
    return [
        str(row.number), row.invoice, row.provider_name, package, say_day(row.paid_on), pounds(row.amount), became,
    ]  # fmt: skip


def line_choice(line, *, is_open: bool) -> str:
    """A line in a choice, named only to those to whom the record is open."""
    return f"{line.what} ({line.provider.name})" if is_open else line.provider.name


def _whose(package, is_open: frozenset) -> str:
    return package.case.family.name if package.case.family_id in is_open else _where(package)


def _link(package) -> dict:
    return {"text": package.reference, "href": reverse("commissioning:package", args=[package.reference])}


def review_row(package, *, today: date, is_open: frozenset) -> list:
    """A package whose review is due."""
    words = rules.REVIEW_KIND_WORDS[rules.ReviewKind(package.review_kind)]
    return [
        _link(package),
        _whose(package, is_open),
        words,
        {"due": DuePresenter.of(package.review_due_on, today=today)},
    ]


def past_row(package, *, is_open: frozenset) -> list:
    """A package past its last day."""
    return [_link(package), _whose(package, is_open), say_day(package.ends_on)]


def contract_row(contract, packages: int) -> list:
    """A contract that ends before the help does."""
    provider = contract.provider
    return [
        contract.title,
        {"text": provider.name, "href": reverse("commissioning:provider", args=[provider.reference])},
        say_day(contract.ends_on),
        str(packages),
    ]


@dataclass(frozen=True)
class OverviewPage:
    """What commissioners look at: unmet need, cost and outcome, savings."""

    bars: list[dict]
    place_columns: list
    place_rows: list[list]
    why_columns: list
    why_rows: list[list]
    service_columns: list
    service_rows: list[list]
    outcome_columns: list
    outcome_rows: list[list]
    saving_columns: list
    saving_rows: list[list]
    saving_sums: list[dict]

    @classmethod
    def of(cls, *, unmet, services, outcomes, savings, by_status, may_check: bool, viewer) -> OverviewPage:
        places, reasons = _counted(unmet)
        return cls(
            bars=[{"label": place, "value": n, "words": str(n)} for place, n in places.most_common() if n >= FEWEST],
            place_columns=["Locality", number("Times")],
            place_rows=[[place, _few(n)] for place, n in places.most_common()],
            why_columns=["Why", number("Times")],
            why_rows=[[rules.WHY_NOT_WORDS[rules.WhyNot(why)], _few(n)] for why, n in reasons.most_common()],
            service_columns=["Service", number("Times")],
            service_rows=[
                [{"text": name, "href": reverse("commissioning:service", args=[slug])}, _few(n)]
                for name, slug, n in services
            ],
            outcome_columns=[
                "Outcome", number("Packages"), number("Cost"), number("Scales read twice"), number("Came further"),
            ],
            outcome_rows=[
                [title, str(n), pounds(cost), *_came(read, better)] for title, n, cost, read, better in outcomes
            ],
            saving_columns=["What", number("In the year"), "Method", "Status", "Claimed by"],
            saving_rows=[_saving(one, may_check and one.claimed_by_id != viewer.id) for one in savings],
            saving_sums=[
                {"key": words, "value": short_pounds(by_status.get(status, 0))}
                for status, words in rules.SAVING_STATUS_WORDS.items()
            ],
        )  # fmt: skip


def _counted(unmet) -> tuple[Counter, Counter]:
    """How often help could not be had, by place and by reason."""
    places, reasons = Counter(), Counter()
    for place, why, n in unmet:
        places[place or "No locality"] += n
        reasons[why] += n
    return places, reasons


def _few(count: int) -> str:
    """A count, unless it is so small that a family could be recognised."""
    return str(count) if count >= FEWEST else f"Fewer than {FEWEST}"


def _came(read: int, better: int) -> tuple[str, str]:
    if read < FEWEST:
        return f"Fewer than {FEWEST}", "Too few to say"
    return str(read), str(better)


def _saving(one, may_check: bool) -> list:
    status = {"text": rules.SAVING_STATUS_WORDS[rules.SavingStatus(one.status)]}
    if may_check and one.status in {rules.SavingStatus.CLAIMED, rules.SavingStatus.CHECKED}:
        status["href"] = reverse("commissioning:check_saving", args=[one.id])
    return [
        one.title,
        pounds(one.amount),
        rules.SAVING_METHOD_WORDS[rules.SavingMethod(one.method)],
        status,
        one.claimed_by.name,
    ]
