"""What every test can ask for."""

import gc
import re
from pathlib import Path

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import caches
from django.db import transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from hypothesis import HealthCheck, settings

from tests.database_template import ensure_template

pytest_plugins = ["tests.browser", "tests.demo_county"]
# How long an example takes says how busy the machine is, and nothing of the product.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


LONGEST_FIRST = (
    "access_matrix/test_matrix.py",
    "journeys/test_axe_everywhere.py",
    "journeys/test_real_county.py",
    "demo/test_county.py",
    "places/test_real_counties.py",
    "places/test_oxfordshire.py",
    "config/test_serving.py",
    "faults/test_kill_nine.py",
    "components/test_islands.py",
    "demo/test_moulds.py",
    "architecture/test_migrations.py",
    "access_matrix/test_actions.py",
    "journeys/",
)
"""Files that take longest, or mostly wait: begun last, one of them would keep everybody waiting at the end."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that several may share out among them are handed out in this order; all others stay as shuffled."""
    tests = Path(__file__).parent

    def file(item: pytest.Item) -> str:
        return item.path.relative_to(tests).as_posix()

    def place(item: pytest.Item) -> int:
        begins = (at for at, begins in enumerate(LONGEST_FIRST) if file(item).startswith(begins))
        return next(begins, len(LONGEST_FIRST))

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """Looking for garbage among the whole product and its tests takes a tenth of the time, and finds none."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def pytest_unconfigure() -> None:
    gc.unfreeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Every worker's database is a copy of one that is migrated once."""
    from django.conf import settings as of_django

    database = of_django.DATABASES["default"]
    database.setdefault("TEST", {})["TEMPLATE"] = ensure_template(database)


@pytest.fixture(scope="session", autouse=True)
def _hash_lightly():
    """Passwords are hashed in the product's own way, with so little work that hundreds of tries take no time."""
    patch = pytest.MonkeyPatch()
    for name, least in {"time_cost": 1, "memory_cost": 8, "parallelism": 1}.items():
        patch.setattr(Argon2PasswordHasher, name, least)
    yield
    patch.undo()


START_THE_CHAINS = (
    "INSERT INTO audit_chain (number, length, head) SELECT n, 0, '' FROM generate_series(0, 15) n "
    "ON CONFLICT DO NOTHING"
)


OF_THE_LIBRARY = {"django_content_type", "auth_permission", "django_migrations"}
"""What the library writes once about the models themselves; no test changes it."""
MOST_TO_DELETE = 400
"""Rows of one table from which emptying every table at once is quicker than taking the rows out."""


def _rows_by_table(cursor, tables: list[str]) -> dict[str, int]:
    """The tables that hold something, with how many rows, counted no further than matters."""
    count = "select '{0}', (select count(*) from (select 1 from \"{0}\" limit {1}) few)"
    cursor.execute(" union all ".join(count.format(one, MOST_TO_DELETE) for one in tables))
    return {table: rows for table, rows in cursor.fetchall() if rows}


def _refusals(cursor) -> list[tuple[str, str]]:
    """The tables that refuse to be emptied, rightly, each with the trigger that does."""
    cursor.execute(
        "select tgrelid::regclass::text, tgname from pg_trigger where not tgisinternal and tgtype & 32 <> 0"
        " order by 1, 2"
    )
    return cursor.fetchall()


def _take_out(cursor, tables: list[str]) -> None:
    """Delete the rows of these tables; our own triggers rest meanwhile, and foreign keys are asked at the end."""
    cursor.execute(
        "select distinct tgrelid::regclass::text from pg_trigger where not tgisinternal and tgenabled <> 'D'"
        " and tgrelid = any(%s::regclass[])",
        [[f'"{one}"' for one in tables]],
    )
    guarded = [row[0] for row in cursor.fetchall()]
    for table in guarded:
        cursor.execute(f"alter table {table} disable trigger user")
    for table in tables:
        cursor.execute(f'delete from "{table}"')
    cursor.execute("set constraints all immediate")
    for table in guarded:
        cursor.execute(f"alter table {table} enable trigger user")


@pytest.fixture(autouse=True)
def _nobody_has_asked():
    """How many public files the tests before have asked for is forgotten."""
    caches["asked"].clear()


@pytest.fixture(scope="session", autouse=True)
def _flush_quickly():
    """Tests that commit leave an empty database. Most fill few tables with few rows, so that taking these out is
    ten times quicker than emptying every table; and nothing of the library's own needs to be written again.

    The audit log and its like refuse to be emptied, so their triggers rest meanwhile, as only the tables' owner can
    have them do. The chains that a migration made are made again.
    """
    emptied, listed = DatabaseOperations.execute_sql_flush, DatabaseOperations.sql_flush

    def sql_flush(self, style, tables, **how):
        return listed(self, style, sorted(set(tables) - OF_THE_LIBRARY), **how)

    def execute_sql_flush(self, sql_list):
        tables = sorted({name for sql in sql_list for name in re.findall(r'"(\w+)"', sql)})
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            filled = _rows_by_table(cursor, tables)
            if max(filled.values(), default=0) < MOST_TO_DELETE:
                _take_out(cursor, sorted(filled))
                cursor.execute(START_THE_CHAINS)
                return None
            refusals = _refusals(cursor)
        rest = [f"ALTER TABLE {table} DISABLE TRIGGER {trigger}" for table, trigger in refusals]
        wake = [f"ALTER TABLE {table} ENABLE TRIGGER {trigger}" for table, trigger in refusals]
        return emptied(self, [*rest, *sql_list, *wake, START_THE_CHAINS])

    patch = pytest.MonkeyPatch()
    patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
    patch.setattr(DatabaseOperations, "execute_sql_flush", execute_sql_flush)
    patch.setattr("django.core.management.commands.flush.emit_post_migrate_signal", lambda *args, **kwargs: None)
    yield
    patch.undo()
