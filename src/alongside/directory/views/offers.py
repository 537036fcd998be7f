"""What a hub offers and does not, and the core offer that every hub keeps."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to, opens_to_signed_in
from alongside.places import queries as places

from .. import access, actions, forms, presenters, queries


@opens_to_signed_in
def list_hubs(request: HttpRequest) -> HttpResponse:
    """Every hub, to see what it offers."""
    return render(
        request,
        "directory/hubs.html",
        {
            "hubs": places.list_hubs(),
            "may_set_core": request.user.may(access.SET_CORE_OFFER),
        },
    )


@opens_to_signed_in
def hub_offer(request: HttpRequest, slug: str) -> HttpResponse:
    """What one hub promises, offers of its own, and does not offer."""
    hub = _hub_or_404(slug)
    return render(
        request,
        "directory/offer.html",
        {
            "page": _page_of(hub),
            "may_set": access.may_set_offer(request.user, hub),
        },
    )


@opens_to_signed_in
def print_offer(request: HttpRequest, slug: str) -> HttpResponse:
    """A hub's offer on a sheet to give away."""
    return render(request, "directory/print_offer.html", {"page": _page_of(_hub_or_404(slug))})


@opens_to(access.SET_OFFER)
def keep_core_item(request: HttpRequest, slug: str, item_slug: str) -> HttpResponse:
    """Say how a hub keeps one promise."""
    hub = _own_hub_or_404(request, slug)
    offered = next((one for one in queries.core_offer_of(site_id=hub.id) if one.item.slug == item_slug), None)
    if offered is None:
        raise Http404
    offer = offered.offer
    initial = {"promise": offer.promise, "when": offer.when, "service": _slug_of(offer.service)} if offer else {}
    form = forms.KeepCoreItem(request.POST or None, initial=initial, services=queries.choices_of_services())
    if request.method == "POST" and form.is_valid():
        facts = _with_service(form.cleaned_data)
        actions.keep_core_item(hub=hub, item=offered.item, **facts, by=request.user, at=timezone.now())
        messages.success(request, f"Kept: {offered.item.name}")
        return redirect("directory:hub_offer", slug=slug)
    return render(
        request,
        "directory/edit_offer.html",
        {
            "form": form,
            "hub": hub,
            "title": offered.item.name,
            "about": offered.item.promise,
            "button": "Keep this",
        },
    )


@opens_to(access.SET_OFFER)
def add_offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Add what a hub offers of its own, or does not offer."""
    return _edit_offer(request, _own_hub_or_404(request, slug), None)


@opens_to(access.SET_OFFER)
def change_offer(request: HttpRequest, slug: str, offer_id: UUID) -> HttpResponse:
    """Change a line of a hub's own offer."""
    hub = _own_hub_or_404(request, slug)
    return _edit_offer(request, hub, _offer_or_404(hub, offer_id))


@opens_to(access.SET_OFFER)
def remove_offer(request: HttpRequest, slug: str, offer_id: UUID) -> HttpResponse:
    """Take a line out of a hub's offer."""
    hub = _own_hub_or_404(request, slug)
    offer = _offer_or_404(hub, offer_id)
    if request.method == "POST":
        actions.remove_offer(hub=hub, offer=offer, by=request.user, at=timezone.now())
        messages.success(request, "Taken out")
        return redirect("directory:hub_offer", slug=slug)
    return render(
        request,
        "directory/remove_offer.html",
        {
            "hub": hub,
            "name": offer.name or (offer.service.name if offer.service else ""),
        },
    )


@opens_to(access.SET_CORE_OFFER)
def core_offer(request: HttpRequest) -> HttpResponse:
    """What every hub promises, and a box to add to it."""
    form = forms.CoreItem(request.POST or None)
    if request.method == "POST" and form.is_valid():
        item = actions.set_core_item(**form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, f"Added: {item.name}")
        return redirect("directory:core_offer")
    return render(
        request,
        "directory/core_offer.html",
        {
            "form": form,
            "items": queries.list_core_items(with_closed=True),
        },
    )


@opens_to(access.SET_CORE_OFFER)
def core_item(request: HttpRequest, slug: str) -> HttpResponse:
    """Word a promise better, or no longer promise it."""
    item = next((one for one in queries.list_core_items(with_closed=True) if one.slug == slug), None)
    if item is None:
        raise Http404
    now = {"name": item.name, "promise": item.promise, "position": item.position, "is_active": item.is_active}
    form = forms.CoreItem(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        actions.set_core_item(item=item, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, f"Set: {form.cleaned_data['name']}")
        return redirect("directory:core_offer")
    return render(request, "directory/core_item.html", {"form": form, "item": item})


def _edit_offer(request: HttpRequest, hub, offer) -> HttpResponse:
    initial = {}
    if offer is not None:
        initial = {
            "kind": offer.kind,
            "name": offer.name,
            "promise": offer.promise,
            "when": offer.when,
            "service": _slug_of(offer.service),
        }
    form = forms.Offer(request.POST or None, initial=initial, services=queries.choices_of_services())
    if request.method == "POST" and form.is_valid():
        facts = _with_service(form.cleaned_data)
        actions.set_offer(hub=hub, offer=offer, **facts, by=request.user, at=timezone.now())
        messages.success(request, "The offer is set")
        return redirect("directory:hub_offer", slug=hub.slug)
    return render(
        request,
        "directory/edit_offer.html",
        {
            "form": form,
            "hub": hub,
            "title": "Change a line of the offer" if offer else "Add a line to the offer",
            "about": "Say what is not offered too: it saves a family a journey.",
            "button": "Set this line",
        },
    )


def _hub_or_404(slug: str):
    hub = next((one for one in places.list_hubs() if one.slug == slug), None)
    if hub is None:
        raise Http404
    return hub


def _own_hub_or_404(request: HttpRequest, slug: str):
    hub = _hub_or_404(slug)
    if not access.may_set_offer(request.user, hub):
        raise Http404
    return hub


def _offer_or_404(hub, offer_id: UUID):
    offer = queries.get_offer(site_id=hub.id, offer_id=offer_id)
    if offer is None or offer.core_item_id is not None:
        raise Http404
    return offer


def _page_of(hub) -> presenters.OfferPage:
    return presenters.OfferPage.of(
        hub, core=queries.core_offer_of(site_id=hub.id), offers=list(queries.offers_of(site_id=hub.id))
    )


def _slug_of(service) -> str:
    return service.slug if service else ""


def _with_service(facts: dict) -> dict:
    slug = facts["service"]
    return facts | {"service": queries.get_service(slug=slug) if slug else None}
