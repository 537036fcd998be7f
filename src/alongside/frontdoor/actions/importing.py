"""Taking in a batch of requests from a file."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import Agency, User

from .. import access, rules
from ..gateways import Batch, FileRefused, Row, read_batch
from ..models import Contact, RequestImport
from .receiving import receive
from .refusals import ImportRefused


@transaction.atomic
def import_requests(*, content: bytes, keeps_good_rows: bool, by: User, at: datetime) -> RequestImport:
    """Take in a file of requests, and report on every row.

    Where a row is wrong, the good ones are kept or all refused, as chosen; a row taken in before changes nothing.
    """
    if not by.may(access.IMPORT):
        raise ImportRefused("Your role cannot take in a batch of requests")
    try:
        batch = read_batch(content, today=timezone.localtime(at).date())
    except FileRefused as refusal:
        raise ImportRefused(str(refusal)) from refusal
    good = [row for row in batch.rows if row.told is not None]
    is_taken = keeps_good_rows or len(good) == len(batch.rows)
    known = _known_before(good)
    taken = _take(good, known, by=by, at=at) if is_taken else []
    report = RequestImport.objects.create(
        file_digest=batch.digest,
        by=by,
        at=at,
        keeps_good_rows=keeps_good_rows,
        rows_read=len(batch.rows),
        rows_taken=len(taken),
        rows_known=sum(row.digest in known for row in good),
        problems=_problems_of(batch),
        taken=taken,
    )
    record("frontdoor.requests_imported", subject=report, by=by, at=at, rows=len(batch.rows), taken=len(taken))
    return report


def _known_before(good: list[Row]) -> set[str]:
    digests = [row.digest for row in good]
    return set(Contact.objects.filter(row_digest__in=digests).values_list("row_digest", flat=True))


def _take(good: list[Row], known: set[str], *, by: User, at: datetime) -> list[list]:
    agencies = {one.name.casefold(): one for one in Agency.objects.filter(is_active=True).order_by("-id")}
    taken, seen = [], set(known)
    for row in good:
        if row.digest in seen:
            continue
        seen.add(row.digest)
        contact = receive(
            row.told,
            route=rules.Route.BATCH,
            by=by,
            at=at,
            row_digest=row.digest,
            agency=agencies.get(row.told.asker.organisation.casefold()),
        )
        taken.append([row.number, contact.reference])
    return taken


def _problems_of(batch: Batch) -> list[dict]:
    return [asdict(problem) for row in batch.rows for problem in row.problems]
