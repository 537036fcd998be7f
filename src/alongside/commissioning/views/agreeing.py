"""Proposing, approving, signing and changing a package."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from alongside.foundation.access.access import opens_to, opens_to_agencies

from .. import access, actions, forms
from ..presenters.wording import short_pounds
from ..queries import packages
from .finding import changeable_or_404, package_or_404, referable_or_404, writable_or_404
from .writing import package_verb


def _latest(package):
    return package.versions.order_by("-number").first()


@opens_to_agencies
def propose(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a version forward."""
    package = writable_or_404(request, reference)
    version = _latest(package)
    return package_verb(
        request,
        package,
        name="propose",
        form=forms.Confirm,
        act=lambda typed, who: actions.propose(version=version, **who),
        title="Propose this package?",
        intro=f"It costs {short_pounds(version.cost)}. Someone whose delegated limit is high enough approves it.",
        button="Propose it",
        done="It is proposed",
    )


@opens_to_agencies
def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a proposal back."""
    package = writable_or_404(request, reference)
    version = _latest(package)
    return package_verb(
        request,
        package,
        name="take_back",
        form=forms.Confirm,
        act=lambda typed, who: actions.take_back(version=version, **who),
        title="Take it back to change it?",
        intro="An approval that it had is gone: it is proposed and approved again.",
        button="Take it back",
        done="It can be changed again",
    )


@opens_to_agencies
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a version up."""
    package = writable_or_404(request, reference)
    version = _latest(package)
    return package_verb(
        request,
        package,
        name="withdraw",
        form=forms.SayWhy,
        act=lambda typed, who: actions.withdraw(version=version, why=typed["why"], **who),
        title="Withdraw this version?",
        intro="What was signed before stays as it is.",
        button="Withdraw it",
        kind="warning",
        done="It is withdrawn",
    )


@opens_to(access.APPROVE)
def approve(request: HttpRequest, reference: str) -> HttpResponse:
    """Approve a version within one's own limit."""
    package = package_or_404(request, reference)
    version = _latest(package)
    limit = packages.limit_of(user=request.user, today=timezone.localdate())
    mine = f"You may approve up to {short_pounds(limit.most)}." if limit else "You hold no delegated limit."
    return package_verb(
        request,
        package,
        name="approve",
        form=forms.Approve,
        act=lambda typed, who: actions.approve(version=version, why=typed["why"], **who),
        title="Approve this package?",
        intro=f"It costs {short_pounds(version.cost)}. {mine}",
        button="Approve it",
        done="It is approved",
    )


@opens_to(access.APPROVE)
def decline(request: HttpRequest, reference: str) -> HttpResponse:
    """Say no to a proposal."""
    package = package_or_404(request, reference)
    version = _latest(package)
    return package_verb(
        request,
        package,
        name="decline",
        form=forms.SayWhy,
        act=lambda typed, who: actions.decline(version=version, why=typed["why"], **who),
        title="Decline this package?",
        intro="Help that is urgent is not held up by this: it starts, and is brought to a panel to ratify.",
        button="Decline it",
        kind="warning",
        done="It is declined",
    )


@opens_to_agencies
def refer_up(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask someone whose limit is high enough."""
    package = referable_or_404(request, reference)
    version = _latest(package)
    able = packages.who_could_approve(cost=version.cost, today=timezone.localdate(), but=request.user)

    def act(typed, who):
        to = next(one.user for one in able if str(one.user_id) == typed["to"])
        return actions.refer_up(version=version, to=to, why=typed["why"], **who)

    people = [(str(one.user_id), f"{one.user.name}, up to {short_pounds(one.most)}") for one in able]
    return package_verb(
        request,
        package,
        name="refer_up",
        form=forms.ReferUp,
        act=act,
        title="Refer it up",
        intro=f"These people may approve {short_pounds(version.cost)}."
        if people
        else f"Nobody’s delegated limit reaches {short_pounds(version.cost)}. Make it smaller, or have a limit raised.",
        button="Refer it up",
        done="They have been told",
        choices={"to": [("", "Choose someone"), *people]},
    )


@opens_to(access.SIGN)
def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """Sign an approved version: its money is committed."""
    package = package_or_404(request, reference)
    version = _latest(package)
    return package_verb(
        request,
        package,
        name="sign",
        form=forms.Confirm,
        act=lambda typed, who: actions.sign(version=version, **who),
        title="Sign this package?",
        intro=f"{short_pounds(version.cost)} is committed at once, in all its funds, or nothing is.",
        button="Sign it",
        done="It is signed, and its money is committed",
    )


@opens_to(access.SIGN)
def close_package(request: HttpRequest, reference: str) -> HttpResponse:
    """Close a package whose last day has passed."""
    package = package_or_404(request, reference)
    return package_verb(
        request,
        package,
        name="close_package",
        form=forms.SayWhy,
        act=lambda typed, who: actions.close_package(package=package, why=typed["why"], **who),
        title="Close this package?",
        intro="What was promised and will not be paid is free again. Bring in its last payments first.",
        button="Close it",
        kind="warning",
        done="The package is closed",
    )


@opens_to_agencies
def begin_change(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin a change or a renewal."""
    package = changeable_or_404(request, reference)
    return package_verb(
        request,
        package,
        name="begin_change",
        form=forms.BeginChange,
        act=lambda typed, who: actions.begin_change(
            package=package, why=typed["why"], is_renewal=typed["kind"] == "renewal", **who
        ),
        title="Change or renew this package",
        intro="A new version is begun from the one that is signed, which holds until the new one is signed.",
        button="Begin the new version",
        done="Write the new version, then propose it",
    )


@opens_to_agencies
def begin_pause(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin a pause."""
    package = changeable_or_404(request, reference)
    return package_verb(
        request,
        package,
        name="begin_pause",
        form=forms.BeginPause,
        act=lambda typed, who: actions.begin_pause(
            package=package, from_on=typed["from_on"], until_on=typed["until_on"], why=typed["why"], **who
        ),
        title="Pause this package",
        intro="Help given every week stops for these days and costs that much less. Help counted in all is only later.",
        button="Begin the new version",
        done="See what the pause comes to, then propose it",
    )


@opens_to_agencies
def begin_early_end(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin an early end."""
    package = changeable_or_404(request, reference)
    return package_verb(
        request,
        package,
        name="begin_early_end",
        form=forms.BeginEnd,
        act=lambda typed, who: actions.begin_early_end(
            package=package, last_on=typed["last_on"], why=typed["why"], **who
        ),
        title="End this package early",
        intro="Look at the provider’s notice first: what is owed during notice is part of the cost.",
        button="Begin the new version",
        done="See what is released, then propose it",
    )


@opens_to_agencies
def begin_inflation(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin new prices."""
    package = changeable_or_404(request, reference)
    return package_verb(
        request,
        package,
        name="begin_inflation",
        form=forms.BeginInflation,
        act=lambda typed, who: actions.begin_inflation(
            package=package, from_on=typed["from_on"], hundredths=typed["percent"], why=typed["why"], **who
        ),
        title="New prices",
        intro="From a day on every line costs more by a percentage. What was given before costs no more.",
        button="Begin the new version",
        done="See what the new prices come to, then propose it",
    )
