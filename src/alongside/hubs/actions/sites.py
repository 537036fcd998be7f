"""Stating facts about a building."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from .. import access
from ..models import SiteFact
from ..rules.facts import QUESTIONS, FactKind, Shape, Standing
from .refusals import HubRefused

if TYPE_CHECKING:
    from alongside.places.models import Site


@transaction.atomic
def state_fact(
    *,
    site: Site,
    kind: FactKind,
    standing: Standing,
    words: str,
    number: Decimal | None,
    source: str,
    as_of: date,
    by: User,
    at: datetime,
) -> SiteFact:
    """Say what is known of a building, from whom and when; what was said before stays below it."""
    if not access.may_keep_figures(by, site):
        raise HubRefused("Only whoever keeps the figures of this site can state facts about it")
    question = QUESTIONS[kind]
    if standing is Standing.NOT_ASKED:
        raise HubRefused("“Not asked” is what stands where nothing was said: there is nothing to write down")
    if standing is Standing.KNOWN and (number is None if question.shape is Shape.NUMBER else not words.strip()):
        raise HubRefused(f"Say what is known: {question.words.lower()}")
    is_known_number = standing is Standing.KNOWN and question.shape is Shape.NUMBER
    latest = SiteFact.objects.filter(site=site, kind=kind).order_by("-as_of", "-id").first()
    facts = {
        "standing": standing,
        "words": words.strip(),
        "number": number if is_known_number else None,
        "source": source.strip(),
        "as_of": as_of,
    }
    if latest is not None and all(getattr(latest, name) == value for name, value in facts.items()):
        return latest
    fact = SiteFact.objects.create(site=site, kind=kind, **facts, by=by, at=at)
    record("hubs.fact_stated", subject=fact, by=by, at=at, kind=str(kind), standing=str(standing))
    return fact
