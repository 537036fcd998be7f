"""Writing the audit log."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Model

from .models import Entry


def record(
    kind: str,
    /,
    *,
    subject: Model,
    at: datetime,
    by: Model | None,
    about: Iterable[UUID] = (),
    by_label: str = "",
    **detail,
) -> None:
    """Note that someone did or saw something.

    `kind` is `app.verb_done` (`plans.review_held`), or `app.thing_seen` for a page that shows a person.
    `about` names the families, cases and people concerned, so that they can be told who looked.
    `by` is None for the system or for someone without an account, whom `by_label` describes without a name.
    """
    ids = {UUID(str(one)) for one in about}
    if isinstance(subject.pk, UUID):
        ids.add(subject.pk)
    Entry.objects.create(
        kind=kind,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        about=sorted(ids),
        by=by,
        by_label=by_label,
        at=at,
        detail=detail,
    )
