"""Opening funds, what partners put in, moving money with two people, and delegated limits."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import Agency, User
from alongside.foundation.references.rules import new_id, new_reference
from alongside.values.dates import spoken_date
from alongside.values.money import Pence, format_pounds

from .. import access, rules
from ..models import Fund, Limit, Virement
from ..rules import ledger as book
from .ledger import lock_years, open_promise, open_year, post
from .refusals import CommissioningRefused


@transaction.atomic
def open_fund(
    *,
    name: str,
    purpose: str,
    kind: rules.FundKind,
    stream: rules.Stream,
    holder: Agency,
    by: User,
    at: datetime,
    id: UUID | None = None,
) -> Fund:
    """Open a fund; money comes into it by what partners put in."""
    if not by.may(access.KEEP_FUNDS):
        raise CommissioningRefused("Your role cannot open funds")
    if id is not None and (standing := Fund.objects.filter(id=id).first()):
        return standing
    if Fund.objects.filter(name__iexact=name).exists():
        raise CommissioningRefused("There is a fund of this name already")
    fund = Fund.objects.create(
        id=id or new_id(),
        reference=new_reference("FD", is_taken=lambda one: Fund.objects.filter(reference=one).exists()),
        name=name,
        purpose=purpose,
        kind=kind,
        stream=stream,
        holder=holder,
        opened_on=at.date(),
    )
    record("commissioning.fund_opened", subject=fund, by=by, at=at)
    return fund


@transaction.atomic
def contribute(
    *, fund: Fund, agency: Agency, year: int, amount: Pence, words: str, on: date, key: UUID, by: User, at: datetime
) -> None:
    """Record what a partner puts into a fund for a year; less than nought takes some back while it is free."""
    if not by.may(access.KEEP_FUNDS):
        raise CommissioningRefused("Your role cannot record what partners put in")
    if amount == 0:
        raise CommissioningRefused("Enter an amount")
    if fund.kind == rules.FundKind.SINGLE and agency.id != fund.holder_id:
        raise CommissioningRefused(f"This fund is {fund.holder.name}’s alone. Open a pooled fund to share it")
    open_promise(fund=fund, year=year, agency=agency)
    post(
        key=f"contribution:{key}",
        kind=rules.EntryKind.CONTRIBUTION,
        legs=book.contribution(fund=fund.id, year=year, agency=agency.id, amount=amount),
        on=on,
        words=f"{agency.name}: {words}",
        by=by,
        at=at,
    )
    record("commissioning.contributed", subject=fund, by=by, at=at, agency=agency.slug, year=year, amount=amount)


@transaction.atomic
def ask_virement(
    *,
    from_fund: Fund,
    from_year: int,
    to_fund: Fund,
    to_year: int,
    amount: Pence,
    why: str,
    id: UUID,
    by: User,
    at: datetime,
) -> Virement:
    """Ask for money to be moved; somebody else makes the move."""
    if not by.may(access.MOVE_MONEY):
        raise CommissioningRefused("Your role cannot move money")
    if standing := Virement.objects.filter(id=id).first():
        return standing
    if (from_fund.id, from_year) == (to_fund.id, to_year):
        raise CommissioningRefused("Choose another fund or another year to move the money to")
    if amount <= 0:
        raise CommissioningRefused("Enter an amount above nought")
    asked = Virement.objects.create(
        id=id,
        from_fund=from_fund,
        from_year=from_year,
        to_fund=to_fund,
        to_year=to_year,
        amount=amount,
        why=why,
        asked_by=by,
        asked_at=at,
    )
    record("commissioning.virement_asked", subject=asked, by=by, at=at, amount=amount)
    return asked


@transaction.atomic
def decide_virement(*, virement: Virement, is_made: bool, why: str, by: User, at: datetime) -> Virement:
    """Make the move that somebody else asked for, or refuse it."""
    virement = (
        Virement.objects.select_for_update(of=("self",)).select_related("from_fund", "to_fund").get(id=virement.id)
    )
    if not by.may(access.MOVE_MONEY):
        raise CommissioningRefused("Your role cannot move money")
    if virement.status != rules.VirementStatus.ASKED:
        raise CommissioningRefused("This move has been decided already")
    if is_made and virement.asked_by_id == by.id:
        raise CommissioningRefused("You asked for this move: someone else makes it")
    virement.status = rules.VirementStatus.MADE if is_made else rules.VirementStatus.REFUSED
    virement.decided_by, virement.decided_at, virement.decided_why = by, at, why
    virement.save(update_fields=["status", "decided_by", "decided_at", "decided_why"])
    if is_made:
        _move(virement, by, at)
    record("commissioning.virement_decided", subject=virement, by=by, at=at, is_made=is_made)
    return virement


def _move(virement: Virement, by: User, at: datetime) -> None:
    open_year(fund=virement.to_fund, year=virement.to_year)
    accounts = lock_years(
        {(virement.from_fund_id, virement.from_year), (virement.to_fund_id, virement.to_year)},
    )
    post(
        key=f"virement:{virement.id}",
        kind=rules.EntryKind.VIREMENT,
        legs=book.virement(
            from_fund=virement.from_fund_id,
            from_year=virement.from_year,
            to_fund=virement.to_fund_id,
            to_year=virement.to_year,
            amount=Pence(virement.amount),
        ),
        on=at.date(),
        words=f"{virement.from_fund.name} {rules.year_words(virement.from_year)} to {virement.to_fund.name} "
        f"{rules.year_words(virement.to_year)}: {virement.why}",
        by=by,
        at=at,
        accounts=accounts,
    )


@transaction.atomic
def give_limit(*, user: User, most: Pence, most_a_year: Pence | None, from_on: date, by: User, at: datetime) -> Limit:
    """Say how much someone may approve; a limit they held before ends the day this one begins."""
    if not by.may(access.SET_LIMITS):
        raise CommissioningRefused("Your role cannot give delegated limits")
    if user.id == by.id:
        raise CommissioningRefused("Nobody gives themselves a limit")
    if not user.may(access.APPROVE):
        raise CommissioningRefused(f"{user.name}’s role does not approve packages, so a limit would do nothing")
    if most <= 0 or (most_a_year is not None and most_a_year < most):
        raise CommissioningRefused("The most in a year is at least the most at a time")
    User.objects.select_for_update().get(id=user.id)
    _end_standing(user, from_on)
    limit = Limit.objects.create(
        user=user, most=most, most_a_year=most_a_year, from_on=from_on, given_by=by, given_at=at
    )
    record("commissioning.limit_given", subject=limit, by=by, at=at, to=user.name, most=format_pounds(most))
    return limit


@transaction.atomic
def end_limit(*, limit: Limit, today: date, by: User, at: datetime) -> None:
    """End someone's delegated limit; what they approved stands."""
    if not by.may(access.SET_LIMITS):
        raise CommissioningRefused("Your role cannot end delegated limits")
    limit = Limit.objects.select_for_update().get(id=limit.id)
    if limit.until_on is None:
        limit.until_on = today
        limit.save(update_fields=["until_on"])
        record("commissioning.limit_ended", subject=limit, by=by, at=at)


def _end_standing(user: User, from_on: date) -> None:
    for one in Limit.objects.select_for_update().filter(user=user, until_on__isnull=True):
        if from_on < one.from_on:
            raise CommissioningRefused(
                f"{user.name} has a limit from {spoken_date(one.from_on)}. Choose that day or a later one"
            )
        one.until_on = from_on
        one.save(update_fields=["until_on"])
