"""Providers, contracts, prices, comparing offers, and a service across packages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from alongside.directory import queries as directory
from alongside.foundation.access.access import opens_to, opens_to_agencies

from .. import access, actions, forms, rules
from ..presenters import providers as presenters
from ..queries import packages, providers
from .finding import found_or_404, package_or_404, provider_or_404
from .verbs import Verb, verb_page


@opens_to_agencies
def list_providers(request: HttpRequest) -> HttpResponse:
    """Providers by name, and services as commissioned."""
    words = request.GET.get("q", "")[:100]
    page = providers.list_providers(
        words=words, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    return render(
        request,
        "commissioning/providers.html",
        {
            "page": page,
            "words": words,
            "services": [presenters.commissioned_row(one) for one in providers.services_commissioned()],
            "columns": presenters.SERVICE_COLUMNS,
            "may_keep": request.user.may(access.KEEP_PROVIDERS),
        },
    )


@opens_to_agencies
def provider(request: HttpRequest, reference: str) -> HttpResponse:
    """One provider with its contracts and what is known of its quality."""
    found, today = provider_or_404(reference), timezone.localdate()
    return render(
        request,
        "commissioning/provider.html",
        {
            "provider": found,
            "rows": [
                {"key": "Registered as", "value": found.registered_as, "blank": "Not said"},
                {"key": "Telephone", "value": found.phone, "blank": "Not said"},
                {"key": "E-mail", "value": found.email, "blank": "Not said"},
                {"key": "Packages it helps in now", "value": str(providers.families_with(found))},
            ],
            "contracts": [presenters.contract_page(one, today=today) for one in providers.contracts_of(found)],
            "columns": presenters.RATE_COLUMNS,
            "notes": [presenters.quality_note(one) for one in providers.quality_of(found)],
            "may_keep": request.user.may(access.KEEP_PROVIDERS),
        },
    )


def _back(found) -> dict:
    return {"back": reverse("commissioning:provider", args=[found.reference]), "back_words": found.name}


@opens_to(access.KEEP_PROVIDERS)
def add_provider(request: HttpRequest) -> HttpResponse:
    """Add a provider."""

    def act(typed, who):
        same = ("name", "registered_as", "phone", "email")
        return actions.add_provider(**{name: typed[name] for name in same}, id=typed["new"], **who)

    return verb_page(
        request,
        Verb(
            name="add_provider",
            form=forms.AddProvider,
            act=act,
            title="Add a provider",
            button="Add it",
            done="The provider is added",
            back=reverse("commissioning:providers"),
            back_words="Providers",
            then=lambda made: reverse("commissioning:provider", args=[made.reference]),
        ),
    )


@opens_to(access.KEEP_PROVIDERS)
def change_provider(request: HttpRequest, reference: str) -> HttpResponse:
    """Set a provider's details right."""
    found = provider_or_404(reference)
    same = ("name", "registered_as", "phone", "email", "is_active")

    def act(typed, who):
        facts = {name: typed[name] for name in same}
        return actions.change_provider(provider=found, lock=typed["lock"] or 0, **facts, **who)

    return verb_page(
        request,
        Verb(
            name="change_provider",
            form=forms.ChangeProvider,
            act=act,
            about=reference,
            title="Change this provider",
            button="Keep this change",
            done="The provider is changed",
            lock=found.version,
            initial={name: getattr(found, name) for name in same},
            **_back(found),
        ),
    )


@opens_to(access.KEEP_PROVIDERS)
def note_quality(request: HttpRequest, reference: str) -> HttpResponse:
    """Note something known of a provider's quality."""
    found = provider_or_404(reference)

    def act(typed, who):
        return actions.note_quality(
            provider=found, kind=typed["kind"], on=typed["on"], words=typed["words"], id=typed["new"], **who
        )

    return verb_page(
        request,
        Verb(
            name="note_quality",
            form=forms.NoteQuality,
            act=act,
            about=reference,
            title="Note on quality",
            button="Keep this note",
            done="The note is kept",
            **_back(found),
        ),
    )


