"""Whether a family's plan may be shared with an agency."""

from datetime import date

from alongside.foundation.identity.models import Agency
from alongside.people.queries import list_agreements, list_sharing_bases
from alongside.people.rules import AgreementAnswer, SharingPurpose, is_agreement_in_force

from .. import rules
from ..models import Plan


def may_share_with(plan: Plan, agency: Agency, *, on: date) -> bool:
    """Whether the family agreed to plan together with this agency, or sharing without agreement was decided."""
    case = plan.case
    own_service = {one.agency_id for one in (case.hub_team, case.lead) if one is not None}
    return rules.may_invite(
        is_own_service=agency.id in own_service,
        has_agreement=any(_in_force(one, agency, on) for one in list_agreements(case.family)),
        has_other_basis=any(
            one.is_without_agreement and one.agency_id == agency.id for one in list_sharing_bases(case.family)
        ),
    )


def _in_force(agreement, agency: Agency, on: date) -> bool:
    return (
        agreement.agency_id == agency.id
        and agreement.purpose == SharingPurpose.PLAN_TOGETHER
        and is_agreement_in_force(
            answer=AgreementAnswer(agreement.answer),
            given_on=agreement.given_on,
            withdrawn_on=agreement.withdrawn_on,
            on=on,
        )
    )
