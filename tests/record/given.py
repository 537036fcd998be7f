"""A family whose record is sealed."""

from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.rules import GrantReason, SealKind
from alongside.people import actions as people
from tests.factories import NOW, a_team, a_user
from tests.people.given import given_a_family, given_a_person, given_a_worker

WHY = "The father works in the hub that helps this family"
RING = "the duty manager, 01632 960020"


def seal(family, *, named, by=None, **facts):
    """Seal a family's record by somebody who runs the service."""
    given = {"kind": SealKind.STAFF_FAMILY, "reason": WHY, "ring": RING, "at": NOW} | facts
    return people.seal_family(family=family, names=named, by=by or a_user("service-manager"), **given)


def given_a_sealed_family(*, named, name="Lindqvist"):
    """A family with a girl, known to a team, and then sealed."""
    worker = given_a_worker()
    girl = given_a_person(by=worker, given_names="Saga", family_name=name)
    family = given_a_family(girl, by=worker, name=name)
    give_grant(subject_kind="family", subject_id=family.id, holder=a_team(), reason=GrantReason.HUB, at=NOW)
    return family, seal(family, named=named)
