"""A throw-away PostgreSQL for the tests, unless `DATABASE_URL` names a server.

It must stand before Django's settings are read, which is before any `conftest.py`; so it is loaded by
name (`-p tests.database_plugin`). The workers of xdist inherit its address from the first process.
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
    global _cluster  # noqa: PLW0603 - one for the whole process
    os.environ.setdefault("ALONGSIDE_MODE", "test")
    if os.environ.get("DATABASE_URL"):
        return
    _cluster = Cluster(_folder(), is_durable=False)
    try:
        address = _cluster.start()
    except ClusterRefused:  # without fsync, a crash of the machine may have spoilt it
        _cluster.remove()
        _cluster = Cluster(_folder(), is_durable=False)
        address = _cluster.start()
    os.environ["DATABASE_URL"] = address.url


def pytest_unconfigure() -> None:
    """Stop the cluster and delete it, if nobody else is using it."""
    global _cluster  # noqa: PLW0603
    if _cluster is not None and _cluster.leave():
        _cluster.remove()
    _cluster = None


def _folder() -> Path:
    name = hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"alongside-tests-{os.getuid()}-{name}"
