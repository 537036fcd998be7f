"""One world for all the questions of the matrix, in a transaction that is never kept."""

import pytest
from django.db import transaction

from tests.access_matrix import world as worlds


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    patch = pytest.MonkeyPatch()
    from django.conf import settings

    patch.setattr(settings, "DOCUMENTS_DIR", tmp_path_factory.mktemp("documents"))
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.build()
        transaction.set_rollback(True)
    patch.undo()
