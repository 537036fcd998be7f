"""The check of sittings after a kill finds what it is there to find."""

import pytest

from alongside.foundation.audit.models import Entry
from alongside.panels import actions, rules
from alongside.panels.models import Item, PanelAction, PanelDecision
from tests.assessments.given import given_a_household
from tests.faults.at_the_table import a_risen_sitting, no_sitting_is_half_signed
from tests.faults.journal import Journal
from tests.panels.given import given_a_panel

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    return list(no_sitting_is_half_signed(Journal()))


@pytest.fixture
def sitting():
    table = given_a_panel(quorum=rules.Quorum(needs_chair=True, least_agencies=1))
    return table, a_risen_sitting(table, given_a_household(), number=1)


def test_what_rose_and_what_was_signed_whole_are_well(sitting):
    table, risen = sitting
    assert found() == []
    actions.sign_sitting(sitting=risen, by=table.chair, at=risen.risen_at)
    assert found() == []


@pytest.mark.parametrize(
    ("lose", "told"),
    [
        pytest.param(lambda: PanelAction.objects.all().delete(), "without actions", id="its actions"),
        pytest.param(
            lambda: PanelDecision.objects.update(is_final=False), "without an answer that is final", id="its answers"
        ),
        pytest.param(
            lambda: Item.objects.update(status="on_agenda"), "without an item that is decided", id="its items"
        ),
    ],
)
def test_a_sitting_signed_in_part_is_found(sitting, lose, told):
    table, risen = sitting
    actions.sign_sitting(sitting=risen, by=table.chair, at=risen.risen_at)
    lose()
    assert any(told in one for one in found())
    assert Entry.objects.filter(kind="panels.sitting_signed").count() == 1
