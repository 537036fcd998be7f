"""What every test can ask for."""

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

pytest_plugins = ["tests.browser"]


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_audit_log():
    """Tests that commit empty every table afterwards; the audit log rightly refuses that, so its
    trigger is passed over for that one statement, as only the database's owner can."""
    emptied = DatabaseOperations.execute_sql_flush

    def execute_sql_flush(self, sql_list):
        without_triggers = ["SET LOCAL session_replication_role = replica"] if sql_list else []
        return emptied(self, [*without_triggers, *sql_list])

    patch = pytest.MonkeyPatch()
    patch.setattr(DatabaseOperations, "execute_sql_flush", execute_sql_flush)
    yield
    patch.undo()
