"""The pages of the workforce: who helps, with which skills."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to

from . import access, actions, forms, presenters, queries


@opens_to(access.SEE)
def list_workers(request: HttpRequest) -> HttpResponse:
    """Workers of a team, or of every team, with their skills and languages."""
    viewer = request.user
    teams = queries.list_teams(viewer=viewer)
    asked = request.GET.copy()
    if "team" not in asked and viewer.team_ids:
        asked["team"] = next((team.slug for team in teams if team.id in viewer.team_ids), "")
    form = forms.FindWorkers(
        asked,
        teams=[(team.slug, f"{team.name} ({team.agency.name})") for team in teams],
        skills=[(skill.slug, skill.name) for skill in queries.list_skills()],
    )
    chosen = form.cleaned_data if form.is_valid() else {}
    team = next((one for one in teams if one.slug == chosen.get("team")), None)
    workers = queries.list_workers(
        viewer=viewer, team=team, skill=chosen.get("skill", ""), language=chosen.get("language", "")
    )
    editable = queries.ids_editable_by(viewer, workers)
    return render(
        request,
        "workforce/list.html",
        {
            "finder": form,
            "team": team,
            "columns": presenters.COLUMNS,
            "rows": [presenters.worker_row(one, viewer=viewer, may_edit=one.user.id in editable) for one in workers],
            "is_cut": len(workers) == queries.MOST_WORKERS,
            "may_set_skills": viewer.may(access.SET_SKILLS),
        },
    )


@opens_to(access.SEE)
def own_profile(request: HttpRequest) -> HttpResponse:
    """One's own working details."""
    return _edit(request, request.user.id)


@opens_to(access.EDIT_TEAM)
def edit(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """The working details of someone in one's team."""
    return _edit(request, user_id)


@opens_to(access.SET_SKILLS)
def list_skills(request: HttpRequest) -> HttpResponse:
    """The list of skills, and a box to add one."""
    form = forms.NameSkill(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            skill = actions.add_skill(name=form.cleaned_data["name"], by=request.user, at=timezone.now())
        except actions.WorkforceRefused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"Added: {skill.name}")
            return redirect("workforce:list_skills")
    return render(request, "workforce/skills.html", {"form": form, "skills": queries.list_skills(with_closed=True)})


@opens_to(access.SET_SKILLS)
def rename_skill(request: HttpRequest, slug: str) -> HttpResponse:
    """Another name for a skill, or taking it off the list."""
    skill = queries.get_skill(slug=slug)
    if skill is None:
        raise Http404
    form = forms.NameSkill(request.POST or None, initial={"name": skill.name})
    if request.method == "POST" and "in_use" in request.POST:
        actions.set_skill_in_use(
            skill=skill, is_active=request.POST["in_use"] == "yes", by=request.user, at=timezone.now()
        )
        messages.success(request, f"{skill.name}: {'back on the list' if skill.is_active else 'taken off the list'}")
        return redirect("workforce:list_skills")
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_skill(skill=skill, name=form.cleaned_data["name"], by=request.user, at=timezone.now())
        except actions.WorkforceRefused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"Renamed: {form.cleaned_data['name']}")
            return redirect("workforce:list_skills")
    return render(request, "workforce/rename_skill.html", {"form": form, "skill": skill})


def _edit(request: HttpRequest, user_id: UUID) -> HttpResponse:
    try:
        worker = queries.get_worker(viewer=request.user, user_id=user_id)
    except queries.WorkerNotFound as missing:
        raise Http404 from missing
    if not access.may_edit_profile(request.user, worker.user):
        raise Http404
    skills = {skill.slug: skill for skill in queries.list_skills()}
    form = forms.DescribeWorker(
        request.POST or None,
        initial=_initial(worker),
        skills=[(slug, one.name) for slug, one in skills.items()],
        with_capacity=access.may_set_capacity(request.user, worker.user),
    )
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        facts["skills"] = [skills[slug] for slug in facts["skills"]]
        try:
            _save(worker.user, facts, by=request.user, at=timezone.now())
        except actions.WorkforceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The details of {worker.user.name} are kept")
            return redirect("workforce:list")
    return render(
        request,
        "workforce/edit.html",
        {
            "form": form,
            "worker": worker,
            "is_own": worker.user.id == request.user.id,
        },
    )


def _save(worker, facts: dict, *, by, at) -> None:
    has_capacity = "capacity" in facts
    capacity = facts.pop("capacity", None)
    actions.describe_worker(worker=worker, **facts, by=by, at=at)
    if has_capacity:
        actions.agree_capacity(worker=worker, capacity=capacity, by=by, at=at)


def _initial(worker: queries.Worker) -> dict:
    profile = worker.profile
    if profile is None:
        return {}
    return {
        "version": profile.version,
        "skills": [one.slug for one in profile.skills.all()],
        "languages": ", ".join(profile.languages),
        "hours_a_week": profile.hours_a_week,
        "working_pattern": profile.working_pattern,
        "capacity": profile.capacity,
    }
