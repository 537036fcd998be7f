"""The package, fund or provider that an address names; what is not there and what is not theirs are the same."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from .. import access, actions, rules
from ..queries import money, packages, providers


def package_or_404(request: HttpRequest, reference: str):
    """The package, noted as seen."""
    try:
        package = packages.get_package(viewer=request.user, reference=reference)
    except packages.PackageNotFound as missing:
        raise Http404 from missing
    if request.method == "GET":
        actions.show_package(package=package, by=request.user, at=timezone.now())
    return package


def fund_or_404(request: HttpRequest, reference: str):
    """The fund."""
    try:
        return money.get_fund(viewer=request.user, reference=reference)
    except money.FundNotFound as missing:
        raise Http404 from missing


def provider_or_404(reference: str):
    """The provider."""
    provider = providers.get_provider(reference=reference)
    if provider is None:
        raise Http404
    return provider


def found_or_404(thing):
    """What was found, or a page that is not there."""
    if thing is None:
        raise Http404
    return thing


def year_asked(request: HttpRequest) -> int:
    """The financial year that the address asks for, or the one that is now."""
    asked = request.GET.get("year", "")
    now = rules.year_of(timezone.localdate())
    return int(asked) if asked.isdigit() and 1990 <= int(asked) <= now + 10 else now


def may_settle_now(request: HttpRequest, package) -> bool:
    """Whether the viewer writes the version that is under way."""
    version = package.versions.filter(status__in=list(rules.UNDER_WAY)).first()
    return version is not None and access.may_settle(request.user, package, version)


def writable_or_404(request: HttpRequest, reference: str):
    """The package, for those who write it."""
    package = package_or_404(request, reference)
    if not (access.may_write(request.user, package) or may_settle_now(request, package)):
        raise Http404
    return package


def changeable_or_404(request: HttpRequest, reference: str):
    """The package, for those who begin a change of it."""
    package = package_or_404(request, reference)
    if not (access.may_write(request.user, package) or request.user.may(access.KEEP_PROVIDERS)):
        raise Http404
    return package


def referable_or_404(request: HttpRequest, reference: str):
    """The package, for those who refer it up."""
    package = package_or_404(request, reference)
    if not (access.may_write(request.user, package) or access.may_approve(request.user, package)):
        raise Http404
    return package
