"""Everyone's voice on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.foundation.access.access import opens_to

from .. import actions, queries, rules
from .opening import assessment_or_404

READ = "assessments.read"


@opens_to(READ)
def voices(request: HttpRequest, reference: str) -> HttpResponse:
    """Each child's and each parent's or carer's own voice, and whose is not here yet."""
    assessment = assessment_or_404(request, reference)
    today = timezone.localdate()
    actions.note_seen(assessment=assessment, page="voices", by=request.user, at=timezone.now())
    heard = queries.voices_of(assessment)
    people = queries.relatives_of(assessment.case.family, today=today)
    return render(
        request,
        "assessments/voices.html",
        {
            "assessment": assessment,
            "today": today,
            "may_write": queries.may_write(viewer=request.user, assessment=assessment),
            "people": [
                {
                    "who": one,
                    "voice": heard.get(one.id),
                    "how": rules.GATHERING_WORDS.get(heard[one.id].how, "") if one.id in heard else "",
                }
                for one in sorted(people, key=lambda one: not one.is_child)
            ],
        },
    )
