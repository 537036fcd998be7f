"""Keeping and removing a file. Callers ask first whether the subject is open to whoever adds it."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.foundation.references.rules import new_id, new_reference

from . import gateways, rules
from .models import Document


class DocumentRefused(Exception):
    """A file could not be kept; the message is fit to show."""


@transaction.atomic
def keep_document(
    *, subject_kind: str, subject_id: UUID, title: str, file: UploadedFile, by: User, at: datetime
) -> Document:
    """Keep a file with its subject; the same file twice is kept once."""
    head = file.read(8192)
    file.seek(0)
    name = file.name or ""
    problem = rules.problem_with_file(
        name=name, size=file.size or 0, found_type=gateways.type_of(head), is_text=gateways.is_text(head)
    )
    if problem:
        raise DocumentRefused(problem)
    digest = gateways.digest_of(file.chunks())
    same = Document.objects.filter(
        subject_kind=subject_kind, subject_id=subject_id, digest=digest, removed_at__isnull=True
    ).first()
    if same is not None:
        return same
    ident = new_id()
    document = Document.objects.create(
        id=ident,
        reference=new_reference("DO"),
        subject_kind=subject_kind,
        subject_id=subject_id,
        title=title or name,
        file_name=name[-200:],
        size=file.size,
        digest=digest,
        content_type=rules.KINDS[name.rsplit(".", 1)[-1].lower()][0],
        kept_as=gateways.keep_file(ident, file.chunks()),
        added_by=by,
        added_at=at,
    )
    record("documents.kept", subject=document, about=(subject_id,), by=by, at=at)
    return document


@transaction.atomic
def remove_document(*, document: Document, why: str, by: User, at: datetime) -> Document:
    """Take a file out of sight, with the reason; its trace stays."""
    document.removed_at, document.removed_why = at, why
    document.save(update_fields=["removed_at", "removed_why"])
    record("documents.removed", subject=document, about=(document.subject_id,), by=by, at=at)
    return document
