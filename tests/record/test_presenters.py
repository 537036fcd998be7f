"""How the members of a family read on its record."""

from datetime import date
from types import SimpleNamespace

import pytest

from alongside.record.presenters.staff import MemberLine

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("facts", "born"),
    [
        ({"born_on": date(2019, 5, 22), "birth_precision": "exact"}, "7 years, born 22 May 2019"),
        ({"born_on": date(2019, 5, 22), "birth_precision": "estimated"}, "About 7 years, date of birth estimated"),
        ({"due_on": date(2027, 1, 5), "birth_precision": "due"}, "Unborn, due 5 January 2027"),
        ({"birth_precision": "unknown"}, "Date of birth not known"),
    ],
)
def test_a_birth_is_said_as_well_as_it_is_known(facts, born):
    person = SimpleNamespace(**{"born_on": None, "due_on": None, "reference": "P-1", "full_name": "Rowan"} | facts)
    member = SimpleNamespace(person=person, in_household=True, role="child", until_on=None)
    assert MemberLine.of(member, today=TODAY).born == born
