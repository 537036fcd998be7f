"""Whoever serves writes the audit log and cannot alter it; and a check says so when it is otherwise."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from alongside.config.database.cluster import SERVES
from alongside.foundation.audit.actions import ServingRefused, let_serve, record
from alongside.foundation.audit.apps import who_could_alter_the_log
from alongside.foundation.audit.queries import check_audit, how_kept
from tests.factories import NOW, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cursor():
    with connection.cursor() as cursor:
        yield cursor


@pytest.fixture
def serving(cursor):
    """From here on the connection is that of a user who serves and owns nothing."""
    worker = a_user()
    cursor.execute("select 1 from pg_roles where rolname = %s", [SERVES])
    if not cursor.fetchone():  # a server of somebody's own; the embedded one has it
        cursor.execute(f"create role {SERVES} nologin")
    let_serve(SERVES)
    cursor.execute("set constraints all immediate")
    cursor.execute(f"set local role {SERVES}")
    return worker


def test_whoever_serves_writes_the_log_and_its_chain(serving):
    for number in range(3):
        record("tests.thing_seen", subject=serving, by=serving, at=NOW, n=number)
    found = check_audit()
    assert found.is_intact
    assert found.entries == 3
    assert how_kept().doubts == ()
    assert who_could_alter_the_log(None, databases=["default"]) == []


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_entry set kind = 'x'",
        "delete from audit_entry",
        "truncate audit_entry cascade",
        "alter table audit_entry disable trigger audit_keep",
        "drop trigger audit_keep on audit_entry",
        "update audit_chain set head = 'x'",
        "insert into audit_chain (number, length, head) values (99, 0, '')",
        "create or replace function audit_refuse_change() returns trigger language plpgsql as 'begin return old; end'",
        "delete from django_migrations",
    ],
)
def test_whoever_serves_cannot_alter_it(serving, cursor, statement):
    record("tests.thing_seen", subject=serving, by=serving, at=NOW)
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        cursor.execute(statement)


def test_whoever_serves_does_the_rest_of_the_work(serving, cursor):
    cursor.execute("update identity_agency set phone = '01632 960999' where id = %s", [serving.agency_id])
    assert cursor.rowcount == 1
    assert a_user().pk


def test_an_owner_who_serves_is_in_doubt(capsys):
    assert "owns the audit log" in how_kept().doubts[0]
    assert [one.id for one in who_could_alter_the_log(None, databases=["default"])] == ["audit.W001"]
    call_command("check_audit")
    assert "In doubt" in capsys.readouterr().out


def test_a_user_with_a_right_too_many_is_in_doubt(serving, cursor):
    cursor.execute("reset role")
    cursor.execute(f"grant update on audit_entry to {SERVES}")
    cursor.execute(f"set local role {SERVES}")
    assert how_kept().doubts == (f"The database user {SERVES} may change audit entries.",)


def test_a_trigger_that_is_off_breaks_the_check(cursor):
    cursor.execute("alter table audit_entry disable trigger audit_keep_all")
    with pytest.raises(CommandError, match="changed"):
        call_command("check_audit")


@pytest.mark.parametrize("user", ["nobody_of_this_name", None])
def test_nobody_and_an_owner_cannot_be_let_serve(cursor, user):
    cursor.execute("select current_user")
    with pytest.raises(ServingRefused, match="Make it first" if user else "owns the tables"):
        let_serve(user or cursor.fetchone()[0])
