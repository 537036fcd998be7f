"""Who may hold which role."""

import pytest

from alongside.foundation.identity.rules import UserKind, may_hold


@pytest.mark.parametrize(
    ("role", "kind", "may"),
    [
        pytest.param("family-member", UserKind.FAMILY, True, id="a parent is a family member"),
        pytest.param("family-worker", UserKind.FAMILY, False, id="a parent is no worker"),
        pytest.param("family-member", UserKind.STAFF, False, id="a worker is no family member"),
        pytest.param("partner", UserKind.PARTNER, True, id="a partner is a partner"),
    ],
)
def test_may_hold(role, kind, may):
    assert may_hold(role, kind=kind) is may
