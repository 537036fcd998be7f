"""The overview of a draft: what is done, what is left, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from alongside.foundation.components.presenters import DuePresenter

from .. import rules
from ..queries import Relative

DONE, BEGUN, TO_DO = ("Done", "green"), ("Begun", "blue"), ("To do", "")


@dataclass(frozen=True)
class Group:
    """Some tasks under one heading."""

    title: str
    tasks: list[dict]
    prefix: str


@dataclass(frozen=True)
class Overview:
    """The draft as a task list."""

    reference: str
    groups: list[Group]
    lacks: list[dict]
    due: DuePresenter
    next_words: str
    next_href: str
    done: int
    total: int
    tasks: list[dict] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        assessment,
        *,
        relatives: list[Relative],
        whole: rules.WholeAssessment,
        headings_written: dict,
        today: date,
    ) -> Overview:
        lacks = [lack_link(assessment.reference, lack, relatives) for lack in rules.what_is_missing(whole)]
        groups = _Groups(assessment, relatives, whole, headings_written).all()
        tasks = [task for group in groups for task in group.tasks]
        counted = [task for task in tasks if task["counts"]]
        first = next((task for task in counted if task["tag"] != "green"), None)
        return cls(
            reference=assessment.reference,
            groups=groups,
            lacks=lacks,
            due=DuePresenter.of(assessment.due_on, today=today),
            next_words=first["title"] if first else "Review and complete",
            next_href=first["href"] if first else reverse("assessments:complete", args=[assessment.reference]),
            done=sum(task["tag"] == "green" for task in counted),
            total=len(counted),
            tasks=tasks,
        )


def lack_link(reference: str, lack: rules.Lack, relatives: list[Relative]) -> dict:
    """What is missing, with the page on which to put it right."""
    persons = {one.id: one.reference for one in relatives}
    person = persons.get(lack.person_id, "")
    match lack.page:
        case "domain" if person:
            href = reverse("assessments:write_section", args=[reference, person, lack.key])
        case "domain":
            href = reverse("assessments:write_family_section", args=[reference, lack.key])
        case "voice":
            href = reverse("assessments:record_voice", args=[reference, person])
        case "outside":
            href = reverse("assessments:note_approach", args=[reference, person])
        case "agreement":
            href = reverse("assessments:agreement", args=[reference])
        case "people":
            href = reverse("assessments:people", args=[reference])
        case "about":
            href = reverse("assessments:write_about", args=[reference])
        case _:
            href = reverse("assessments:write_conclusion", args=[reference])
    return {"text": lack.words, "href": href}


class _Groups:
    def __init__(self, assessment, relatives, whole, headings_written):
        self.reference = assessment.reference
        self.framework = rules.framework_of(assessment.framework)
        self.relatives = relatives
        self.whole = whole
        self.held = {one.person_id: one for one in whole.people}
        self.written = headings_written

    def all(self) -> list[Group]:
        children = [one for one in self.relatives if one.is_child]
        return [
            self._beginning(),
            *(self._child(one, place) for place, one in enumerate(children, start=1)),
            self._parents(),
            self._family(),
            self._ending(),
        ]

    def _beginning(self) -> Group:
        whole = self.whole
        both = whole.says_what_led_to_it and whole.says_who_was_there
        either = whole.says_what_led_to_it or whole.says_who_was_there
        count = len(self.relatives)
        return Group(
            "The beginning",
            [
                self._task("What led to this, and who was there", "write_about", (), _state(both, either)),
                self._task(
                    "The family and its drawing",
                    "people",
                    (),
                    ("Look", "grey"),
                    counts=False,
                    hint=f"{count} people. Add whoever is missing, and how they are related",
                ),
            ],
            "start",
        )

    def _child(self, one: Relative, place: int) -> Group:
        held, tasks = self.held[one.id], []
        for domain in self.framework.domains:
            if domain.scope is not rules.Scope.CHILD:
                continue
            headings = rules.headings_for(domain, one.stage)
            done = sum((one.id, heading.key) in self.written for heading in headings)
            tasks.append(
                self._task(
                    domain.name,
                    "write_section",
                    (one.reference, domain.key),
                    _state(done > 0, done > 0),
                    hint=f"{done} of {len(headings)} headings written",
                )
            )
        tasks.append(self._task(f"{one.name}’s own voice", "record_voice", (one.reference,), _state(held.has_voice)))
        tasks.append(self._known(one))
        return Group(f"{one.name}{', ' if one.age_words else ''}{one.age_words}", tasks, f"child-{place}")

    def _parents(self) -> Group:
        tasks = []
        for one in (one for one in self.relatives if one.is_parent):
            held = self.held[one.id]
            if not one.in_household:
                tasks.append(
                    self._task(
                        f"{one.name}, who lives elsewhere: were they asked?",
                        "note_approach",
                        (one.reference,),
                        _state(held.was_approached or held.has_voice),
                    )
                )
            tasks.append(
                self._task(
                    f"{one.name}’s own voice",
                    "record_voice",
                    (one.reference,),
                    _state(held.has_voice),
                    counts=one.in_household,
                )
            )
            tasks.append(self._known(one))
        return Group("Parents and carers", tasks, "parent")

    def _family(self) -> Group:
        tasks = []
        for domain in self.framework.domains:
            if domain.scope is rules.Scope.FAMILY:
                done = sum((None, heading.key) in self.written for heading in domain.headings)
                tasks.append(
                    self._task(
                        domain.name,
                        "write_family_section",
                        (domain.key,),
                        _state(done > 0, done > 0),
                        hint=f"{done} of {len(domain.headings)} headings written",
                    )
                )
        return Group("The whole family", tasks, "family")

    def _ending(self) -> Group:
        whole = self.whole
        asked = [one for one in whole.people if one.is_asked]
        answered = sum(one.has_answered for one in asked)
        parts = (whole.says_what_is_needed, whole.has_level, whole.says_what_happens_next, whole.has_family_comments)
        return Group(
            "Coming to a conclusion",
            [
                self._task(
                    "Agreement to share",
                    "agreement",
                    (),
                    _state(answered == len(asked), answered > 0),
                    hint=f"{answered} of {len(asked)} people have answered",
                ),
                self._task(
                    "What is needed, and what the family says", "write_conclusion", (), _state(all(parts), any(parts))
                ),
            ],
            "end",
        )

    def _known(self, one: Relative) -> dict:
        return self._task(f"What is known about {one.name}", "facts", (one.reference,), ("Look", "grey"), counts=False)

    def _task(self, title, name, args, state, *, hint: str = "", counts: bool = True) -> dict:
        href = reverse(f"assessments:{name}", args=[self.reference, *args])
        return {"title": title, "href": href, "hint": hint, "status": state[0], "tag": state[1], "counts": counts}


def _state(is_done: bool, is_begun: bool = False) -> tuple[str, str]:
    return DONE if is_done else BEGUN if is_begun else TO_DO
