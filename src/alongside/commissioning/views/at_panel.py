"""What a panel reads of a package on the page of an item: what it cost, what changed, and packages like it."""

from datetime import date

from django.template.loader import render_to_string

from alongside.foundation.policy.queries import policy_on
from alongside.panels.queries import is_item_of_panel_for

from .. import access, rules
from ..presenters.package import DELIVERY_COLUMNS, PackagePage, Reader
from ..presenters.providers import record_page
from ..queries import packages, providers
from ..queries.panel import package_before_panel


def on_item(viewer, item, today: date) -> str | None:
    """The package that an item asks about, for its panel and for those who work with the family."""
    if not item.asked_first.source_kind.startswith("commissioning."):
        return None
    found = package_before_panel(item)
    if found is None:
        return None
    package, version = found
    if not (access.may_see_family(viewer, package) or is_item_of_panel_for(viewer=viewer, item=item)):
        return None
    policy = policy_on(rules.CommissioningPolicy, today)
    reader = Reader(shows_family=True, sees_money=viewer.may(access.SEE_MONEY))
    page = PackagePage.of(packages.whole_of(package), reader=reader, today=today, policy=policy)
    count, record = providers.similar_to(package=package, today=today)
    may_open = access.packages_open_to(viewer).filter(id=package.id).exists()
    return render_to_string(
        "commissioning/at_panel.html",
        {
            "page": page,
            "is_proposal": version is not None,
            "delivery_columns": DELIVERY_COLUMNS,
            "record": record_page(record, count=count),
            "may_open": may_open,
        },
    )
