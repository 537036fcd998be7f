"""Agreement to share, for each person, agency and purpose; and apart from it the lawful basis."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.identity.queries import list_agencies
from alongside.people.queries import list_agreements, list_sharing_bases
from alongside.people.rules import AgreementAnswer, LawfulBasis

from .. import actions, forms, presenters, queries
from .opening import Part, assessment_or_404, write_part

READ, WRITE = "assessments.read", "assessments.write"


@opens_to(READ)
def agreement(request: HttpRequest, reference: str) -> HttpResponse:
    """Who was asked about which agency and purpose, what they answered, and what can still be done."""
    assessment = assessment_or_404(request, reference)
    today, family = timezone.localdate(), assessment.case.family
    actions.note_seen(assessment=assessment, page="agreement", by=request.user, at=timezone.now())
    return render(
        request,
        "assessments/agreement.html",
        {
            "assessment": assessment,
            "today": today,
            "page": presenters.sharing_page(
                people=queries.who_is_asked(assessment, today=today),
                agreements=list_agreements(family),
                bases=list_sharing_bases(family),
                today=today,
            ),
            "may_write": queries.may_write(viewer=request.user, assessment=assessment),
        },
    )


@opens_to(WRITE)
def give_agreement(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down one person's answer."""
    assessment = assessment_or_404(request, reference)
    today = timezone.localdate()
    asked = queries.who_may_answer(assessment, today=today)
    agencies = {agency.slug: agency for agency in list_agencies()}

    def save(form, at):
        data = form.cleaned_data
        actions.note_agreement(
            assessment=assessment,
            person_id=UUID(data["person"]),
            agency=agencies[data["agency"]],
            purpose=data["purpose"],
            answer=AgreementAnswer(data["answer"]),
            given_on=data["given_on"],
            how=data["how"],
            by=request.user,
            at=at,
        )

    return write_part(
        request,
        Part(
            assessment=assessment,
            name="give_agreement",
            template="assessments/give_agreement.html",
            save=save,
            then=_agreement(assessment),
            said="Saved: what they answered",
            form=lambda data=None: forms.GiveAgreement(
                data,
                initial={"given_on": today},
                today=today,
                people=[(str(one.id), one.name) for one in asked],
                agencies=[(slug, one.name) for slug, one in agencies.items()],
            ),
        ),
    )


@opens_to(WRITE)
def withdraw_agreement(request: HttpRequest, reference: str, agreement_id: UUID) -> HttpResponse:
    """Someone takes their agreement back."""
    assessment = assessment_or_404(request, reference)
    today = timezone.localdate()
    found = next((one for one in list_agreements(assessment.case.family) if one.id == agreement_id), None)
    if found is None:
        raise Http404

    def save(form, at):
        data = form.cleaned_data
        actions.note_withdrawal(
            assessment=assessment,
            agreement_id=agreement_id,
            why=data["why"],
            withdrawn_on=data["withdrawn_on"],
            by=request.user,
            at=at,
        )

    return write_part(
        request,
        Part(
            assessment=assessment,
            name="withdraw_agreement",
            template="assessments/withdraw_agreement.html",
            save=save,
            subject=str(agreement_id),
            then=_agreement(assessment),
            said="Saved: the agreement is withdrawn",
            form=lambda data=None: forms.WithdrawAgreement(data, initial={"withdrawn_on": today}, today=today),
            context={"standing": presenters.answer_line(found, today=today)},
        ),
    )


@opens_to(WRITE)
def state_basis(request: HttpRequest, reference: str) -> HttpResponse:
    """State the lawful basis for sharing."""
    assessment = assessment_or_404(request, reference)
    agencies = {agency.slug: agency for agency in list_agencies()}

    def save(form, at):
        data = form.cleaned_data
        actions.note_basis(
            assessment=assessment,
            agency=agencies.get(data["agency"]),
            basis=LawfulBasis(data["basis"]),
            reason=data["reason"],
            is_without_agreement=data["is_without_agreement"],
            by=request.user,
            at=at,
        )

    return write_part(
        request,
        Part(
            assessment=assessment,
            name="state_basis",
            template="assessments/state_basis.html",
            save=save,
            then=_agreement(assessment),
            said="Saved: the lawful basis",
            form=lambda data=None: forms.StateBasis(
                data,
                initial={"basis": LawfulBasis.PUBLIC_TASK},
                agencies=[(slug, one.name) for slug, one in agencies.items()],
            ),
        ),
    )


def _agreement(assessment) -> str:
    return reverse("assessments:agreement", args=[assessment.reference])
