"""The roles that are shipped with the product."""

from django.db import transaction

from alongside.foundation.identity.models import Role
from alongside.foundation.identity.rules import DEFAULT_ROLES

from .. import rules


@transaction.atomic
def ensure_roles() -> list[Role]:
    """Make the shipped roles, and offer each a permission that is new since last time.

    What an administrator took from a role stays taken: a permission is offered once.
    """
    declared = {one.code: one for one in rules.declared_permissions()}
    Role.objects.bulk_create([_as_shipped(one) for one in DEFAULT_ROLES], ignore_conflicts=True)
    standing = {role.slug: role for role in Role.objects.select_for_update().order_by("slug")}
    roles = [standing[shipped.slug] for shipped in DEFAULT_ROLES]
    to_offer = [role for role in roles if role.offered != sorted(declared)]
    for role in to_offer:
        new = declared.keys() - set(role.offered)
        granted = {code for code in new if role.slug in declared[code].roles}
        role.permissions, role.offered = sorted({*role.permissions, *granted}), sorted(declared)
    Role.objects.bulk_update(to_offer, ["permissions", "offered"])
    return roles


def _as_shipped(shipped) -> Role:
    return Role(
        slug=shipped.slug,
        name=shipped.name,
        for_whom=shipped.for_whom,
        needs_second_factor=shipped.needs_second_factor,
    )
