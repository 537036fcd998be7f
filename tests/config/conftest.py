"""Folders in reach of the database's account, and one real cluster for the tests that stop, kill and fill one."""

import pytest

from alongside.config.database import Cluster
from tests.config.given import a_folder_in_reach


@pytest.fixture
def tmp_path():
    with a_folder_in_reach() as folder:
        yield folder


@pytest.fixture(scope="module")
def cluster():
    """A running cluster; a test that kills it need not bring it back."""
    with a_folder_in_reach() as folder:
        cluster = Cluster(folder / "database")
        cluster.start()
        yield cluster
        cluster.leave()
        assert not cluster.is_running
