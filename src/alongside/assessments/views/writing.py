"""Pages on which an assessment is written."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.access import opens_to

from .. import actions, forms, queries, rules
from .opening import Part, assessment_or_404, relative_or_404, write_part

WRITE = "assessments.write"


@opens_to(WRITE)
def write_about(request: HttpRequest, reference: str) -> HttpResponse:
    """What led to the assessment, beyond what is known, and who was there."""
    assessment = assessment_or_404(request, reference)
    about, present = queries.about_of(assessment)
    points = queries.list_starting_points(assessment.case)
    people = queries.relatives_of(assessment.case.family, today=timezone.localdate())
    initial = {"version": about.version if about else 0, "present": [str(one) for one in present]}
    if about:
        initial |= {"led_to": about.led_to, "tried": about.tried, "others_present": about.others_present}

    def save(form, at):
        data = form.cleaned_data
        actions.write_about(
            assessment=assessment,
            led_to=data["led_to"],
            tried=data["tried"],
            version=form.version,
            others_present=data["others_present"],
            present_ids=_ids(people, data["present"]),
            by=request.user,
            at=at,
        )

    return write_part(
        request,
        Part(
            assessment=assessment,
            name="write_about",
            template="assessments/write_about.html",
            save=save,
            form=lambda data=None: forms.WriteAbout(data, initial=initial, people=people, has_points=bool(points)),
            then=_overview(assessment),
            standing=about,
            said="Saved: what led to this, and who was there",
            context={"points": points},
        ),
    )


@opens_to(WRITE)
def write_section(request: HttpRequest, reference: str, person: str, domain: str) -> HttpResponse:
    """One domain of one child."""
    assessment = assessment_or_404(request, reference)
    child = relative_or_404(assessment, person)
    if not child.is_child:
        raise Http404
    return _section(request, assessment, domain, child)


@opens_to(WRITE)
def write_family_section(request: HttpRequest, reference: str, domain: str) -> HttpResponse:
    """One domain of the whole family."""
    return _section(request, assessment_or_404(request, reference), domain, None)


def _section(request, assessment, domain_key: str, child) -> HttpResponse:
    domain = rules.framework_of(assessment.framework).domain(domain_key)
    if domain is None or (domain.scope is rules.Scope.CHILD) != (child is not None):
        raise Http404
    person_id = child.id if child else None
    headings = rules.headings_for(domain, child.stage if child else None)
    standing = queries.entries_of(assessment, person_id=person_id, domain=domain)

    def save(form, at):
        written = actions.write_section(
            assessment=assessment,
            domain=domain.key,
            person_id=person_id,
            by=request.user,
            at=at,
            words=[_heading_words(form, heading.key) for heading in headings],
        )
        return {entry.heading: entry for entry in written.clashes}

    def beside(form, clashes):
        """Put what someone else wrote beside what was typed, and go on from there."""
        for key in clashes or ():
            name = next(heading.name for heading in headings if heading.key == key)
            form.add_error(f"{key}-worries", f"{name}: {actions.StaleWords(None)}")
        if clashes is None:
            clashes = {
                key: entry
                for key, entry in standing.items()
                if f"{key}-version" in form.data and form.typed_version(f"{key}-version") != entry.version
            }
        form.theirs = clashes
        form.beside({f"{key}-version": entry.version for key, entry in clashes.items()})

    who = child.name if child else "The family"
    return write_part(
        request,
        Part(
            assessment=assessment,
            name="write_section",
            template="assessments/write_section.html",
            save=save,
            subject=f"{domain.key}:{child.reference if child else 'family'}",
            more=beside,
            form=lambda data=None: forms.WriteSection(data, initial=_entry_words(standing), headings=headings),
            then=_overview(assessment),
            said=f"Saved: {who}, {domain.name.lower()}",
            context={
                "domain": domain,
                "who": who,
                "child": child,
                "standing": standing,
                "points": queries.list_starting_points(assessment.case),
            },
        ),
    )


@opens_to(WRITE)
def record_voice(request: HttpRequest, reference: str, person: str) -> HttpResponse:
    """One person's own voice."""
    assessment = assessment_or_404(request, reference)
    who, today = relative_or_404(assessment, person), timezone.localdate()
    voice = queries.voice_of(assessment, who.id)
    initial = {"version": 0, "gathered_by": request.user.name, "kind": queries.expected_voice_of(who, today=today)}
    if voice:
        initial = {
            "version": voice.version,
            "kind": voice.kind,
            "words": voice.words,
            "how": voice.how,
            "gathered_by": voice.gathered_by,
            "gathered_on": voice.gathered_on,
        }

    def save(form, at):
        data = form.cleaned_data
        actions.record_voice(
            assessment=assessment,
            person_id=who.id,
            kind=rules.VoiceKind(data["kind"]),
            words=data["words"],
            how=data["how"],
            gathered_by=data["gathered_by"],
            gathered_on=data["gathered_on"],
            version=form.version,
            by=request.user,
            at=at,
        )

    return write_part(
        request,
        Part(
            assessment=assessment,
            name="record_voice",
            template="assessments/record_voice.html",
            save=save,
            subject=who.reference,
            standing=voice,
            said=f"Saved: {who.name}’s own voice",
            then=_overview(assessment),
            form=lambda data=None: forms.RecordVoice(data, initial=initial, today=today),
            context={"who": who},
        ),
    )


