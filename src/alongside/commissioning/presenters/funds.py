"""How funds, the ledger, statements, moves and limits read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.foundation.components.presenters import say_day

from .. import rules
from ..rules import costing
from .wording import number, percent, pounds, short_pounds

if TYPE_CHECKING:
    from ..queries.money import FundYear, Statement
    from ..rules.timing import Forecast

FUND_COLUMNS = ["Fund", "Whose", number("Budget"), number("Paid"), number("Committed"), number("Free")]
YEAR_COLUMNS = ["Year", number("Put in"), number("Moved"), number("Paid"), number("Committed"), number("Free")]
LEDGER_COLUMNS = ["Day", "What", "Account", number("Amount"), "By"]
VIREMENT_COLUMNS = ["From", "To", number("Amount"), "Why", "Where it stands"]
LIMIT_COLUMNS = ["Who", number("Most at a time"), number("Most in a year"), number("Approved this year"), "Since"]


def fund_row(standing: FundYear) -> list:
    """One fund in the list of funds."""
    fund = standing.fund
    return [
        {"text": fund.name, "href": reverse("commissioning:fund", args=[fund.reference]) + f"?year={standing.year}"},
        f"{rules.FUND_KIND_WORDS[fund.kind]}, held by {fund.holder.name}",
        pounds(standing.budget),
        pounds(standing.spent),
        pounds(standing.committed),
        pounds(standing.free),
    ]


def total_row(all_of: list[FundYear]) -> list:
    """All funds together."""
    return [
        "All funds",
        "",
        pounds(sum(one.budget for one in all_of)),
        pounds(sum(one.spent for one in all_of)),
        pounds(sum(one.committed for one in all_of)),
        pounds(sum(one.free for one in all_of)),
    ]


@dataclass(frozen=True)
class FundPage:
    """A fund in one year: its money, where it is heading, its partners and its other years."""

    name: str
    reference: str
    purpose: str
    about: str
    year: int
    year_words: str
    figures: list[dict]
    bars: list[dict]
    forecast_words: str
    forecast_rule: str
    is_underspend: bool
    partner_rows: list[list]
    year_rows: list[list]

    @classmethod
    def of(
        cls, standing: FundYear, *, years: list[FundYear], partners: list, forecast: Forecast, today: date
    ) -> FundPage:
        fund = standing.fund
        return cls(
            name=fund.name,
            reference=fund.reference,
            purpose=fund.purpose,
            about=f"{rules.FUND_KIND_WORDS[fund.kind]}, held by {fund.holder.name}",
            year=standing.year,
            year_words=rules.year_words(standing.year),
            figures=[
                {"key": "Put in by partners", "value": pounds(standing.put_in)},
                {"key": "Moved from other funds and years", "value": pounds(standing.moved)},
                {"key": "Budget", "value": pounds(standing.budget)},
                {"key": "Paid", "value": pounds(standing.spent)},
                {"key": "Committed and not yet paid", "value": pounds(standing.committed)},
                {"key": "Free to commit", "value": pounds(standing.free)},
            ],
            bars=[
                {"label": words, "value": amount // 100, "words": short_pounds(amount)}
                for words, amount in (
                    ("Paid", standing.spent),
                    ("Committed", standing.committed),
                    ("Free", standing.free),
                )
            ],
            forecast_words=_forecast_words(standing, forecast, today),
            forecast_rule=(
                "Paid, and what is committed at the pace at which money planned so far was really paid."
                if forecast.used_pace
                else "Paid, and all that is committed: it is too early to see a pace."
            ),
            is_underspend=forecast.left > 0 and standing.budget > 0,
            partner_rows=[_partner(fund, standing.year, agency, amount) for agency, amount in partners],
            year_rows=[_year_row(one) for one in years],
        )


def _forecast_words(standing: FundYear, forecast: Forecast, today: date) -> str:
    last = costing.last_day_of(standing.year)
    if today > last:
        return f"{rules.year_words(standing.year)} is over: {short_pounds(forecast.left)} was not used."
    return (
        f"By {say_day(last)} {short_pounds(forecast.in_all)} will have been paid, and {short_pounds(forecast.left)} of "
        f"{short_pounds(standing.budget)} will be left."
    )


def _partner(fund, year: int, agency, amount: int) -> list:
    href = reverse("commissioning:statement", args=[fund.reference, agency.slug]) + f"?year={year}"
    return [{"text": agency.name, "href": href}, pounds(amount)]


def _year_row(one: FundYear) -> list:
    href = reverse("commissioning:fund", args=[one.fund.reference]) + f"?year={one.year}"
    return [
        {"text": rules.year_words(one.year), "href": href},
        pounds(one.put_in),
        pounds(one.moved),
        pounds(one.spent),
        pounds(one.committed),
        pounds(one.free),
    ]


def ledger_row(posting) -> list:
    """One side of an entry."""
    entry, account = posting.entry, posting.account
    what = {"text": entry.words}
    if posting.package_id:
        what["href"] = reverse("commissioning:package", args=[posting.package.reference])
    kind = rules.ACCOUNT_KIND_WORDS[rules.AccountKind(account.kind)]
    return [
        say_day(entry.on),
        what,
        f"{kind} {account.agency.name}" if account.agency_id else kind,
        pounds(posting.amount),
        entry.by.name if entry.by_id else "",
    ]


@dataclass(frozen=True)
class StatementPage:
    """What a partner is sent."""

    heading: str
    fund: str
    reference: str
    agency: str
    slug: str
    year: int
    year_words: str
    rows: list[dict]
    whole_rows: list[list]

    @classmethod
    def of(cls, statement: Statement) -> StatementPage:
        whole = statement.whole
        return cls(
            heading=f"Statement for {statement.agency.name}",
            fund=statement.fund.name,
            reference=statement.fund.reference,
            agency=statement.agency.name,
            slug=statement.agency.slug,
            year=statement.year,
            year_words=rules.year_words(statement.year),
            rows=[
                {"key": "Put in", "value": pounds(statement.put_in)},
                {"key": "Part of all that was put in", "value": percent(statement.hundredths)},
                *_moved(statement),
                {"key": "Its part of what was paid", "value": pounds(statement.spent)},
                {"key": "Its part of what is committed", "value": pounds(statement.committed)},
                {"key": "Its part of what is free", "value": pounds(statement.free)},
            ],
            whole_rows=[
                ["Put in by all partners", pounds(whole.put_in)],
                ["Moved from other funds and years", pounds(whole.moved)],
                ["Paid", pounds(whole.spent)],
                ["Committed", pounds(whole.committed)],
                ["Free", pounds(whole.free)],
            ],
        )


def _moved(statement: Statement) -> list[dict]:
    """A partner's part of money moved here, which makes up what its other parts come to beside what it put in."""
    moved = statement.spent + statement.committed + statement.free - statement.put_in
    return [{"key": "Its part of what was moved from or to other funds", "value": pounds(moved)}] if moved else []


def virement_row(one, *, may_decide: bool) -> list:
    """One move of money."""
    status = {"text": rules.VIREMENT_STATUS_WORDS[rules.VirementStatus(one.status)]}
    if one.status == rules.VirementStatus.ASKED and may_decide:
        status["href"] = reverse("commissioning:decide_virement", args=[one.id])
    return [
        f"{one.from_fund.name} {rules.year_words(one.from_year)}",
        f"{one.to_fund.name} {rules.year_words(one.to_year)}",
        pounds(one.amount),
        one.why,
        status,
    ]


def limit_row(limit, used: int) -> list:
    """One delegated limit."""
    return [
        f"{limit.user.name}, {limit.user.agency.name}" if limit.user.agency_id else limit.user.name,
        pounds(limit.most),
        pounds(limit.most_a_year) if limit.most_a_year else "",
        pounds(used),
        say_day(limit.from_on),
    ]
