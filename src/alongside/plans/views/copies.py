"""The family's copy: made, opened, given."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to, opens_to_signed_in

from .. import access, actions, forms, gateways, queries
from .finding import one_or_404, plan_or_404
from .pages import page_of
from .verbs import Verb, verb_page


@opens_to(access.WRITE)
def copies(request: HttpRequest, reference: str) -> HttpResponse:
    """Every copy made for the family, and the one that is due."""
    plan = plan_or_404(request, reference)
    whole = queries.whole_of(plan)
    return render(
        request,
        "plans/copies.html",
        {
            "plan": plan,
            "page": page_of(request, plan, whole),
            "copies": whole.copies,
            "form": forms.Confirm(),
            "today": timezone.localdate(),
        },
    )


@require_POST
@opens_to(access.WRITE)
def make_family_copy(request: HttpRequest, reference: str) -> HttpResponse:
    """Make the copy as the plan stands."""
    plan = plan_or_404(request, reference)
    try:
        actions.make_family_copy(plan=plan, by=request.user, at=timezone.now())
    except actions.PlanRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The copy is made. Open it, print it, and give it to the family")
    return redirect("plans:copies", reference=reference)


@opens_to(access.WRITE)
def give_family_copy(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say when and how the family got its copy."""
    plan = plan_or_404(request, reference)
    copy = one_or_404(queries.whole_of(plan).copies, number=number)

    def act(**facts):
        return actions.give_family_copy(copy=copy, **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="give_family_copy",
            form=forms.GiveCopy,
            act=act,
            title="The family has its copy",
            button="Save",
            done="Noted: the family has its copy",
            about=str(number),
            initial={"given_on": timezone.localdate()},
            needs_plan_open=False,
            back=reverse("plans:copies", args=[reference]),
        ),
    )


@opens_to_signed_in
def family_copy(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The copy as a PDF, for those who see the plan and for the family itself."""
    try:
        copy = queries.get_family_copy(viewer=request.user, plan_reference=reference, number=number)
    except queries.PlanNotFound as missing:
        raise Http404 from missing
    actions.show_copy(copy=copy, by=request.user, at=timezone.now())
    answer = HttpResponse(gateways.family_copy_pdf(copy.content, made_at=copy.made_at), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{reference}-{number}.pdf"'
    return answer
