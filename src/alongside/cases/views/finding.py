"""The case that an address names."""

from datetime import date

from django.http import Http404, HttpRequest

from alongside.foundation.policy.queries import policy_on

from .. import queries, rules


def case_or_404(request: HttpRequest, reference: str):
    """The case, if it is open to whoever asks."""
    try:
        return queries.get_case(viewer=request.user, reference=reference)
    except queries.CaseNotFound as missing:
        raise Http404 from missing


def policy_today(today: date) -> rules.CasesPolicy:
    """The local numbers for cases."""
    return policy_on(rules.CasesPolicy, today)


def as_it_stands(form, case):
    """The form as typed, against the case as it stands now: whoever sends it has seen that on the page."""
    if form.is_bound:
        form.data = form.data.copy()
        form.data["version"] = str(case.version)
    return form
