"""A hub, and its pages as somebody opens them."""

import pytest
from django.urls import reverse

from tests.hubs.given import Hub


@pytest.fixture
def hub():
    return Hub()


@pytest.fixture
def at_the(client):
    def opened(user, name, *args, data=None, **query):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        address = reverse(f"hubs:{name}", args=args)
        return client.get(address, query) if data is None else client.post(address, data)

    return opened
