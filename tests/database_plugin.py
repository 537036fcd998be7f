"""A throw-away PostgreSQL for the tests, unless `DATABASE_URL` names a server.

It must stand before Django's settings are read, which is before any `conftest.py`; so it is loaded
by name (`-p tests.database_plugin`). The workers of xdist inherit its address from the first one.
"""

import hashlib
import os
import sys
import tempfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT / "src"))

from alongside.config.database import Cluster, ClusterRefused  # noqa: E402

_cluster: Cluster | None = None


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Start the cluster, or join the one that another run of this checkout has started."""
    global _cluster
    os.environ.setdefault("ALONGSIDE_MODE", "test")
    data = Path(os.environ.setdefault("ALONGSIDE_DATA_DIR", str(_folder("data"))))
    (data / "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is missing
    if os.environ.get("DATABASE_URL"):
        return
    _cluster = Cluster(_folder("database"), is_durable=False)
    try:
        address = _cluster.start()
    except ClusterRefused:  # without fsync, a crash of the machine may have spoilt it
        _cluster.remove()
        _cluster = Cluster(_folder("database"), is_durable=False)
        address = _cluster.start()
    os.environ["DATABASE_URL"] = address.url


def pytest_unconfigure() -> None:
    """Stop the cluster and delete it, if nobody else is using it."""
    global _cluster
    if _cluster is not None and _cluster.leave():
        _cluster.remove()
    _cluster = None


def _folder(what: str) -> Path:
    """Return a folder of this checkout and this user's alone."""
    name = hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"alongside-tests-{os.getuid()}-{name}" / what
