"""Take every migration of ours back and apply it again, on the database that `DATABASE_URL` names; say what is left.

Run by `test_migrations.py` in a process of its own, on a copy of a migrated database.
"""

import json
import sys

import django
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

OURS = "alongside."
LEFT_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
LEFT_FUNCTIONS = """
SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = 'public' AND NOT EXISTS (
    SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


def main() -> None:
    """Go back to nothing, look what stayed, and come forward again."""
    django.setup()
    labels = [one.label for one in apps.get_app_configs() if one.name.startswith(OURS)]
    mine = {label for label in labels if _has_migrations(label)}
    before = _names(LEFT_TABLES)
    prefixes = tuple(f"{label}_" for label in labels)
    own_tables = {name for name in before if name.startswith(prefixes)}
    MigrationExecutor(connection).migrate([(label, None) for label in sorted(mine)])
    stayed = {
        "tables": sorted(own_tables & _names(LEFT_TABLES)),
        "functions": sorted(one for one in _names(LEFT_FUNCTIONS) if one.startswith(prefixes)),
    }
    forward = MigrationExecutor(connection)
    forward.migrate(forward.loader.graph.leaf_nodes())
    again = _names(LEFT_TABLES)
    json.dump({"went": sorted(mine), "stayed": stayed, "lost": sorted(before - again)}, sys.stdout)


def _has_migrations(label: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations WHERE app = %s", [label])
        return cursor.fetchone()[0] > 0


def _names(sql: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {row[0] for row in cursor.fetchall()}


if __name__ == "__main__":
    main()
