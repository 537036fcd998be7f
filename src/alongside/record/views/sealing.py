"""Sealing a family's record, saying who may see it, and watching over seals."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access import actions as seals
from alongside.foundation.access.access import SEAL, SEE_SEALS, opens_to
from alongside.foundation.access.rules import SealKind
from alongside.people import actions as people

from .. import actions, forms, queries
from .staff import record_or_404


def sealed_or_404(request: HttpRequest, reference: str) -> queries.Sealed:
    """The seal on a record, or no such page."""
    try:
        return queries.get_sealed(viewer=request.user, reference=reference, today=timezone.localdate())
    except queries.SealedNotFound as absent:
        raise Http404 from absent


@opens_to(SEE_SEALS)
def list_sealed(request: HttpRequest) -> HttpResponse:
    """The records that are sealed, without what is in them."""
    today = timezone.localdate()
    page = queries.list_sealed(
        viewer=request.user, today=today, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    return render(request, "record/list_sealed.html", {"page": page})


@opens_to(SEAL)
def seal(request: HttpRequest, reference: str) -> HttpResponse:
    """Seal a record: why, for whom, and whom all others ring."""
    record = record_or_404(request, reference, page="seal")
    people_now = queries.who_could_be_named(viewer=request.user, family=record.family)
    form = forms.SealRecord(request.POST or None, people=people_now)
    if request.method == "POST" and form.is_valid():
        names = [one for one in people_now if str(one.id) in form.cleaned_data["names"]]
        if _find_all(form, names) and _done(form, people.seal_family, request, family=record.family, names=names,
                                            kind=SealKind(form.cleaned_data["kind"]),
                                            **{one: form.cleaned_data[one] for one in ("reason", "ring")}):  # fmt: skip
            messages.success(request, "The record is sealed")
            return redirect("record:see_seal", reference=reference)
    return render(request, "record/seal.html", {"form": form, "reference": reference, "name": record.family.title})


def _find_all(form: forms.SealRecord, names: list) -> bool:
    """Add everybody whose address was typed; say which address is nobody's."""
    for address in form.addresses:
        user = queries.person_by_email(address)
        if user is None:
            form.add_error("others", f"Nobody who signs in here has the address {address}")
        else:
            names.append(user)
    return form.is_valid()


def _done(form, verb, request: HttpRequest, **given) -> bool:
    """Do it; a refusal stands above the form."""
    try:
        verb(**given, by=request.user, at=timezone.now())
    except people.SealRefused as refusal:
        form.add_error(None, str(refusal))
    return form.is_valid()


@opens_to(SEE_SEALS)
def see_seal(request: HttpRequest, reference: str) -> HttpResponse:
    """The seal on a record: since when, why, and who may see it."""
    found = sealed_or_404(request, reference)
    actions.note_seal_seen(seal=found.seal, by=request.user, at=timezone.now())
    return render(request, "record/see_seal.html", {"sealed": found, "may_seal": request.user.may(SEAL)})


def _step(request: HttpRequest, reference: str, form, verb, *, words: dict, done: str, then: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and verb(form):
        messages.success(request, done)
        return redirect("record:list_sealed") if then == "list" else redirect("record:see_seal", reference=reference)
    return render(request, "record/change_seal.html", {"form": form, "reference": reference, **words})


@opens_to(SEAL)
def add_name(request: HttpRequest, reference: str) -> HttpResponse:
    """Let one more person see a sealed record."""
    found = sealed_or_404(request, reference)

    def add(form: forms.AddName) -> bool:
        user = queries.person_by_email(form.cleaned_data["email"])
        if user is None:
            form.add_error("email", "Nobody who signs in here has this address")
            return False
        return _done(form, seals.add_name, request, seal=found.seal, user=user, why=form.cleaned_data["why"])

    words = {"title": "Let somebody see this record", "button": "Let them see it"}
    form = forms.AddName(request.POST or None)
    return _step(request, reference, form, add, words=words, done="They may now see the record", then="seal")


@opens_to(SEAL)
def take_name(request: HttpRequest, reference: str, name_id: UUID) -> HttpResponse:
    """Let somebody see a sealed record no longer."""
    found = sealed_or_404(request, reference)
    name = next((one for one in found.names if one.id == name_id and one.until_at is None), None)
    if name is None:
        raise Http404

    def take(form: forms.TakeName) -> bool:
        return _done(form, seals.take_name, request, name=name, **form.cleaned_data)

    words = {"title": f"{name.user.name} is to see this record no longer", "button": "Take the name away"}
    form = forms.TakeName(request.POST or None)
    return _step(request, reference, form, take, words=words, done="They see the record no longer", then="seal")


@opens_to(SEAL)
def look_at_seal(request: HttpRequest, reference: str) -> HttpResponse:
    """Note that the seal was looked at again, and stands."""
    found = sealed_or_404(request, reference)

    def look(form: forms.LookAtSeal) -> bool:
        return _done(form, seals.look_at_seal, request, seal=found.seal, **form.cleaned_data)

    words = {"title": "Look at this seal again", "button": "The seal stands"}
    form = forms.LookAtSeal(request.POST or None)
    return _step(request, reference, form, look, words=words, done="The seal stands", then="seal")


@opens_to(SEAL)
def lift_seal(request: HttpRequest, reference: str) -> HttpResponse:
    """Lift the seal: whoever worked with the family before sees it again."""
    found = sealed_or_404(request, reference)

    def lift(form: forms.LiftSeal) -> bool:
        return _done(form, people.lift_seal_of_family, request, seal=found.seal, **form.cleaned_data)

    words = {
        "title": "Lift this seal",
        "button": "Lift the seal",
        "warning": "Every team, agency and person whose work opens this record sees it again, and so does whoever runs "
        "the service.",
    }
    form = forms.LiftSeal(request.POST or None)
    return _step(request, reference, form, lift, words=words, done="The seal is lifted", then="list")
