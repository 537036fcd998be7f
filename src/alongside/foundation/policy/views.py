"""Local policies on screen."""

from dataclasses import asdict

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to

from . import actions, forms, presenters, queries
from .access import CHANGE_POLICIES
from .rules import declared_policies


@opens_to(CHANGE_POLICIES)
def policies(request: HttpRequest) -> HttpResponse:
    """Every local policy as it holds today."""
    today = timezone.localdate()
    shown = [
        {"policy": one, "lines": presenters.lines_of(queries.policy_on(one, today))} for one in declared_policies()
    ]
    return render(request, "policy/policies.html", {"policies": shown})


@opens_to(CHANGE_POLICIES)
def set_policy(request: HttpRequest, key: str) -> HttpResponse:
    """Change one policy from a day on, and see its history."""
    policy = next((one for one in declared_policies() if one.key == key), None)
    if policy is None:
        raise Http404
    today = timezone.localdate()
    now = asdict(queries.policy_on(policy, today))
    form = forms.SetPolicy(request.POST or None, policy=policy, initial=now | {"from_on": today}, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_policy(
                policy=policy,
                numbers=form.numbers,
                from_on=form.cleaned_data["from_on"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.PolicyRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Policy changed")
            return redirect("policy:policies")
    versions = queries.list_versions(policy)
    return render(request, "policy/set_policy.html", {"policy": policy, "form": form, "versions": versions})
