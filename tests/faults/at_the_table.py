"""A chair who signs one sitting after another over HTTP, and what must hold of every sitting after a kill."""

import time
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.foundation.audit.models import Entry
from alongside.panels import actions, rules
from alongside.panels.models import Item, PanelAction, PanelDecision, PanelLetter, PanelMove, Sitting
from tests.assessments.given import given_a_household
from tests.faults.day import Scene, sign_in
from tests.faults.journal import Journal
from tests.panels.given import given_a_panel, given_an_item, said

PAUSE = 0.05
LONG_AGO = timedelta(days=40)


def set_the_table(scene: Scene) -> None:
    """A panel with its chair signed in, and a family that it hears of again and again."""
    table = given_a_panel(quorum=rules.Quorum(needs_chair=True, least_agencies=1))
    scene.cast |= {"table": table, "home": given_a_household(), "chair": sign_in(table.chair)}


def signs(scene: Scene) -> None:
    """Sign what a panel decided: minutes, letters, actions, grants and answers at once."""
    time.sleep(PAUSE)
    with transaction.atomic():
        sitting = a_risen_sitting(scene.cast["table"], scene.cast["home"], number=scene.numbers())
    what = f"signed {sitting.reference}"
    scene.journal.trying(what)
    if scene.post(f"/panels/sittings/{sitting.reference}/minutes/sign/", {}, session=scene.cast["chair"]) == 302:
        scene.journal.did(what)


def a_risen_sitting(table, home, *, number: int) -> Sitting:
    """A sitting that answered one question and rose, some weeks ago."""
    at = timezone.now() - LONG_AGO + timedelta(minutes=number)
    sitting = actions.plan_sitting(panel=table.panel, starts_at=at, by=table.clerk, at=at - timedelta(minutes=5))
    item = given_an_item(table, home=home, question=f"Faults {number}")
    item.refresh_from_db()
    if item.sitting_id != sitting.id:
        if item.sitting_id is not None:
            actions.defer_item(item=item, why="Heard now", by=table.clerk, at=at)
            item.refresh_from_db()
        if item.sitting_id is None:
            actions.put_on_agenda(item=item, sitting=sitting, is_reserve=False, by=table.clerk, at=at)
    actions.open_sitting(sitting=Sitting.objects.get(id=sitting.id), by=table.clerk, at=at)
    chair = table.members["social_care"]
    actions.come_in(sitting=sitting, member=chair, is_substitute=False, by=table.clerk, at=at)
    item = Item.objects.select_related("sitting", "panel", "case__lead", "asked_by").get(id=item.id)
    actions.note_decision(item=item, said=said(item), version=None, by=table.clerk, at=at)
    return actions.rise(sitting=Sitting.objects.get(id=sitting.id), by=table.clerk, at=at + timedelta(minutes=9))


def no_sitting_is_half_signed(journal: Journal) -> Iterator[str]:
    """A signed sitting has minutes, final answers, letters, actions, moves and audit; one that only rose has none."""
    signed = set(Sitting.objects.filter(status="signed").values_list("id", flat=True))
    entries = Entry.objects.filter(kind="panels.sitting_signed").values_list("subject_id", flat=True)
    parts = {
        "minutes": _of(Sitting.objects.filter(minutes__isnull=False), "id"),
        "an item that is decided": _of(Item.objects.filter(status="decided")),
        "an answer that is final": _of(PanelDecision.objects.filter(is_final=True)),
        "letters": _of(PanelLetter.objects.all()),
        "actions": _of(PanelAction.objects.all()),
        "a move to signed": _of(PanelMove.objects.filter(thing="sitting", to_status="signed")),
        "an entry in the audit log": {UUID(one) for one in entries},
    }
    for what, there in parts.items():
        yield from (f"signed sitting {one} without {what}" for one in signed - there)
        yield from (f"{what} of a sitting that is not signed: {one}" for one in there - signed)
    if len(entries) != len(signed):
        yield f"{len(entries)} entries for {len(signed)} sittings signed"


def _of(rows, name: str = "sitting_id") -> set[UUID]:
    return set(rows.values_list(name, flat=True))
