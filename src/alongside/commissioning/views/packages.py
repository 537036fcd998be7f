"""Packages: the list, one with all it has, and a page to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.foundation.access.access import opens_to, opens_to_agencies
from alongside.foundation.documents.views import csv_answer
from alongside.foundation.policy.queries import policy_on

from .. import access, actions, rules
from ..presenters import lists
from ..presenters.package import DELIVERY_COLUMNS, VERSION_COLUMNS, PackagePage, Reader, say_agreed
from ..queries import money, packages
from ..queries.panel import agreed_for
from .finding import may_settle_now, package_or_404


@opens_to_agencies
def list_packages(request: HttpRequest) -> HttpResponse:
    """The packages open to the viewer, and those that wait for them."""
    viewer = request.user
    status = request.GET.get("status", "")
    waiting, fund = request.GET.get("waiting", ""), request.GET.get("fund", "")
    page = packages.list_packages(
        viewer=viewer,
        status=status if status in set(rules.PackageStatus) else "",
        waiting=waiting,
        fund=fund[:20],
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    spent = packages.spent_of([one.id for one in page.rows])
    is_open = packages.open_families(viewer=viewer, family_ids={one.case.family_id for one in page.rows})
    actions.show_packages(families=is_open, by=viewer, at=timezone.now())
    today = timezone.localdate()
    return render(
        request,
        "commissioning/packages.html",
        {
            "page": page,
            "columns": lists.PACKAGE_COLUMNS,
            "rows": [
                lists.package_row(one, spent=spent.get(one.id, 0), open_families=is_open, today=today)
                for one in page.rows
            ],
            "waiting": [lists.waiting_row(one) for one in packages.list_waiting(viewer=viewer)],
            "waiting_columns": lists.WAITING_COLUMNS,
            "statuses": [("", "Any status"), *rules.PACKAGE_STATUS_WORDS.items()],
            "status": status,
            "sees_money": viewer.may(access.SEE_MONEY),
        },
    )


@opens_to_agencies
def package(request: HttpRequest, reference: str) -> HttpResponse:
    """One package."""
    shown = {
        "page": _page(request, reference),
        "delivery_columns": DELIVERY_COLUMNS,
        "version_columns": VERSION_COLUMNS,
    }
    return render(request, "commissioning/package.html", shown)


@opens_to_agencies
def print_package(request: HttpRequest, reference: str) -> HttpResponse:
    """One package on paper."""
    return render(request, "commissioning/print_package.html", {"page": _page(request, reference)})


def _page(request: HttpRequest, reference: str) -> PackagePage:
    found, viewer, today = package_or_404(request, reference), request.user, timezone.localdate()
    whole = packages.whole_of(found)
    limit = packages.limit_of(user=viewer, today=today)
    is_running = found.status == rules.PackageStatus.RUNNING
    is_under_way = whole.version.status in rules.UNDER_WAY
    reader = Reader(
        shows_family=access.may_see_family(viewer, found),
        agreed=say_agreed(agreed_for(found)) if found.status == rules.PackageStatus.PLANNED else "",
        may_write=may_settle_now(request, found),
        may_approve=access.may_approve(viewer, found),
        may_sign=viewer.may(access.SIGN),
        may_watch=access.may_watch(viewer, found),
        may_change=is_running
        and not is_under_way
        and (access.may_write(viewer, found) or viewer.may(access.KEEP_PROVIDERS)),
        limit=limit.most if limit else None,
        sees_money=viewer.may(access.SEE_MONEY),
        is_own_proposal=whole.version.proposed_by_id == viewer.id,
    )
    return PackagePage.of(whole, reader=reader, today=today, policy=policy_on(rules.CommissioningPolicy, today))


@opens_to(access.SEE_MONEY)
def joint_funding(request: HttpRequest) -> HttpResponse:
    """Running packages with each stream's part of the cost, in the shape that joint funding is reported."""
    header = [
        "Identifier", "Start date", "End date", "Total cost", "Contribution from Social Care",
        "Contribution from Education", "Contribution from Health", "Contribution from joint funds",
    ]  # fmt: skip
    streams = (rules.Stream.SOCIAL_CARE, rules.Stream.EDUCATION, rules.Stream.HEALTH, rules.Stream.JOINT)

    def rows():
        yield header
        for one, parts in money.joint_funding(viewer=request.user):
            amounts = [f"{parts[stream] // 100}.{parts[stream] % 100:02}" for stream in streams]
            total = f"{one.cost // 100}.{one.cost % 100:02}"
            yield [one.reference, one.starts_on, one.ends_on, total, *amounts]

    return csv_answer(rows(), "joint-funding.csv", is_long=True)
