"""Keeping documents with a family's record."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from alongside.cases.actions import add_to_timeline
from alongside.foundation.audit.actions import record
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents.models import Document
from alongside.foundation.identity.models import User
from alongside.people.access import SUBJECT

from .. import access

if TYPE_CHECKING:
    from alongside.people.models import Family

DocumentRefused = documents.DocumentRefused


@transaction.atomic
def keep_document(*, family: Family, title: str, file: UploadedFile, by: User, at: datetime) -> Document:
    """Add a document to a family's record, once its content is what its name says."""
    if not access.may_keep_documents(by, family):
        raise DocumentRefused("Only those who work with this family add documents")
    kept = documents.keep_document(subject_kind=SUBJECT, subject_id=family.id, title=title, file=file, by=by, at=at)
    if kept.added_at == at:
        add_to_timeline(
            family_id=family.id,
            case_id=None,
            kind="record.document_kept",
            at=at,
            by=by,
            title="A document was added",
            words=kept.title,
            is_for_family=False,
        )
    return kept


@transaction.atomic
def remove_document(*, family: Family, document: Document, why: str, by: User, at: datetime) -> Document:
    """Take a document out of sight, saying why."""
    if not access.may_keep_documents(by, family):
        raise DocumentRefused("Only those who work with this family remove documents")
    if not why.strip():
        raise DocumentRefused("Say why this document is removed")
    return documents.remove_document(document=document, why=why, by=by, at=at)


def note_document_seen(*, family: Family, document: Document, by: User, at: datetime) -> None:
    """Note that someone opened a document."""
    record("record.document_seen", subject=document, about=(family.id,), by=by, at=at)
