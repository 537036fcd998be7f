"""One world for all the questions of the matrix, in a transaction that is never kept."""

from functools import cached_property

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from alongside.foundation.identity.models import User
from tests.access_matrix import world as worlds


def _found_once(patch: pytest.MonkeyPatch, viewers: set) -> None:
    """Each viewer's session and roles are read once, not for each of their thousand questions.

    They are the same every time: nobody here signs in or out or is given another role, and what a page changes is
    taken back. The account itself, the grants and all that a page shows are asked for anew by each request.
    """
    sessions, held = {}, {}
    load, memberships = SessionStore.load, User.current_memberships.func

    def loaded(store: SessionStore) -> dict:
        key = store.session_key
        if key not in sessions:
            sessions[key] = load(store)
        return dict(sessions[key])

    def of(user: User) -> list:
        if user.pk not in viewers:
            return memberships(user)
        if user.pk not in held:
            held[user.pk] = memberships(user)
        return held[user.pk]

    found = cached_property(of)
    found.__set_name__(User, "current_memberships")
    patch.setattr(SessionStore, "load", loaded)
    patch.setattr(User, "current_memberships", found)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    patch = pytest.MonkeyPatch()
    from django.conf import settings

    patch.setattr(settings, "DOCUMENTS_DIR", tmp_path_factory.mktemp("documents"))
    with django_db_blocker.unblock(), transaction.atomic():
        built = worlds.build()
        _found_once(patch, {one.pk for one in built.users.values()})
        yield built
        transaction.set_rollback(True)
    patch.undo()
