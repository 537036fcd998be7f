"""Making the local threshold document: the shipped one, and each new dated version."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from .. import rules
from ..access import SET_THRESHOLDS
from ..models import Descriptor, ThresholdDocument


class ThresholdRefused(Exception):
    """The threshold document could not be changed; the message is fit to show."""


@transaction.atomic
def ensure_threshold_document(*, from_on: date, at: datetime, by: User | None = None) -> ThresholdDocument:
    """Load the shipped document where there is none; what a partnership has made its own stays as it is."""
    standing = ThresholdDocument.objects.order_by("from_on").first()
    if standing is not None:
        return standing
    document = ThresholdDocument.objects.create(
        title=rules.DEFAULT_TITLE, version=rules.DEFAULT_VERSION, from_on=from_on
    )
    Descriptor.objects.bulk_create(
        Descriptor(document=document, level=level, domain=domain, words=words, position=position)
        for position, (level, domain, words) in enumerate(rules.DEFAULT_DESCRIPTORS)
    )
    record("cases.threshold_document_loaded", subject=document, by=by, at=at)
    return document


@transaction.atomic
def copy_threshold_document(
    *, document: ThresholdDocument, title: str, version: str, from_on: date, today: date, by: User, at: datetime
) -> ThresholdDocument:
    """Make the next version from the words of another, to be reworded until it takes effect."""
    _check_may_set(by)
    if not rules.may_reword(from_on=from_on, today=today):
        raise ThresholdRefused("A new version takes effect on a day still to come: choose a later day")
    try:
        with transaction.atomic():
            new = ThresholdDocument.objects.create(title=title, version=version, from_on=from_on)
    except IntegrityError as twice:
        raise ThresholdRefused("Another version has this number or starts on this day: change one") from twice
    Descriptor.objects.bulk_create(
        Descriptor(document=new, level=one.level, domain=one.domain, words=one.words, position=one.position)
        for one in Descriptor.objects.filter(document=document).order_by("position", "id")
    )
    record("cases.threshold_document_copied", subject=new, by=by, at=at, version=version)
    return new


@transaction.atomic
def add_descriptor(
    *, document: ThresholdDocument, level: rules.Level, domain: str, words: str, today: date, by: User, at: datetime
) -> Descriptor:
    """Add words to a version that is not yet in force."""
    document = _rewordable(document.id, today=today, by=by)
    position = document.descriptors.count()
    descriptor = _unless_twice(
        lambda: Descriptor.objects.create(document=document, level=level, domain=domain, words=words, position=position)
    )
    record("cases.descriptor_added", subject=descriptor, by=by, at=at)
    return descriptor


@transaction.atomic
def reword_descriptor(*, descriptor: Descriptor, words: str, today: date, by: User, at: datetime) -> Descriptor:
    """Change the words of a version that is not yet in force."""
    _rewordable(descriptor.document_id, today=today, by=by)
    was, descriptor.words = descriptor.words, words
    _unless_twice(lambda: descriptor.save(update_fields=["words"]))
    record("cases.descriptor_reworded", subject=descriptor, by=by, at=at, was=was)
    return descriptor


@transaction.atomic
def remove_descriptor(*, descriptor: Descriptor, today: date, by: User, at: datetime) -> None:
    """Take words out of a version that is not yet in force."""
    _rewordable(descriptor.document_id, today=today, by=by)
    record("cases.descriptor_removed", subject=descriptor, by=by, at=at, was=descriptor.words)
    descriptor.delete()


def _check_may_set(by: User) -> None:
    if not by.may(SET_THRESHOLDS):
        raise ThresholdRefused("Your role cannot change the threshold document")


def _rewordable(document_id: UUID, *, today: date, by: User) -> ThresholdDocument:
    _check_may_set(by)
    document = ThresholdDocument.objects.select_for_update().get(id=document_id)
    if not rules.may_reword(from_on=document.from_on, today=today):
        raise ThresholdRefused(
            "This version is in force and decisions stand on its words. Make a new version from it instead"
        )
    return document


def _unless_twice(write):
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as twice:
        raise ThresholdRefused("These words stand at this level already") from twice
