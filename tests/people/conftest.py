"""Who looks at the pages of people, and at whom; a file may name others."""

import pytest

from tests.people.given import given_a_person, given_a_worker


@pytest.fixture
def worker(client):
    worker = given_a_worker()
    client.force_login(worker)
    return worker


@pytest.fixture
def amina(worker):
    return given_a_person(by=worker)
