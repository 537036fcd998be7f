"""Roles in a database that stands are given what a later release meant for them, and can be set back."""

from importlib import import_module

import pytest
from django.apps import apps

from alongside.foundation.access import rules
from alongside.foundation.access.actions import ensure_roles
from alongside.foundation.identity.models import Role

pytestmark = pytest.mark.django_db
widening = import_module("alongside.foundation.access.migrations.0008_roles_are_offered_what_was_widened")
NEW = {"finance-officer": {"planning.see_money"}, "commissioner": set()}


def held(slug: str) -> set[str]:
    return set(Role.objects.get(slug=slug).permissions)


@pytest.fixture
def before():
    """The database as the earlier release left it."""
    ensure_roles()
    widening.take_back(apps, None)
    for role in Role.objects.all():
        role.permissions = [one for one in role.permissions if one != "planning.see_money"]
        role.offered = [one for one in role.offered if one != "planning.see_money"]
        role.save()


@pytest.mark.parametrize("slug", widening.WIDENED)
def test_the_role_is_given_what_was_widened_and_what_is_new_once(before, slug):
    wanted = set(widening.WIDENED[slug]) | NEW[slug]
    assert not wanted & held(slug)
    widening.offer_again(apps, None)
    assert not wanted & held(slug), "nothing is given before roles are offered"
    ensure_roles()
    assert wanted <= held(slug)
    Role.objects.filter(slug=slug).update(permissions=[])
    ensure_roles()
    assert held(slug) == set(), "what an administrator takes afterwards stays taken"


@pytest.mark.parametrize("slug", widening.WIDENED)
def test_it_is_meant_for_the_role_in_a_new_database_too(slug):
    declared = {one.code: one.roles for one in rules.declared_permissions()}
    assert all(slug in declared[code] for code in widening.WIDENED[slug])


def test_other_roles_and_other_permissions_stay_as_an_administrator_left_them(before):
    Role.objects.filter(slug="hub-manager").update(permissions=[])
    Role.objects.filter(slug="commissioner").update(permissions=["planning.see_need"])
    widening.offer_again(apps, None)
    ensure_roles()
    assert "hubs.see_figures" not in held("hub-manager")
    assert held("commissioner") == {"planning.see_need", "hubs.see_figures"}


def test_it_can_be_taken_back_and_done_again(before):
    widening.offer_again(apps, None)
    ensure_roles()
    others = held("finance-officer") - set(widening.WIDENED["finance-officer"])
    widening.take_back(apps, None)
    ensure_roles()
    assert held("finance-officer") == others
    widening.offer_again(apps, None)
    ensure_roles()
    assert set(widening.WIDENED["finance-officer"]) <= held("finance-officer")


def test_a_database_without_roles_has_nothing_to_widen(db):
    Role.objects.all().delete()
    widening.offer_again(apps, None)
    widening.take_back(apps, None)
    assert not Role.objects.exists()
