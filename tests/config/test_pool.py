"""Connections come back by themselves after the database was away."""

import psycopg
import pytest
from django.conf import settings
from psycopg_pool import ConnectionPool, PoolTimeout

from alongside.config.database.address import Address
from alongside.config.database.pool import POOL, try_again

AT_ONCE = {"reconnect_timeout": 0.01, "timeout": 20}


class Away(psycopg.Connection):
    """A database that refuses the first few who ask."""

    refusals = 0

    @classmethod
    def connect(cls, *args, **options):
        if cls.refusals:
            cls.refusals -= 1
            raise psycopg.OperationalError("connection refused")
        return super().connect(*args, **options)


@pytest.fixture
def url(db):
    standing = settings.DATABASES["default"]
    return Address(
        standing["NAME"], standing["USER"], standing["PASSWORD"], standing["HOST"], str(standing["PORT"])
    ).url


@pytest.fixture
def away(monkeypatch):
    monkeypatch.setattr(Away, "refusals", 9)


@pytest.mark.usefixtures("away")
def test_who_waits_gets_a_connection_when_the_database_is_back(url):
    with ConnectionPool(url, connection_class=Away, open=True, **(POOL | AT_ONCE)) as pool, pool.connection() as one:
        assert one.execute("select 1").fetchone() == (1,)


@pytest.mark.usefixtures("away")
def test_who_waits_is_told_when_it_stays_away(url, monkeypatch):
    monkeypatch.setattr(Away, "refusals", 1_000_000)
    short = POOL | AT_ONCE | {"timeout": 0.1}
    with ConnectionPool(url, connection_class=Away, open=True, **short) as pool, pytest.raises(PoolTimeout):
        pool.getconn()


def test_pool_that_is_closed_is_let_be(url):
    pool = ConnectionPool(url, open=False)

    try_again(pool)

    assert pool.closed
