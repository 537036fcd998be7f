"""A household that is cast is the one that was lived, with identifiers of its own, and the audit's chain holds."""

import re

import pytest
from django.apps import apps
from django.db import connection

from alongside.foundation.audit.queries import check_audit
from tests import moulds
from tests.assessments.given import given_a_household
from tests.factories import a_user

pytestmark = pytest.mark.django_db
OWN = (
    (moulds.ID, "ID"),
    (moulds.REFERENCE, "REFERENCE"),
    (re.compile(r"((?:agency|team|person)[- ]?)\d+", re.IGNORECASE), r"\1N"),
    (re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00"), "MOMENT"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "HASH"),
    (re.compile(r'"(id|pgh_id|chain|position)": \d+'), r'"\1": N'),
)
"""What differs between any two households: identifiers, references, numbered names, moments, links of a chain."""


def _rows() -> dict[str, set[str]]:
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("alongside.") and model._meta.managed:
            with connection.cursor() as cursor:
                cursor.execute(f'select to_jsonb(one)::text from "{model._meta.db_table}" one')
                found[model._meta.db_table] = {row for (row,) in cursor.fetchall()}
    return found


def _bare(row: str) -> str:
    for own, name in OWN:
        row = own.sub(name, row)
    return row


def test_what_is_cast_is_row_for_row_what_was_lived(monkeypatch):
    monkeypatch.setattr(moulds, "_moulds", {})
    a_user("family-worker")  # the roles stand
    at_first = _rows()
    given_a_household()
    lived = _rows()
    home = given_a_household()
    cast = _rows()
    written = 0
    for table in cast:
        by_living = sorted(_bare(row) for row in lived[table] - at_first[table])
        by_casting = sorted(_bare(row) for row in cast[table] - lived[table])
        if table != "audit_chain":
            assert by_casting == by_living, table
            written += len(by_living)
    assert written > 50
    assert home.case.family == home.family
    assert check_audit().broken == ()
