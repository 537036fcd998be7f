"""Formulas before the public: the list, one, and the one that stands in the paper of an appraisal."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from alongside.planning.access import SEE_MONEY
from alongside.planning.models import Appraisal, Formula, PublishedFormula
from alongside.planning.queries.formulas import FormulaNotFound, list_formulas
from alongside.planning.queries.scenarios import smallest_shown
from alongside.planning.rules.appraisals import AppraisalStatus
from alongside.planning.rules.formulas import annex_problem, unpublishable


def list_public_formulas() -> QuerySet[PublishedFormula]:
    """What has been published, the latest first; what was withdrawn stays to be read."""
    found = PublishedFormula.objects.select_related("formula")
    return found.defer("frozen", "formula__asked", "formula__answer").order_by("-published_at", "-id")


def get_public_formula(reference: str) -> PublishedFormula:
    """One published formula."""
    found = PublishedFormula.objects.select_related("formula").defer("formula__asked", "formula__answer")
    one = found.filter(reference=reference).first()
    if one is None:
        raise FormulaNotFound(reference)
    return one


def later_than(one: PublishedFormula) -> PublishedFormula | None:
    """The latest published version after this one that stands, so that whoever reads an old one learns of it."""
    later = PublishedFormula.objects.filter(
        formula__slug=one.formula.slug, formula__version__gt=one.formula.version, withdrawn_at=None
    )
    return later.select_related("formula").defer("frozen").order_by("-formula__version").first()


def publication_of(formula: Formula, *, viewer) -> PublishedFormula | None:
    """How a version stands before the public, for whoever sees formulas; nothing when it never did."""
    found = PublishedFormula.objects.filter(formula=formula).defer("frozen").first()
    return found if viewer.may(SEE_MONEY) else None


def what_keeps_it(formula: Formula, *, viewer, today: date) -> list[str]:
    """Why a version can not be published, for whoever sees formulas."""
    if not viewer.may(SEE_MONEY):
        raise FormulaNotFound(formula.slug)
    return unpublishable(formula.asked, formula.answer, smallest=smallest_shown(today))


def told_before_it_is(formula: Formula, *, viewer, today: date) -> dict[str, Any]:
    """What everybody would read of a version if it were published, for whoever sees formulas; nothing where it can not
    be."""
    if what_keeps_it(formula, viewer=viewer, today=today):
        return {}
    return formula.told(smallest=smallest_shown(today))


def formulas_for_a_paper(*, viewer, today: date) -> list[Formula]:
    """Every version that can stand in the paper of an appraisal, by name: those that are published, and the latest of
    each formula that could be."""
    if not viewer.may(SEE_MONEY):
        return []
    public = Formula.objects.filter(publication__isnull=False, publication__withdrawn_at=None)
    found = {one.id: one for one in public}
    smallest = smallest_shown(today)
    for one in list_formulas(viewer=viewer).filter(publication__isnull=True):
        if not unpublishable(one.asked, one.answer, smallest=smallest):
            found[one.id] = one
    return sorted(found.values(), key=lambda one: (one.name, one.slug, -one.version))


def formula_in(appraisal: Appraisal, *, viewer, today: date) -> dict[str, Any]:
    """The formula that stands in the paper of an appraisal: as it was frozen with it, and whether it was withdrawn
    since; of a draft as it is published, or as it is now for whoever sees formulas; nothing where none is named."""
    if appraisal.status != AppraisalStatus.DRAFT:
        return _since(appraisal.frozen.get("formula", {}))
    one = _named(appraisal)
    if one is None:
        return {}
    if published := PublishedFormula.objects.filter(formula=one, withdrawn_at=None).first():
        return published.told
    return told_before_it_is(one, viewer=viewer, today=today) if viewer.may(SEE_MONEY) else {}


def _since(frozen: dict[str, Any]) -> dict[str, Any]:
    """What was frozen, and the day and the reason where it was withdrawn since."""
    if not (reference := frozen.get("reference")):
        return frozen
    gone = PublishedFormula.objects.filter(reference=reference, withdrawn_at__isnull=False)
    one = gone.defer("frozen").first()
    if one is None:
        return frozen
    return frozen | {"withdrawn_on": one.withdrawn_at.date().isoformat(), "withdrawn_why": one.withdrawn_why}


def what_keeps_its_formula(appraisal: Appraisal) -> str:
    """Why the formula that a draft names keeps it from being published; nothing where it does not."""
    one = _named(appraisal)
    published = PublishedFormula.objects.filter(formula=one).defer("frozen").first() if one else None
    return annex_problem(
        appraisal.asked, is_published=published is not None,
        is_withdrawn=published is not None and published.withdrawn_at is not None,
    )  # fmt: skip


def _named(appraisal: Appraisal) -> Formula | None:
    said = appraisal.asked.get("formula")
    return Formula.objects.filter(slug=said["slug"], version=said["version"]).first() if said else None
