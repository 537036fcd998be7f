"""Finding kept files. Callers ask first whether the subject is open to the viewer."""

from uuid import UUID

from .models import Document


def list_documents(*, subject_kind: str, subject_id: UUID) -> list[Document]:
    """The files kept with a subject, the latest first."""
    return list(
        Document.objects.filter(subject_kind=subject_kind, subject_id=subject_id, removed_at__isnull=True)
        .select_related("added_by")
        .order_by("-added_at", "-id")
    )


def find_document(*, reference: str) -> Document | None:
    """A kept file by its reference."""
    return Document.objects.filter(reference=reference, removed_at__isnull=True).first()
