"""What every test can ask for."""

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

from tests.database_template import ensure_template

pytest_plugins = ["tests.browser", "tests.demo_county"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Every worker's database is a copy of one that is migrated once."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    database.setdefault("TEST", {})["TEMPLATE"] = ensure_template(database)


KEPT = {
    "audit_entry": "audit_keep_all",
    "commissioning_entry": "ledger_keep_all",
    "commissioning_posting": "ledger_keep_all",
    "people_personlink": "link_keep_all",
    "people_familylink": "link_keep_all",
}
OPEN_THE_LOG = [f"ALTER TABLE {table} DISABLE TRIGGER {trigger}" for table, trigger in KEPT.items()]
CLOSE_THE_LOG = [f"ALTER TABLE {table} ENABLE TRIGGER {trigger}" for table, trigger in KEPT.items()]
START_THE_CHAINS = (
    "INSERT INTO audit_chain (number, length, head) SELECT n, 0, '' FROM generate_series(0, 15) n "
    "ON CONFLICT DO NOTHING"
)


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_audit_log():
    """Tests that commit empty every table afterwards; the audit log rightly refuses that, so its
    trigger is passed over for that one statement, as only the table's owner can. The chains that a
    migration made are made again."""
    emptied = DatabaseOperations.execute_sql_flush

    def execute_sql_flush(self, sql_list):
        if not any("audit_entry" in sql for sql in sql_list):
            return emptied(self, sql_list)
        return emptied(self, [*OPEN_THE_LOG, *sql_list, *CLOSE_THE_LOG, START_THE_CHAINS])

    patch = pytest.MonkeyPatch()
    patch.setattr(DatabaseOperations, "execute_sql_flush", execute_sql_flush)
    yield
    patch.undo()
