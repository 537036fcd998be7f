"""The people who sign in, their roles, and what each role may do."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to, opens_to_anyone
from alongside.foundation.access.rules import declared_permissions
from alongside.foundation.components.paging import key_page

from .. import actions, forms, queries
from ..access import SET_ROLES, SET_UP
from ..actions.inviting import find_invitation
from .agencies import _page, _saved


@opens_to(SET_UP)
def users(request: HttpRequest) -> HttpResponse:
    """Find someone's account. What is looked for stays out of the address."""
    if request.method == "POST":
        request.session["users_words"] = request.POST.get("words", "")[:100]
        return redirect("identity:users")
    words = request.session.get("users_words", "")
    found = queries.list_users(viewer=request.user, words=words)
    page = key_page(found, after=request.GET.get("after"), order=("name", "id"))
    form = forms.Find(initial={"words": words})
    return render(request, "identity/users.html", {"page": page, "find": form, "words": words})


@opens_to(SET_UP)
def add_user(request: HttpRequest) -> HttpResponse:
    """Add someone, and send the invitation."""
    agencies = [(one.slug, one.name) for one in queries.list_agencies()]
    form = forms.AddUser(request.POST or None, agencies=agencies)

    def act(*, agency, by, at, **facts):
        one = queries.get_agency(slug=agency)
        user = actions.add_user(agency=one, by=by, at=at, **facts)
        actions.invite(user=user, link_for=_link_for(request), by=by, at=at)

    if _saved(request, form, act, said="Added. An invitation is on its way. Now give them a role"):
        return redirect("identity:users")
    return _page(request, form, heading="Add someone", button="Add and invite", back="identity:users")


def _link_for(request: HttpRequest):
    return lambda key: request.build_absolute_uri(reverse("identity:accept", args=[key]))


def _user(request: HttpRequest, user_id):
    try:
        return queries.get_user(viewer=request.user, user_id=user_id)
    except queries.NotHere as gone:
        raise Http404 from gone


@opens_to(SET_UP)
def user(request: HttpRequest, user_id) -> HttpResponse:
    """One account: its roles, and what can be done with it."""
    one = _user(request, user_id)
    roles = [(role.slug, role.name) for role in queries.list_roles() if role.slug != "family-member"]
    teams = [(team.slug, f"{team.name} ({team.agency.name})") for team in queries.list_teams()]
    form = forms.GiveRole(request.POST or None, roles=roles, teams=teams)

    def act(*, role, team, by, at):
        place = queries.get_team(slug=team) if team else None
        actions.give_role(user=one, role=queries.get_role(slug=role), team=place, by=by, at=at)

    if _saved(request, form, act, said="Role given"):
        return redirect("identity:user", user_id=user_id)
    page = {"one": one, "held": queries.list_memberships(user=one), "form": form}
    return render(request, "identity/user.html", page)


@opens_to(SET_UP)
def change_user(request: HttpRequest, user_id) -> HttpResponse:
    """Correct someone's details."""
    one = _user(request, user_id)
    form = forms.ChangeDetails(request.POST or None, initial=one.__dict__)

    def act(**facts):
        return actions.change_details(user=one, **facts)

    if _saved(request, form, act, said="Details changed"):
        return redirect("identity:user", user_id=user_id)
    return _page(request, form, heading=f"Change the details of {one.name}", back="identity:users")


def _do(request: HttpRequest, act, *, said: str) -> None:
    try:
        act()
    except (actions.AccountRefused, actions.InvitationRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)


@require_POST
@opens_to(SET_UP)
def end_role(request: HttpRequest, user_id, membership_id) -> HttpResponse:
    """End one of someone's roles."""
    one = _user(request, user_id)
    held = next((m for m in queries.list_memberships(user=one) if m.id == membership_id), None)
    if held is None:
        raise Http404
    _do(request, lambda: actions.end_role(membership=held, by=request.user, at=timezone.now()), said="Role ended")
    return redirect("identity:user", user_id=user_id)


@require_POST
@opens_to(SET_UP)
def close_user(request: HttpRequest, user_id) -> HttpResponse:
    """Close someone's account, or open it again."""
    one = _user(request, user_id)
    act = actions.close_account if one.is_active else actions.reopen_account
    said = "Account closed" if one.is_active else "Account opened again"
    _do(request, lambda: act(user=one, by=request.user, at=timezone.now()), said=said)
    return redirect("identity:user", user_id=user_id)


@require_POST
@opens_to(SET_UP)
def invite_user(request: HttpRequest, user_id) -> HttpResponse:
    """Send someone an invitation, or a new one."""
    one = _user(request, user_id)
    _do(
        request,
        lambda: actions.invite(user=one, link_for=_link_for(request), by=request.user, at=timezone.now()),
        said="An invitation is on its way",
    )
    return redirect("identity:user", user_id=user_id)


@opens_to(SET_ROLES)
def roles(request: HttpRequest) -> HttpResponse:
    """Every role, and how many hold it."""
    return render(request, "identity/roles.html", {"roles": queries.list_roles()})


@opens_to(SET_ROLES)
def role(request: HttpRequest, slug: str) -> HttpResponse:
    """What one role may do."""
    try:
        one = queries.get_role(slug=slug)
    except queries.NotHere as gone:
        raise Http404 from gone
    form = forms.Permissions(
        request.POST if request.method == "POST" else None, initial={"permissions": one.permissions}
    )

    def act(*, permissions, by, at):
        return actions.set_permissions(role=one, permissions=set(permissions), by=by, at=at)

    if _saved(request, form, act, said="What this role may do is changed"):
        return redirect("identity:roles")
    page = {"one": one, "form": form, "declared": declared_permissions()}
    return render(request, "identity/role.html", page)


@opens_to_anyone(why="Someone invited has no account yet; the key in the link opens it once")
def accept(request: HttpRequest, key: str) -> HttpResponse:
    """Choose a password by an invitation's link."""
    now = timezone.now()
    try:
        found = find_invitation(key, at=now)
    except actions.InvitationRefused as refusal:
        return render(request, "identity/invitation_gone.html", {"why": str(refusal)}, status=410)
    form = forms.ChoosePassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            someone = actions.accept_invitation(key=key, password=form.cleaned_data["password"], at=now)
        except actions.InvitationRefused as refusal:
            form.add_error("password", str(refusal))
        else:
            login(request, someone, backend="allauth.account.auth_backends.AuthenticationBackend")
            return redirect("/")
    return render(request, "identity/accept.html", {"form": form, "name": found.user.name})
