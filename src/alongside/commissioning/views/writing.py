"""Writing a package: its aims, lines and who pays."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from alongside.cases.actions import look_at_case
from alongside.cases.queries import CaseNotFound, get_case
from alongside.directory import queries as directory
from alongside.foundation.access.access import opens_to, opens_to_agencies
from alongside.plans import queries as plans

from .. import access, actions, forms, rules
from ..presenters.wording import rate_words, units_words
from ..queries import money, packages
from .finding import found_or_404, writable_or_404
from .verbs import Verb, verb_page


def page_of(package) -> str:
    """The address of a package."""
    return reverse("commissioning:package", args=[package.reference])


def package_verb(request: HttpRequest, package, **facts) -> HttpResponse:
    """A verb about one package."""
    is_open = access.may_see_family(request.user, package)
    return verb_page(
        request,
        Verb(
            back=page_of(package),
            back_words=f"Package {package.reference}",
            caption=package.case.family.name if is_open else f"Package {package.reference}",
            **{"about": package.reference, **facts},
        ),
    )


@opens_to(access.PROPOSE)
def start_package(request: HttpRequest, case_reference: str) -> HttpResponse:
    """Begin a package for a family's case."""
    try:
        case = get_case(viewer=request.user, reference=case_reference)
    except CaseNotFound as missing:
        raise Http404 from missing
    if request.method == "GET":
        look_at_case(case=case, by=request.user, at=timezone.now())

    def act(typed, who):
        return actions.start_package(case=case, title=typed["title"], id=typed["new"], **who)

    return verb_page(
        request,
        Verb(
            name="start_package",
            form=forms.StartPackage,
            act=act,
            about=case_reference,
            title="Commission help",
            caption=case.family.name,
            intro="A package says what it should achieve, what is given by whom at what price, and who pays.",
            button="Begin the package",
            done="The package is begun",
            back=reverse("cases:case", args=[case.reference]),
            back_words=f"Case {case.reference}",
            then=page_of,
        ),
    )


