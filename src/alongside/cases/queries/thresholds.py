"""The local threshold document, as it held on a day."""

from datetime import date
from uuid import UUID

from ..models import Descriptor, ThresholdDocument


def current_threshold_document(on: date) -> ThresholdDocument | None:
    """The version in force on a day, if there is one."""
    return ThresholdDocument.objects.filter(from_on__lte=on).order_by("-from_on").first()


def get_threshold_document(*, version: str) -> ThresholdDocument | None:
    """One version."""
    return ThresholdDocument.objects.filter(version=version).first()


def list_threshold_documents() -> list[ThresholdDocument]:
    """Every version, the latest first."""
    return list(ThresholdDocument.objects.order_by("-from_on"))


def list_descriptors(document: ThresholdDocument | None, *, ids: list[UUID] | None = None) -> list[Descriptor]:
    """What need looks like in a version, by level and area of life."""
    if document is None:
        return []
    found = Descriptor.objects.filter(document=document)
    if ids is not None:
        found = found.filter(id__in=ids)
    return list(found.order_by("level", "domain", "position", "id"))


def get_descriptor(*, document: ThresholdDocument, descriptor_id: UUID) -> Descriptor | None:
    """One descriptor of a version."""
    return Descriptor.objects.filter(document=document, id=descriptor_id).first()
