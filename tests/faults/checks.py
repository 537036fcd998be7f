"""What must hold after every kill. Each check returns what is wrong; add one to `CHECKS`."""

from collections.abc import Callable, Iterator

from alongside.foundation.audit.models import Entry
from alongside.foundation.audit.queries import check_audit
from alongside.foundation.drafts.models import Draft
from alongside.foundation.identity.models import Agency
from tests.faults.day import DONE
from tests.faults.journal import Journal


def audit_chain_is_intact(journal: Journal) -> Iterator[str]:
    """Nobody's entry is missing, doubled or changed."""
    yield from check_audit().broken


def nothing_committed_is_lost(journal: Journal) -> Iterator[str]:
    """Every action that was answered with yes is there."""
    there = set(Agency.objects.values_list("slug", flat=True))
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
        saved, on_their_way = journal.typed.get(str(draft.id)), journal.typing.get(str(draft.id))
        if saved is not None and words not in (saved, on_their_way):
            yield f"draft {draft.subject} has {words!r} where {saved!r} was saved"


CHECKS: list[Callable[[Journal], Iterator[str]]] = [
    audit_chain_is_intact,
    nothing_committed_is_lost,
    no_action_is_half_done,
    drafts_hold_what_was_typed_last,
]