@opens_to(WRITE)
def note_approach(request: HttpRequest, reference: str, person: str) -> HttpResponse:
    """Whether someone outside the home was asked to take part."""
    assessment = assessment_or_404(request, reference)
    who, today = relative_or_404(assessment, person), timezone.localdate()
    standing = queries.approach_of(assessment, who.id)
    initial = {"version": 0}
    if standing:
        initial = {
            "version": standing.version,
            "answer": standing.answer,
            "words": standing.words,
            "asked_on": standing.asked_on,
        }

    def save(form, at):
        data = form.cleaned_data
        actions.note_approach(
            assessment=assessment,
            person_id=who.id,
            answer=rules.Approached(data["answer"]),
            words=data["words"],
            asked_on=data["asked_on"],
            version=form.version,
            by=request.user,
            at=at,
        )

    return write_part(
        request,
        Part(
            assessment=assessment,
            name="note_approach",
            template="assessments/note_approach.html",
            save=save,
            subject=who.reference,
            standing=standing,
            said=f"Saved: whether {who.name} was asked",
            then=_overview(assessment),
            context={"who": who},
            form=lambda data=None: forms.NoteApproach(data, initial=initial, today=today),
        ),
    )


@opens_to(WRITE)
def write_conclusion(request: HttpRequest, reference: str) -> HttpResponse:
    """What is needed, at which level, what happens next, and what the family says."""
    assessment = assessment_or_404(request, reference)
    end = queries.conclusion_of(assessment)
    initial = {"version": 0, "level": assessment.case.level}
    names = ("needed", "level", "level_why", "next_steps", "family_comments", "no_comments_why", "version")
    if end:
        initial = {name: getattr(end, name) for name in names}

    def save(form, at):
        data = {name: form.cleaned_data[name] for name in names if name != "version"}
        actions.write_conclusion(assessment=assessment, version=form.version, by=request.user, at=at, **data)

    return write_part(
        request,
        Part(
            assessment=assessment,
            name="write_conclusion",
            template="assessments/write_conclusion.html",
            save=save,
            form=lambda data=None: forms.WriteConclusion(data, initial=initial),
            standing=end,
            then=_overview(assessment),
            said="Saved: what is needed",
            context={"worries": queries.worries_of(assessment)},
        ),
    )


def _overview(assessment) -> str:
    return reverse("assessments:detail", args=[assessment.reference])


def _ids(people, chosen: list[str]) -> list:
    return [one.id for one in people if str(one.id) in chosen]


def _entry_words(standing: dict) -> dict:
    return {
        f"{key}-{part}": getattr(entry, part)
        for key, entry in standing.items()
        for part in ("strengths", "worries", "evidence", "said_by", "is_nothing", "version")
    }


def _heading_words(form, key: str) -> actions.HeadingWords:
    data = form.cleaned_data
    return actions.HeadingWords(
        heading=key,
        version=data[f"{key}-version"] or 0,
        strengths=data[f"{key}-strengths"],
        worries=data[f"{key}-worries"],
        evidence=data[f"{key}-evidence"],
        said_by=data[f"{key}-said_by"],
        is_nothing=data[f"{key}-is_nothing"],
    )
