"""What people agreed to share, and apart from it the lawful basis."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from alongside.foundation.access.access import opens_to

from .. import access, actions, forms, queries, rules
from .shared import choices_of, family_or_404, people_of, verb


@opens_to(access.ADD)
def give_agreement(request: HttpRequest, reference: str) -> HttpResponse:
    family, today = family_or_404(request, reference), timezone.localdate()
    people, agencies = people_of(family), _agencies()
    form = forms.GiveAgreement(
        request.POST or None,
        people=choices_of(people),
        agencies=_choices(agencies),
        today=today,
        initial={"given_on": today},
    )

    def act() -> None:
        given = form.cleaned_data
        actions.give_agreement(
            family=family,
            person=people[given["person"]],
            agency=agencies[given["agency"]],
            purpose=given["purpose"],
            answer=rules.AgreementAnswer(given["answer"]),
            given_on=given["given_on"],
            how=given["how"],
            by=request.user,
            at=timezone.now(),
        )

    return _page(
        request,
        family,
        form,
        act,
        title="What did they agree to?",
        said="Answer recorded",
        lead="Ask each person, and anyone of 13 or over for themselves. A family can say yes to one agency and "
        "no to another, and can take it back at any time.",
    )


@opens_to(access.ADD)
def withdraw_agreement(request: HttpRequest, reference: str, agreement: UUID) -> HttpResponse:
    family = family_or_404(request, reference)
    found = next((one for one in queries.list_agreements(family) if one.id == agreement), None)
    if found is None:
        raise Http404
    form = forms.WithdrawAgreement(request.POST or None, today=timezone.localdate())
    return _page(
        request,
        family,
        form,
        lambda: actions.withdraw_agreement(
            agreement=found,
            **form.cleaned_data,
            by=request.user,
            at=timezone.now(),
        ),
        title="Take an agreement back",
        said="Agreement withdrawn",
        lead=f"{found.person.full_name} had agreed about {found.agency.name}.",
    )


@opens_to(access.ADD)
def state_sharing_basis(request: HttpRequest, reference: str) -> HttpResponse:
    family, agencies = family_or_404(request, reference), _agencies()
    form = forms.StateSharingBasis(request.POST or None, agencies=_choices(agencies))

    def act() -> None:
        given = form.cleaned_data
        actions.state_sharing_basis(
            family=family,
            agency=agencies.get(given["agency"]),
            basis=rules.LawfulBasis(given["basis"]),
            reason=given["reason"],
            is_without_agreement=given["is_without_agreement"],
            by=request.user,
            at=timezone.now(),
        )

    return _page(
        request,
        family,
        form,
        act,
        title="Lawful basis for sharing",
        said="Lawful basis recorded",
        lead="This is why the law lets us share. It is not the family’s agreement, which stands on its own.",
    )


def _agencies() -> dict:
    return {agency.slug: agency for agency in queries.list_agencies()}


def _choices(agencies: dict) -> list[tuple[str, str]]:
    return [(slug, agency.name) for slug, agency in agencies.items()]


def _page(request: HttpRequest, family, form, act, *, title: str, said: str, lead: str) -> HttpResponse:
    return verb(
        request,
        form,
        act,
        of=family,
        title=title,
        button="Save",
        said=said,
        to=("people:family", family.reference),
        back=f"The {family.name} family",
        lead=lead,
    )
