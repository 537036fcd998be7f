"""What must hold after every kill. Each check returns what is wrong; add one to `CHECKS`."""

from collections.abc import Callable, Iterator
from uuid import UUID

from alongside.assessments.models import About
from alongside.cases.models import Case, TimelineEntry
from alongside.foundation.access.models import Grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.models import Entry
from alongside.foundation.audit.queries import check_audit
from alongside.foundation.drafts.models import Draft
from alongside.foundation.identity.models import Agency
from alongside.foundation.notifications.models import Notice
from alongside.frontdoor.models import Contact, ContactPerson, Decision
from alongside.frontdoor.rules import ContactStatus
from alongside.panels.models import Sitting
from alongside.plans.models import Action
from tests.faults.at_the_table import no_sitting_is_half_signed
from tests.faults.day import DONE
from tests.faults.journal import Journal


def audit_chain_is_intact(journal: Journal) -> Iterator[str]:
    """Nobody's entry is missing, doubled or changed."""
    yield from check_audit().broken


def nothing_committed_is_lost(journal: Journal) -> Iterator[str]:
    """Every action that was answered with yes is there."""
    there = set(Agency.objects.values_list("slug", flat=True))
    there |= {f"decision {one}" for one in Decision.objects.values_list("contact__reference", flat=True)}
    there |= {f"action {one}" for one in Action.objects.values_list("what", flat=True)}
    there |= {f"signed {one}" for one in Sitting.objects.filter(status="signed").values_list("reference", flat=True)}
    yield from (f"lost: {name}" for name in sorted(journal.done - there))


def no_action_is_half_done(journal: Journal) -> Iterator[str]:
    """A row and its entry in the audit log stand or fall together."""
    rows = set(Agency.objects.filter(slug__startswith="faults-").values_list("slug", flat=True))
    entries = list(Entry.objects.filter(kind=DONE).values_list("detail__slug", flat=True))
    yield from (f"row without entry: {name}" for name in sorted(rows - set(entries)))
    yield from (f"entry without row: {name}" for name in sorted(set(entries) - rows))
    if len(entries) != len(set(entries)):
        yield "an action was entered twice"


def drafts_hold_what_was_typed_last(journal: Journal) -> Iterator[str]:
    """A draft holds the words it said it had saved, or those that were on their way."""
    for draft in Draft.objects.filter(form="faults"):
        words = draft.fields.get("words", [""])[0]
        saved, on_their_way = journal.typed.get(str(draft.id)), journal.typing.get(str(draft.id), set())
        if saved is not None and words not in {saved, *on_their_way}:
            yield f"draft {draft.subject} has {words!r} where {saved!r} was saved"


def no_decision_is_half_made(journal: Journal) -> Iterator[str]:
    """A decision, its contact, its case, its family with its people, its grants, timeline and audit: all or none."""
    made = dict(Decision.objects.values_list("contact_id", "case_id"))
    families = dict(Case.objects.filter(id__in=made.values()).values_list("id", "family_id"))
    parts = {
        "a contact that is decided": set(
            Contact.objects.filter(status=ContactStatus.DECIDED).values_list("id", flat=True)
        ),
        "an entry in the audit log": _subjects("frontdoor.contact_decided"),
        "people who were found or added": set(made)
        - set(ContactPerson.objects.filter(contact__in=made, person=None).values_list("contact_id", flat=True)),
        "a notice to whoever asked": set(
            Notice.objects.filter(kind="frontdoor.decided").values_list("about", flat=True)
        ),
    }
    for what, there in parts.items():
        yield from (f"decision on {one} without {what}" for one in set(made) - there)
        yield from (f"{what} without a decision: {one}" for one in there - set(made))
    of_families = {
        "an entry in the audit log": set(families) - _subjects("cases.opened"),
        "a timeline": set(families)
        - set(TimelineEntry.objects.filter(kind="frontdoor.decided").values_list("case_id", flat=True)),
    }
    for what, lacking in of_families.items():
        yield from (f"case {one} without {what}" for one in lacking)
    for reason in (GrantReason.HUB, GrantReason.FRONT_DOOR):
        granted = set(Grant.objects.filter(reason=reason).values_list("subject_id", flat=True))
        yield from (f"family {one} without its {reason} grant" for one in set(families.values()) - granted)


def no_agreed_action_is_half_made(journal: Journal) -> Iterator[str]:
    """An action of a plan and its entry in the audit log stand or fall together, and there is one of each."""
    rows = list(Action.objects.values_list("id", "what"))
    entered = _subjects("plans.action_agreed")
    yield from (f"action without entry: {what}" for ident, what in rows if ident not in entered)
    if len({what for _, what in rows}) != len(rows):
        yield "an action was agreed twice"
    if len(entered) != len(rows):
        yield f"{len(entered)} entries for {len(rows)} actions"


def an_assessment_holds_what_was_written_last(journal: Journal) -> Iterator[str]:
    """The part holds the words that were answered with yes, or those that were on their way."""
    saved, on_their_way = journal.typed.get("assessment"), journal.typing.get("assessment", set())
    words = About.objects.values_list("led_to", flat=True).first()
    if saved is not None and words not in {saved, *on_their_way}:
        yield f"the assessment has {words!r} where {saved!r} was saved"


def a_draft_is_at_most_five_seconds_old(journal: Journal) -> Iterator[str]:
    """Of what was typed into the long form since the day began, at most the last five seconds are lost by its kill."""
    draft = Draft.objects.filter(form="faults", subject="essay").first()
    before = [(at, words) for at, words in journal.essays if journal.day_began <= at < journal.killed_at]
    if draft is None or not before:
        return
    typed = {words: at for at, words in journal.essays}
    held = draft.fields.get("words", [""])[0]
    lost = [at for at, _ in before if at > typed.get(held, 0.0)]
    age = journal.killed_at - min(lost) if lost else 0.0
    journal.oldest_draft = max(journal.oldest_draft, age)
    if age > OLDEST_DRAFT:
        yield f"the last {age:.1f} s of typing are lost"


def _subjects(kind: str) -> set[UUID]:
    return {UUID(one) for one in Entry.objects.filter(kind=kind).values_list("subject_id", flat=True)}


CHECKS: list[Callable[[Journal], Iterator[str]]] = [
    audit_chain_is_intact,
    nothing_committed_is_lost,
    no_action_is_half_done,
    drafts_hold_what_was_typed_last,
    no_decision_is_half_made,
    no_agreed_action_is_half_made,
    an_assessment_holds_what_was_written_last,
    a_draft_is_at_most_five_seconds_old,
    no_sitting_is_half_signed,
]
OLDEST_DRAFT = 5.0
"""Seconds of typing that a kill may cost. Source: the measures of the product."""
