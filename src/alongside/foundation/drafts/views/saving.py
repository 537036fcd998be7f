"""Where a page saves itself as it is typed."""

from uuid import UUID

from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to_anyone

from .. import actions, queries

NOT_FIELDS = {"csrfmiddlewaretoken", "draft_revision"}


@require_POST
@opens_to_anyone(why="A public form saves itself too; a draft opens only to its owner or its link’s session")
def save(request: HttpRequest, draft_id: UUID) -> JsonResponse:
    """Keep the fields of a form as typed, and say when."""
    draft = _draft_of(request, draft_id)
    if draft is None:
        if not request.user.is_authenticated:
            return JsonResponse({"why": "signed out"}, status=401)
        raise Http404
    fields = {name: values for name, values in request.POST.lists() if name not in NOT_FIELDS}
    revision = request.POST.get("draft_revision", "")
    try:
        kept = actions.save_draft(
            draft=draft,
            fields=fields,
            revision=int(revision) if revision.isdigit() else None,
            at=timezone.now(),
        )
    except actions.DraftRefused as refusal:
        return JsonResponse({"why": str(refusal)}, status=409)
    saved_at = timezone.localtime(kept.saved_at)
    return JsonResponse({"saved_at": f"{saved_at:%H:%M}", "revision": kept.revision})


def _draft_of(request: HttpRequest, draft_id: UUID):
    if request.user.is_authenticated:
        own = queries.get_own_draft(viewer=request.user, draft_id=draft_id)
        if own is not None:
            return own
    key = request.session.get("draft_keys", {}).get(str(draft_id))
    return queries.get_draft_by_key(key) if key else None