@opens_to_agencies
def add_aim(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what the package should achieve."""
    package = writable_or_404(request, reference)
    scales = plans.scales_of_case(viewer=request.user, case_id=package.case_id)

    def act(typed, who):
        outcome = found_or_404(plans.find_outcome(typed["outcome"]))
        scale = next((one for one in scales if str(one.id) == typed["scale"]), None)
        return actions.add_aim(package=package, outcome=outcome, measure=typed["measure"], scale=scale, **who)

    outcomes = plans.outcomes_in_force(today=timezone.localdate())
    return package_verb(
        request,
        package,
        name="add_aim",
        form=forms.AddAim,
        act=act,
        title="What should it achieve?",
        button="Add this aim",
        done="The aim is added",
        choices={
            "outcome": [("", "Choose an outcome"), *((str(one.id), one.title) for one in outcomes)],
            "scale": [("", "None"), *((str(one.id), f"{one.name} ({one.outcome.title})") for one in scales)],
        },
    )


@opens_to_agencies
def remove_aim(request: HttpRequest, reference: str, aim_id) -> HttpResponse:
    """Take an aim out."""
    package = writable_or_404(request, reference)
    aim = found_or_404(package.aims.filter(id=aim_id).first())

    def act(typed, who):
        return actions.remove_aim(package=package, aim=aim, **who)

    return package_verb(
        request,
        package,
        name="remove_aim",
        form=forms.Confirm,
        act=act,
        title="Take this aim out?",
        button="Take it out",
        kind="warning",
        done="The aim is taken out",
    )


def _facts_at_rate(typed: dict, rate) -> actions.LineFacts:
    """A line at a price of a contract: only how much and when was typed."""
    return actions.LineFacts(
        what=typed["what"] or rate.what,
        provider=rate.contract.provider,
        service=rate.service,
        rate=rate,
        unit=rules.Unit(rate.unit),
        units=typed["units"],
        pattern=rules.Pattern(typed["pattern"]),
        price=rate.price,
        from_on=typed["from_on"],
        until_on=typed["until_on"],
    )


def _facts(typed: dict) -> actions.LineFacts:
    service = directory.get_service(slug=typed["service"]) if typed["service"] else None
    provider = found_or_404(packages.find_provider(typed["provider"]))
    rate = packages.rate_for(
        provider=provider, service=service, unit=typed["unit"], price=typed["price"], on=typed["from_on"]
    )
    return actions.LineFacts(
        what=typed["what"],
        provider=provider,
        service=service,
        rate=rate,
        unit=rules.Unit(typed["unit"]),
        units=typed["units"],
        pattern=rules.Pattern(typed["pattern"]),
        price=typed["price"],
        from_on=typed["from_on"],
        until_on=typed["until_on"],
    )


def _line_choices() -> dict:
    return {
        "provider": [("", "Choose a provider"), *packages.choices_of_providers()],
        "service": [("", "None"), *packages.choices_of_directory()],
    }


LINE_INTRO = "Units a week are counted by the day. The price is what one unit costs; the sum is worked out."


@opens_to_agencies
def add_line(request: HttpRequest, reference: str) -> HttpResponse:
    """Add a service to the package."""
    package = writable_or_404(request, reference)
    rates = {str(one.id): one for one in packages.list_rates(today=timezone.localdate())}

    def act(typed, who):
        facts = _facts_at_rate(typed, rates[typed["rate"]]) if typed["rate"] else _facts(typed)
        return actions.add_line(package=package, facts=facts, id=typed["new"], **who)

    return package_verb(
        request,
        package,
        name="add_line",
        form=forms.AddLine,
        act=act,
        title="Add a line",
        intro=LINE_INTRO,
        button="Add this line",
        done="The line is added",
        choices=_line_choices() | {"rate": [("", "None"), *((key, rate_words(one)) for key, one in rates.items())]},
    )


def _line_or_404(package, line_id):
    version = package.versions.order_by("-number").first()
    return version, found_or_404(packages.get_line(version=version, line_id=line_id))


@opens_to_agencies
def change_line(request: HttpRequest, reference: str, line_id) -> HttpResponse:
    """Change a service of the package."""
    package = writable_or_404(request, reference)
    version, line = _line_or_404(package, line_id)

    def act(typed, who):
        return actions.change_line(package=package, line=line, facts=_facts(typed), lock=typed["lock"] or 0, **who)

    same = ("what", "unit", "units", "pattern", "price", "from_on", "until_on")
    return package_verb(
        request,
        package,
        name="change_line",
        about=f"{package.reference} {line.position} {version.number}",
        form=forms.EditLine,
        act=act,
        title="Change this line",
        intro=LINE_INTRO,
        button="Keep this change",
        done="The line is changed",
        choices=_line_choices(),
        lock=version.lock,
        initial={name: getattr(line, name) for name in same}
        | {"provider": line.provider.reference, "service": line.service.slug if line.service else ""},
    )


@opens_to_agencies
def remove_line(request: HttpRequest, reference: str, line_id) -> HttpResponse:
    """Take a service out of the package."""
    package = writable_or_404(request, reference)
    _, line = _line_or_404(package, line_id)

    def act(typed, who):
        return actions.remove_line(package=package, line=line, **who)

    return package_verb(
        request,
        package,
        name="remove_line",
        form=forms.Confirm,
        act=act,
        title="Take this line out?",
        intro=f"{line.what}: {units_words(line)}, {line.provider.name}.",
        button="Take it out",
        kind="warning",
        done="The line is taken out",
    )


@opens_to_agencies
def set_share(request: HttpRequest, reference: str) -> HttpResponse:
    """Say on what basis a fund pays."""
    package = writable_or_404(request, reference)
    version = package.versions.order_by("-number").first()
    lines = {str(one.id): one for one in version.lines.order_by("position")}

    def act(typed, who):
        return actions.set_term(
            package=package,
            fund=found_or_404(money.find_fund(typed["fund"])),
            basis=rules.Basis(typed["basis"]),
            hundredths=typed["percent"] or 0,
            amount=typed["amount"] or 0,
            line=lines.get(typed["line"]) if typed["basis"] == rules.Basis.PER_LINE else None,
            **who,
        )

    return package_verb(
        request,
        package,
        name="set_share",
        form=forms.SetShare,
        act=act,
        title="Who pays?",
        intro="Say it for each fund. The shares of every line and year come to its cost, to the penny.",
        button="Keep this",
        done="The fund pays on this basis",
        choices={
            "fund": [("", "Choose a fund"), *money.choices_of_funds()],
            "line": [("", "None"), *((key, one.what) for key, one in lines.items())],
        },
    )


@opens_to_agencies
def remove_share(request: HttpRequest, reference: str, term_id) -> HttpResponse:
    """Say that a fund does not pay after all."""
    package = writable_or_404(request, reference)
    version = package.versions.order_by("-number").first()
    term = found_or_404(version.terms.select_related("fund").filter(id=term_id).first())

    def act(typed, who):
        return actions.remove_term(package=package, term=term, **who)

    return package_verb(
        request,
        package,
        name="remove_share",
        form=forms.Confirm,
        act=act,
        title=f"{term.fund.name} does not pay?",
        button="It does not pay",
        kind="warning",
        done="The fund does not pay",
    )
