"""What must stand before Django loads: the database, the secret key, the mode."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alongside.config.database import Cluster
from alongside.config.processes import say

BANNER = "Embedded PostgreSQL (for demo, development and tests only) in {home}"


def data_folder() -> Path:
    """Return the folder that holds what we keep; the settings read the same name."""
    return Path(os.environ.get("ALONGSIDE_DATA_DIR") or Path.cwd() / "var").resolve()


@contextmanager
def database() -> Iterator[Cluster | None]:
    """Have a database to work on: the one in `DATABASE_URL`, or the embedded cluster."""
    os.environ["ALONGSIDE_DATA_DIR"] = str(data_folder())
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    if os.environ.get("ALONGSIDE_MODE") == "production":
        raise LookupError(
            "A production service needs a PostgreSQL server: set DATABASE_URL. "
            "The embedded database is for demo, development and tests."
        )
    cluster = Cluster(data_folder() / "database")
    address = cluster.start()
    os.environ["DATABASE_URL"] = address.url
    say(BANNER.format(home=cluster.home))
    try:
        yield cluster
    finally:
        cluster.leave()


@contextmanager
def product(mode: str | None = None) -> Iterator[Cluster | None]:
    """Have the whole product loaded, on its database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    if mode:
        os.environ.setdefault("ALONGSIDE_MODE", mode)
    with database() as cluster:
        _have_a_secret_key()
        import django

        django.setup()
        try:
            yield cluster
        finally:
            _close_connections()


def _have_a_secret_key() -> None:
    """Outside production, keep a random key in the data folder, so that nobody shares one."""
    if os.environ.get("ALONGSIDE_SECRET_KEY") or os.environ.get("ALONGSIDE_MODE") == "production":
        return
    path = data_folder() / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    os.environ["ALONGSIDE_SECRET_KEY"] = path.read_text()


def _close_connections() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
