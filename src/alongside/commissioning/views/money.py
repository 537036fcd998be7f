"""Funds, the ledger, statements, moves of money and delegated limits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.documents.views import csv_answer

from .. import access, actions, forms, rules
from ..presenters import funds as presenters
from ..presenters.wording import number, short_pounds
from ..queries import money
from .finding import found_or_404, fund_or_404, year_asked
from .verbs import Verb, verb_page

FUNDS = {"back_words": "Funds"}


@opens_to(access.SEE_MONEY)
def list_funds(request: HttpRequest) -> HttpResponse:
    """Every fund with its money of a year."""
    year = year_asked(request)
    standing = money.list_funds(year=year)
    return render(
        request,
        "commissioning/funds.html",
        {
            "year": rules.year_words(year),
            "years": [(one, words, one == year) for one, words in forms.years_about(timezone.localdate())],
            "columns": presenters.FUND_COLUMNS,
            "rows": [presenters.fund_row(one) for one in standing],
            "total": presenters.total_row(standing) if len(standing) > 1 else None,
            "may_keep": request.user.may(access.KEEP_FUNDS),
            "may_move": request.user.may(access.MOVE_MONEY),
        },
    )


@opens_to(access.SEE_MONEY)
def fund(request: HttpRequest, reference: str) -> HttpResponse:
    """One fund in a year."""
    found, year, today = fund_or_404(request, reference), year_asked(request), timezone.localdate()
    standing = money.fund_year(fund=found, year=year)
    page = presenters.FundPage.of(
        standing,
        years=money.years_of(found),
        partners=money.put_in_by(fund=found, year=year),
        forecast=money.forecast_of(standing=standing, today=today),
        today=today,
    )
    return render(
        request,
        "commissioning/fund.html",
        {
            "page": page,
            "partner_columns": ["Partner", number("Put in")],
            "year_columns": presenters.YEAR_COLUMNS,
            "may_keep": request.user.may(access.KEEP_FUNDS),
            "may_move": request.user.may(access.MOVE_MONEY),
        },
    )


@opens_to(access.SEE_MONEY)
def ledger(request: HttpRequest, reference: str) -> HttpResponse:
    """What was posted to a fund's year, the latest first."""
    found, year = fund_or_404(request, reference), year_asked(request)
    page = money.list_ledger(
        fund=found, year=year, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    return render(
        request,
        "commissioning/ledger.html",
        {
            "fund": found,
            "year": year,
            "year_words": rules.year_words(year),
            "page": page,
            "columns": presenters.LEDGER_COLUMNS,
            "rows": [presenters.ledger_row(one) for one in page.rows],
        },
    )


@opens_to(access.SEE_MONEY)
def ledger_file(request: HttpRequest, reference: str) -> HttpResponse:
    """Every posting of a fund's year, as a file."""
    found, year = fund_or_404(request, reference), year_asked(request)

    def rows():
        yield ["Entry", "Day", "Kind", "Account", "Partner", "Package", "Words", "Pence"]
        for one in money.export_ledger(fund=found, year=year):
            entry, account = one.entry, one.account
            yield [
                entry.id, entry.on, entry.kind, account.kind, account.agency.name if account.agency_id else "",
                one.package.reference if one.package_id else "", entry.words, one.amount,
            ]  # fmt: skip

    return csv_answer(rows(), f"{found.reference}-{rules.year_words(year)}.csv", is_long=True)


@opens_to(access.SEE_MONEY)
def statement(request: HttpRequest, reference: str, slug: str) -> HttpResponse:
    """A partner's statement for a year, fit to print."""
    found, year = fund_or_404(request, reference), year_asked(request)
    made = found_or_404(money.statement_of(fund=found, year=year, agency_slug=slug))
    return render(
        request,
        "commissioning/statement.html",
        {
            "page": presenters.StatementPage.of(made),
            "columns": ["The whole fund", number("Amount")],
            "today": timezone.localdate(),
        },
    )


@opens_to(access.KEEP_FUNDS)
def open_fund(request: HttpRequest) -> HttpResponse:
    """Open a fund."""
    agencies = {one.slug: one for one in money.list_agencies()}

    def act(typed, who):
        return actions.open_fund(
            name=typed["name"],
            purpose=typed["purpose"],
            kind=rules.FundKind(typed["kind"]),
            stream=rules.Stream(typed["stream"]),
            holder=agencies[typed["holder"]],
            id=typed["new"],
            **who,
        )

    return verb_page(
        request,
        Verb(
            name="open_fund",
            form=forms.OpenFund,
            act=act,
            title="Open a fund",
            button="Open the fund",
            done="The fund is open. Record what partners put in",
            back=reverse("commissioning:funds"),
            **FUNDS,
            choices={"holder": [("", "Choose an agency"), *((slug, one.name) for slug, one in agencies.items())]},
            then=lambda made: reverse("commissioning:fund", args=[made.reference]),
        ),
    )


@opens_to(access.KEEP_FUNDS)
def contribute(request: HttpRequest, reference: str) -> HttpResponse:
    """Record what a partner puts in."""
    found = fund_or_404(request, reference)
    agencies = {one.slug: one for one in money.list_agencies()}
    if found.kind == rules.FundKind.SINGLE:
        agencies = {found.holder.slug: found.holder}

    def act(typed, who):
        sign = 1 if typed["direction"] == "in" else -1
        actions.contribute(
            fund=found,
            agency=agencies[typed["agency"]],
            year=typed["year"],
            amount=sign * typed["amount"],
            words=typed["words"],
            on=timezone.localdate(),
            key=typed["new"],
            **who,
        )

    return verb_page(
        request,
        Verb(
            name="contribute",
            form=forms.Contribute,
            act=act,
            about=reference,
            caption=found.name,
            title="What a partner puts in",
            button="Record it",
            done="It is in the ledger",
            back=reverse("commissioning:fund", args=[reference]),
            back_words=found.name,
            initial={"year": year_asked(request), "direction": "in"},
            choices={
                "agency": [(slug, one.name) for slug, one in agencies.items()],
                "year": forms.years_about(timezone.localdate()),
            },
        ),
    )


@opens_to(access.SEE_MONEY)
def list_virements(request: HttpRequest) -> HttpResponse:
    """Moves of money between funds and years."""
    may_move = request.user.may(access.MOVE_MONEY)
    return render(
        request,
        "commissioning/virements.html",
        {
            "columns": presenters.VIREMENT_COLUMNS,
            "rows": [presenters.virement_row(one, may_decide=may_move) for one in money.list_virements()],
            "may_move": may_move,
        },
    )


@opens_to(access.MOVE_MONEY)
def ask_virement(request: HttpRequest) -> HttpResponse:
    """Ask for money to be moved."""

    def act(typed, who):
        return actions.ask_virement(
            from_fund=found_or_404(money.find_fund(typed["from_fund"])),
            from_year=typed["from_year"],
            to_fund=found_or_404(money.find_fund(typed["to_fund"])),
            to_year=typed["to_year"],
            amount=typed["amount"],
            why=typed["why"],
            id=typed["new"],
            **who,
        )

    funds, years = [("", "Choose a fund"), *money.choices_of_funds()], forms.years_about(timezone.localdate())
    now = rules.year_of(timezone.localdate())
    return verb_page(
        request,
        Verb(
            name="ask_virement",
            form=forms.AskVirement,
            act=act,
            title="Ask for money to be moved",
            intro="Somebody else makes the move. Money left at the year’s end is carried forward in the same way.",
            button="Ask for it",
            done="It waits for a second person",
            back=reverse("commissioning:virements"),
            back_words="Moves of money",
            choices={"from_fund": funds, "to_fund": funds, "from_year": years, "to_year": years},
            initial={"from_year": now, "to_year": now, "from_fund": request.GET.get("from", "")},
        ),
    )


@opens_to(access.MOVE_MONEY)
def decide_virement(request: HttpRequest, virement_id) -> HttpResponse:
    """Make a move that somebody else asked for."""
    found = found_or_404(money.get_virement(virement_id))

    def act(typed, who):
        return actions.decide_virement(virement=found, is_made=typed["answer"] == "made", why=typed["why"], **who)

    return verb_page(
        request,
        Verb(
            name="decide_virement",
            form=forms.DecideVirement,
            act=act,
            about=str(found.id),
            title="Make this move of money?",
            intro=f"{short_pounds(found.amount)} from {found.from_fund.name} {rules.year_words(found.from_year)} to "
            f"{found.to_fund.name} {rules.year_words(found.to_year)}.\n{found.asked_by.name} asked for it: {found.why}",
            button="Decide",
            done="It is decided",
            back=reverse("commissioning:virements"),
            back_words="Moves of money",
        ),
    )


@opens_to(access.SEE_MONEY)
def list_limits(request: HttpRequest) -> HttpResponse:
    """Who may approve how much."""
    rows = money.list_limits(today=timezone.localdate())
    return render(
        request,
        "commissioning/limits.html",
        {
            "columns": presenters.LIMIT_COLUMNS,
            "rows": [presenters.limit_row(limit, used) for limit, used in rows],
            "limits": [{"id": limit.id, "who": limit.user.name} for limit, _ in rows],
            "may_set": request.user.may(access.SET_LIMITS),
        },
    )


@opens_to(access.SET_LIMITS)
def give_limit(request: HttpRequest) -> HttpResponse:
    """Say how much someone may approve."""
    able = {str(one.id): one for one in money.approvers()}

    def act(typed, who):
        return actions.give_limit(
            user=able[typed["user"]],
            most=typed["most"],
            most_a_year=typed["most_a_year"],
            from_on=typed["from_on"],
            **who,
        )

    return verb_page(
        request,
        Verb(
            name="give_limit",
            form=forms.GiveLimit,
            act=act,
            title="Give a delegated limit",
            intro="What is measured is the whole cost of a package as it would stand, never only a change to it.",
            button="Give this limit",
            done="The limit is given",
            back=reverse("commissioning:limits"),
            back_words="Delegated limits",
            choices={"user": [("", "Choose someone"), *((key, f"{one.name}") for key, one in able.items())]},
            initial={"from_on": timezone.localdate()},
        ),
    )


@opens_to(access.SET_LIMITS)
def end_limit(request: HttpRequest, limit_id) -> HttpResponse:
    """End someone's delegated limit."""
    found = found_or_404(money.get_limit(limit_id))
    return verb_page(
        request,
        Verb(
            name="end_limit",
            form=forms.Confirm,
            act=lambda typed, who: actions.end_limit(limit=found, today=timezone.localdate(), **who),
            about=str(found.id),
            title=f"End the limit of {found.user.name}?",
            intro="What they approved stands.",
            button="End it",
            kind="warning",
            done="The limit has ended",
            back=reverse("commissioning:limits"),
            back_words="Delegated limits",
        ),
    )
