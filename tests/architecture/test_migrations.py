"""Every migration of ours can be taken back and applied again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from tests.database_template import _address, _maintenance, ensure_template

CHECKOUT = Path(__file__).resolve().parents[2]
SCRATCH = f"alongside_there_and_back_{os.getpid()}"


@pytest.fixture
def scratch():
    """A copy of a migrated database, thrown away afterwards."""
    database = settings.DATABASES["default"]
    template, name = sql.Identifier(ensure_template(database)), sql.Identifier(SCRATCH)
    with psycopg.connect(**_maintenance(database), autocommit=True) as server:
        server.execute(sql.SQL("create database {} template {}").format(name, template))
        yield _address(database, SCRATCH)
        server.execute(sql.SQL("drop database {} with (force)").format(name))


def test_all_go_back_to_nothing_and_come_again(scratch):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.architecture.migrations_there_and_back"],
        cwd=CHECKOUT,
        env=os.environ
        | {
            "DATABASE_URL": scratch,
            "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout)
    assert {"audit", "identity", "people", "cases", "plans"} <= set(found["went"])
    assert found["stayed"] == {"tables": [], "functions": []}
    assert found["lost"] == []
