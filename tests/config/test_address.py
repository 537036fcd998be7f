"""A database's address as one line, there and back."""

import pytest

from alongside.config.database import Address


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "password", "name"),
    [
        pytest.param(
            "postgres://ann:p%40ss@db.example.org:5433/county",
            *("db.example.org", "5433", "ann", "p@ss", "county"),
            id="a server by name",
        ),
        pytest.param(
            "postgresql://ann:x@%2FSrv%2FMy%20Data%2Fsocket:5432/county",
            *("/Srv/My Data/socket", "5432", "ann", "x", "county"),
            id="a socket's folder keeps its capital letters",
        ),
        pytest.param("postgres://ann@[::1]:5432/county", "::1", "5432", "ann", "", "county", id="IPv6"),
        pytest.param("postgresql:///county", "", "", "", "", "county", id="whatever libpq thinks"),
    ],
)
def test_address_is_taken_apart(url, host, port, user, password, name):
    address = Address.parse(url)

    assert (address.host, address.port) == (host, port)
    assert (address.user, address.password, address.name) == (user, password, name)
    assert Address.parse(address.url) == address


def test_address_of_another_kind_of_database_is_refused():
    with pytest.raises(ValueError, match="postgres"):
        Address.parse("sqlite:///county.sqlite3")


def test_options_reach_django_and_postgresqls_programs():
    address = Address.parse("postgres://ann@db/county?sslmode=verify-full")

    assert address.for_django["OPTIONS"]["sslmode"] == "verify-full"
    assert address.for_programs["PGSSLMODE"] == "verify-full"
    assert address.for_django["CONN_MAX_AGE"] == 0, "the pool needs it"
