"""Finding a service, reading it, and keeping it right."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to, opens_to_signed_in
from alongside.foundation.drafts.actions import discard_draft, start_or_resume_draft
from alongside.foundation.identity.rules import UserKind
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.references.rules import new_id
from alongside.places import queries as places

from .. import access, actions, forms, presenters, queries, rules


@opens_to_signed_in
def list_services(request: HttpRequest) -> HttpResponse:
    """Search the directory by words, age, place and level."""
    localities = {one.slug: one for one in places.list_localities()}
    named = [(slug, one.name) for slug, one in localities.items()]
    form = forms.FindServices(request.GET, localities=named, for_family=_is_family(request))
    chosen = form.cleaned_data if form.is_valid() else {}
    locality = localities.get(chosen.get("locality") or "")
    words = request.GET.get("q", "")[:200]
    page = queries.search_services(
        words=words,
        age=chosen.get("age"),
        locality_id=locality.id if locality else None,
        level=int(chosen["level"]) if chosen.get("level") else None,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    return render(
        request,
        "directory/list.html",
        {
            "finder": form,
            "page": page,
            "found": [presenters.found_row(one, for_family=_is_family(request)) for one in page.rows],
            "words": words,
            "may_edit": request.user.may(access.EDIT),
        },
    )


@opens_to_signed_in
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """One service."""
    return render(
        request,
        "directory/service.html",
        {
            "page": _page_of(slug, for_family=_is_family(request)),
            "is_family": _is_family(request),
            "may_edit": request.user.may(access.EDIT),
        },
    )


@opens_to_signed_in
def print_service(request: HttpRequest, slug: str) -> HttpResponse:
    """One service on a sheet to give to a family."""
    return render(request, "directory/print_service.html", {"page": _page_of(slug, for_family=True)})


@opens_to(access.EDIT)
def add_service(request: HttpRequest) -> HttpResponse:
    """Add a service."""
    form, draft = _form(request, subject="new", initial={"new": new_id()})
    if request.method == "POST" and form.is_valid():
        facts = _facts(form)
        try:
            made = actions.add_service(**facts, id=form.cleaned_data["new"], by=request.user, at=timezone.now())
        except actions.DirectoryRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            discard_draft(draft=draft)
            messages.success(request, f"Added: {made.name}")
            return redirect("directory:service", slug=made.slug)
    return render(request, "directory/edit_service.html", {"form": form, "draft": draft, "standing": None})


@opens_to(access.EDIT)
def change_service(request: HttpRequest, slug: str) -> HttpResponse:
    """Describe a service better, close it or open it again."""
    standing = _service_or_404(slug)
    form, draft = _form(request, subject=slug, initial=_initial(standing))
    if request.method == "POST" and "in_use" in request.POST:
        actions.set_service_in_use(
            service=standing, is_active=request.POST["in_use"] == "yes", by=request.user, at=timezone.now()
        )
        return redirect("directory:service", slug=slug)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.describe_service(
                service=standing, version=version, **_facts(form), by=request.user, at=timezone.now()
            )
        except actions.DirectoryRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            discard_draft(draft=draft)
            messages.success(request, "The service is described")
            return redirect("directory:service", slug=slug)
    return render(
        request,
        "directory/edit_service.html",
        {
            "form": form,
            "draft": draft,
            "standing": standing,
        },
    )


@require_POST
@opens_to(access.EDIT)
def check_service(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a service's entry is right as of today."""
    actions.check_service(
        service=_service_or_404(slug), checked_on=timezone.localdate(), by=request.user, at=timezone.now()
    )
    messages.success(request, "Checked today")
    return redirect("directory:service", slug=slug)


def _service_or_404(slug: str):
    try:
        return queries.get_service(slug=slug)
    except queries.ServiceNotFound as missing:
        raise Http404 from missing


def _is_family(request: HttpRequest) -> bool:
    """Families read what is offered to everybody; levels of need and checks are the service's own affair."""
    return request.user.kind == UserKind.FAMILY


def _page_of(slug: str, *, for_family: bool) -> presenters.ServicePage:
    today = timezone.localdate()
    policy = policy_on(rules.DirectoryPolicy, today)
    return presenters.ServicePage.of(_service_or_404(slug), policy=policy, today=today, for_family=for_family)


def _form(request: HttpRequest, *, subject: str, initial: dict):
    draft = start_or_resume_draft(form="directory.service", subject=subject[:80], owner=request.user, at=timezone.now())
    asked = {
        "initial": initial,
        "today": timezone.localdate(),
        "agencies": [(one.slug, one.name) for one in queries.list_agencies()],
        "sites": [(one.slug, one.name) for one in queries.list_venues()],
        "localities": [(one.slug, one.name) for one in places.list_localities()],
    }
    if request.method == "POST":
        return forms.DescribeService(request.POST, **asked), draft
    form = forms.DescribeService.resume(draft, **asked)
    if form.is_bound:  # what was typed stands; what it is sent against is the entry as it is now
        for name in ("version", "new"):
            if name in initial:
                form.data[name] = str(initial[name])
    return form, draft


def _facts(form) -> dict:
    facts = {name: value for name, value in form.cleaned_data.items() if name not in {"version", "new"}}
    facts["agency"] = next(one for one in queries.list_agencies() if one.slug == facts["agency"])
    facts["sites"] = [one for one in queries.list_venues() if one.slug in facts["sites"]]
    facts["localities"] = [one for one in places.list_localities() if one.slug in facts["localities"]]
    return facts


def _initial(service) -> dict:
    same = (
        "version",
        "name",
        "description",
        "for_whom",
        "from_age",
        "to_age",
        "how_to_ask",
        "cost",
        "website",
        "phone",
        "email",
        "checked_on",
    )
    return {name: getattr(service, name) for name in same} | {
        "agency": service.agency.slug,
        "levels": [str(level) for level in service.levels],
        "sites": [one.slug for one in service.sites.all()],
        "localities": [one.slug for one in service.localities.all()],
    }