@opens_to(access.KEEP_PROVIDERS)
def agree_contract(request: HttpRequest, reference: str) -> HttpResponse:
    """Record a contract."""
    found = provider_or_404(reference)

    def act(typed, who):
        same = ("title", "kind", "starts_on", "ends_on", "notice_weeks", "places")
        facts = {name: typed[name] for name in same}
        return actions.agree_contract(provider=found, **facts, id=typed["new"], **who)

    return verb_page(
        request,
        Verb(
            name="agree_contract",
            form=forms.AgreeContract,
            act=act,
            about=reference,
            title="Record a contract",
            button="Record it",
            done="The contract is recorded. Add its prices",
            **_back(found),
        ),
    )


@opens_to(access.KEEP_PROVIDERS)
def set_rate(request: HttpRequest, contract_reference: str) -> HttpResponse:
    """Record a price of a contract."""
    contract = found_or_404(providers.get_contract(reference=contract_reference))

    def act(typed, who):
        service = directory.get_service(slug=typed["service"]) if typed["service"] else None
        same = ("what", "unit", "price", "from_on")
        facts = {name: typed[name] for name in same}
        return actions.set_rate(contract=contract, service=service, **facts, id=typed["new"], **who)

    return verb_page(
        request,
        Verb(
            name="set_rate",
            form=forms.SetRate,
            act=act,
            about=contract_reference,
            caption=contract.title,
            title="Record a price",
            button="Record it",
            done="The price is recorded",
            choices={"service": [("", "None"), *packages.choices_of_directory()]},
            **_back(contract.provider),
        ),
    )


def _service_or_404(slug: str):
    try:
        return directory.get_service(slug=slug)
    except directory.ServiceNotFound as missing:
        raise Http404 from missing


@opens_to_agencies
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """A service across packages: its offers side by side, what it cost and how far families came."""
    found, today = _service_or_404(slug), timezone.localdate()
    across = providers.service_across(service_id=found.id, today=today)
    return render(
        request,
        "commissioning/service.html",
        {
            "service": found,
            "rows": presenters.service_rows(across),
            "offers": [presenters.offer_row(one) for one in providers.compare(service_id=found.id, today=today)],
            "columns": presenters.OFFER_COLUMNS,
            "record": presenters.record_page(across.record),
            "decisions": [presenters.decision_event(one) for one in across.decisions],
            "may_keep": request.user.may(access.KEEP_PROVIDERS),
        },
    )


@opens_to(access.KEEP_PROVIDERS)
def decide_service(request: HttpRequest, slug: str) -> HttpResponse:
    """Recommission, change or decommission a service."""
    found = _service_or_404(slug)
    across = providers.service_across(service_id=found.id, today=timezone.localdate())

    def act(typed, who):
        seen = {"running": across.running, "ended": across.ended, "cost": across.cost, "spent": across.spent}
        return actions.decide_service(
            service=found,
            decision=rules.ReviewDecision(typed["decision"]),
            why=typed["why"],
            from_on=typed["from_on"],
            seen=seen,
            id=typed["new"],
            **who,
        )

    return verb_page(
        request,
        Verb(
            name="decide_service",
            form=forms.DecideService,
            act=act,
            about=slug,
            caption=found.name,
            title="What becomes of this service?",
            intro=f"It runs in {across.running} packages. Families keep their help until it is changed for each.",
            button="Decide",
            done="The decision is kept with what was seen",
            back=reverse("commissioning:service", args=[slug]),
            back_words=found.name,
        ),
    )


@opens_to_agencies
def similar(request: HttpRequest, reference: str) -> HttpResponse:
    """The record of packages like this one."""
    package = package_or_404(request, reference)
    count, record = providers.similar_to(package=package, today=timezone.localdate())
    return render(
        request,
        "commissioning/similar.html",
        {"package": package, "record": presenters.record_page(record, count=count)},
    )
