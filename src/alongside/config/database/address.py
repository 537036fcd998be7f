"""Where a database is, as one line: `postgresql://user:password@host:port/name`.

A host that begins with a slash is the folder of a Unix socket, percent-encoded as in libpq.
`urllib` would turn the folder into small letters, so the host is read from the raw text.
"""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from .pool import POOL

PREPARED_AFTER = 5
"""A query whose values go apart is planned once after so many times: a search for a person takes a quarter less."""

SCHEMES = ("postgres", "postgresql")


@dataclass(frozen=True)
class Address:
    """A database's address, taken apart."""

    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, url: str) -> "Address":
        """Take an address apart; refuse what is not PostgreSQL's."""
        parts = urlsplit(url)
        if parts.scheme not in SCHEMES:
            raise ValueError("DATABASE_URL must begin with postgres:// or postgresql://")
        who, _, where = parts.netloc.rpartition("@")
        user, _, password = who.partition(":")
        host, port = _host_and_port(where)
        return cls(
            name=unquote(parts.path.lstrip("/")),
            user=unquote(user),
            password=unquote(password),
            host=host,
            port=port,
            options=tuple(parse_qsl(parts.query)),
        )

    @property
    def url(self) -> str:
        """Return the address as one line again."""
        who = quote(self.user, safe="")
        if self.password:
            who += ":" + quote(self.password, safe="")
        host = f"[{self.host}]" if ":" in self.host else quote(self.host, safe="")
        where = host + (f":{self.port}" if self.port else "")
        query = "&".join(f"{key}={quote(value, safe='')}" for key, value in self.options)
        at = f"{who}@" if who else ""
        return f"postgresql://{at}{where}/{quote(self.name, safe='')}" + (query and f"?{query}")

    def of(self, name: str) -> "Address":
        """Return the address of another database on the same server."""
        return replace(self, name=name)

    @property
    def for_django(self) -> dict[str, object]:
        """Return the entry of Django's `DATABASES`; the pool needs `CONN_MAX_AGE` 0."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.name,
            "USER": self.user,
            "PASSWORD": self.password,
            "HOST": self.host,
            "PORT": self.port,
            "CONN_MAX_AGE": 0,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"pool": dict(POOL), "prepare_threshold": PREPARED_AFTER, **dict(self.options)},
        }

    @property
    def for_programs(self) -> dict[str, str]:
        """Return the environment that tells PostgreSQL's own programs where to go."""
        said = {
            "PGHOST": self.host,
            "PGPORT": self.port,
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            "PGDATABASE": self.name,
        }
        said |= {"PG" + key.upper(): value for key, value in self.options if key == "sslmode"}
        return {key: value for key, value in said.items() if value}


def _host_and_port(where: str) -> tuple[str, str]:
    if where.startswith("["):
        host, _, port = where[1:].partition("]")
        return host, port.lstrip(":")
    host, _, port = where.partition(":")
    return unquote(host), port
