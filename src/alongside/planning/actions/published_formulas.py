"""Putting a version of a formula before councillors and the public, and withdrawing it."""

from datetime import datetime

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.references.rules import new_reference
from alongside.planning.access import may_plan
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.models import Formula, PublishedFormula
from alongside.planning.rules.appraisals import digest_of
from alongside.planning.rules.formulas import unpublishable
from alongside.planning.rules.suppression import SuppressionPolicy


@transaction.atomic
def publish_formula(*, formula: Formula, why: str, by, at: datetime) -> PublishedFormula:
    """Freeze a version of a formula with its number, once, and put it before councillors and the public."""
    if not may_plan(by):
        raise PlanRefused("Only a planner can publish a formula")
    one = Formula.objects.select_for_update().get(id=formula.id)
    if standing := PublishedFormula.objects.filter(formula=one).first():
        return standing
    smallest = policy_on(SuppressionPolicy, at.date()).smallest_shown
    if problems := unpublishable(one.asked, one.answer, smallest=smallest):
        raise PlanRefused(". ".join(problems))
    if not why.strip():
        raise PlanRefused("Say why it is published: whoever reads it will ask")
    frozen = one.told(smallest=smallest)
    published = PublishedFormula.objects.create(
        formula=one, reference=new_reference("MF"), frozen=frozen, digest=digest_of(frozen), published_at=at,
        published_why=why.strip(),
    )  # fmt: skip
    record("planning.formula_published", subject=published, by=by, at=at, slug=one.slug, version=one.version,
           digest=published.digest)  # fmt: skip
    return published


@transaction.atomic
def withdraw_formula(*, published: PublishedFormula, why: str, by, at: datetime) -> PublishedFormula:
    """Withdraw a published formula: it stays to be read, for it may have been cited, and says that it was."""
    if not may_plan(by):
        raise PlanRefused("Only a planner can withdraw a formula")
    standing = PublishedFormula.objects.select_for_update().get(id=published.id)
    if standing.withdrawn_at is not None:
        return standing
    if not why.strip():
        raise PlanRefused("Say why it is withdrawn: whoever cited it will ask")
    standing.withdrawn_at, standing.withdrawn_why = at, why.strip()
    standing.save(update_fields=["withdrawn_at", "withdrawn_why"])
    record("planning.formula_withdrawn", subject=standing, by=by, at=at, reference=standing.reference)
    return standing
