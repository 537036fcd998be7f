"""One migrated database for the whole run: every worker's own is a copy of it, made in a moment.

It is named by a digest of the migrations, so that one from before a change is never used.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

CHECKOUT = Path(__file__).resolve().parents[1]
LOCK = 7_305_113
_MIGRATE = """
import gc, django
from django.core.management import call_command
gc.disable()  # looking for garbage would take a quarter of the time
django.setup()
call_command("migrate", verbosity=0)
"""


def ensure_template(database: dict) -> str:
    """The name of the migrated database, which is made by whoever comes first; the others wait."""
    name = f"alongside_template_{_digest()}"
    with psycopg.connect(**_maintenance(database), autocommit=True) as server:
        server.execute("select pg_advisory_lock(%s)", [LOCK])
        try:
            if server.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is None:
                _make(server, name, database)
        finally:
            server.execute("select pg_advisory_unlock(%s)", [LOCK])
    return name


def _digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(CHECKOUT.glob("src/alongside/**/migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _maintenance(database: dict) -> dict:
    facts = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    return {ours: database[theirs] for ours, theirs in facts.items() if database.get(theirs)} | {"dbname": "postgres"}


def _make(server: psycopg.Connection, name: str, database: dict) -> None:
    unfinished = f"{name}_unfinished"
    server.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(unfinished)))
    server.execute(sql.SQL("create database {}").format(sql.Identifier(unfinished)))
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _MIGRATE],
        check=True,
        cwd=CHECKOUT,
        env=os.environ
        | {"PYTHONPATH": "src"}
        | {"DATABASE_URL": _address(database, unfinished), "DJANGO_SETTINGS_MODULE": "alongside.config.settings"},
    )
    server.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(unfinished), sql.Identifier(name)))


def _address(database: dict, name: str) -> str:
    from urllib.parse import quote

    login = quote(database["USER"], safe="")
    if database.get("PASSWORD"):
        login += f":{quote(database['PASSWORD'], safe='')}"
    port = f":{database['PORT']}" if database.get("PORT") else ""
    return f"postgresql://{login}@{quote(database.get('HOST') or '', safe='')}{port}/{name}"
