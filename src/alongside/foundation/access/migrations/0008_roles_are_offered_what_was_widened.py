"""Finance officers and commissioners are offered what earlier databases never offered them.

A permission is offered to a role once, when it is new. These are older than their widening, so in a database that
stands they count as offered; here they are struck from what was offered to these two roles, and the next offering of
roles, at the end of `alongside migrate`, gives them. What an administrator took from any other role stays taken.
"""

from django.db import migrations

WIDENED = {
    "finance-officer": ("hubs.keep_all_figures", "hubs.keep_figures", "hubs.see_figures", "planning.see_need"),
    "commissioner": ("hubs.see_figures", "planning.see_need"),
}


def offer_again(apps, schema_editor) -> None:
    """Count the widened permissions as not offered yet."""
    for role in apps.get_model("identity", "Role").objects.filter(slug__in=WIDENED).order_by("slug"):
        held = {*WIDENED[role.slug]} - {*role.permissions}
        role.offered = [code for code in role.offered if code not in held]
        role.save(update_fields=["offered"])


def take_back(apps, schema_editor) -> None:
    """As the release before had it: offered to others, and not held by these roles."""
    for role in apps.get_model("identity", "Role").objects.filter(slug__in=WIDENED).order_by("slug"):
        widened = {*WIDENED[role.slug]}
        role.permissions = [code for code in role.permissions if code not in widened]
        role.offered = sorted({*role.offered, *widened})
        role.save(update_fields=["permissions", "offered"])


class Migration(migrations.Migration):
    dependencies = [("access", "0007_seals_are_held"), ("identity", "0002_known_at_an_organisation")]

    operations = [migrations.RunPython(offer_again, take_back)]
