"""One real cluster for the tests that stop, kill and fill one."""

import pytest

from alongside.config.database import Cluster
from tests.config.given import open_the_way_to


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A running cluster; a test that kills it need not bring it back."""
    folder = tmp_path_factory.mktemp("cluster")
    open_the_way_to(folder)
    cluster = Cluster(folder / "database")
    cluster.start()
    yield cluster
    cluster.leave()
    assert not cluster.is_running
