"""What tests of planning can ask for; a file whose county or planner is another has its own."""

import pytest
from django.urls import reverse

from tests.factories import a_user
from tests.planning.given import given_a_county_in_a_row


@pytest.fixture
def planner(db):
    """Someone who plans."""
    return a_user("planner")


@pytest.fixture
def county(db):
    """A hub at each end of six areas in a row, and a library in the middle."""
    return given_a_county_in_a_row()


@pytest.fixture
def at_the(client):
    """Open a page of planning by its name, or send to it, as someone or as nobody."""

    def opened(user, name, *args, data=None, **query):
        if user is not None:
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        address = reverse(f"planning:{name}", args=args)
        return client.get(address, query) if data is None else client.post(address, data)

    return opened
