"""Noting that someone saw families on their own page, and putting onto it what became of commissioned help."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from alongside.cases.actions import add_to_timeline
from alongside.commissioning.events import PackageReviewed, PackageSigned
from alongside.commissioning.rules import ReviewDecision, VersionKind
from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.foundation.notifications.actions import tell
from alongside.panels.queries import case_with_id


def note_mine_seen(*, family_ids: Iterable[UUID], by: User, at: datetime) -> None:
    """Note which families stood in what someone has to do."""
    families = list(family_ids)
    if families:
        record("worklists.mine_seen", subject=by, about=families, by=by, at=at)


SIGNED_WORDS = {
    VersionKind.FIRST: "is signed: its help can begin",
    VersionKind.EARLY_END: "is signed to end early",
    VersionKind.RENEWAL: "is signed for longer",
}
NEXT_WORDS = {
    ReviewDecision.RENEW: ("was reviewed and is to be renewed. Write the renewal", "begin_change"),
    ReviewDecision.CHANGE: ("was reviewed and is to be changed. Write the change", "begin_change"),
    ReviewDecision.CARRY_ON: ("was reviewed and goes on as it is", "package"),
    ReviewDecision.END: ("was reviewed and is to end. Write when, and propose it", "begin_early_end"),
}


def hear_of_signing(event: PackageSigned) -> None:
    """Help that was agreed stands in the family's timeline, and whoever leads hears that it can begin."""
    words = SIGNED_WORDS.get(VersionKind(event.kind), "is signed as it was changed")
    link = reverse("commissioning:package", args=[event.reference])
    add_to_timeline(
        family_id=event.family_id,
        case_id=event.case_id,
        kind="commissioning.package_signed",
        title=f"Package of help {words}"[:200],
        words=event.title,
        link=link,
        is_for_family=False,
        at=event.at,
        by=User.objects.get(id=event.by_id),
    )
    _tell_lead(event, f"Package {event.reference} {words}", kind="commissioning.package_signed", link=link)


def hear_of_review(event: PackageReviewed) -> None:
    """What a review decided is put onto the page of whoever leads, with what they do next."""
    words, page = NEXT_WORDS[ReviewDecision(event.decision)]
    link = reverse(f"commissioning:{page}", args=[event.reference])
    _tell_lead(event, f"Package {event.reference} {words}", kind="commissioning.package_reviewed", link=link)


def _tell_lead(event, words: str, *, kind: str, link: str) -> None:
    lead = case_with_id(event.case_id).lead
    if lead is not None and lead.id != event.by_id:
        tell(user=lead, kind=kind, words=words, link=link, at=event.at, about=event.family_id)
