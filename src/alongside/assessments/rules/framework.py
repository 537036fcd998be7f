"""The headings of the assessment: three domains, as dated versions.

Each version is data and is never edited once used: an assessment keeps the version it was begun with.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Scope(StrEnum):
    """Whether a domain is written for each child, or once for the family."""

    CHILD = "child"
    FAMILY = "family"


class Stage(StrEnum):
    """Which headings fit a child: before birth, before school, or at school and after."""

    UNBORN = "unborn"
    EARLY_YEARS = "early_years"
    SCHOOL_AGE = "school_age"


SCHOOL_STARTS_AT = 5
"""Compulsory school age begins at five. Source: Education Act 1996, section 8."""


@dataclass(frozen=True)
class Heading:
    """One heading, the prompt under it, and for whom it is there."""

    key: str
    name: str
    prompt: str
    stages: frozenset[Stage] = frozenset(Stage)
    unborn_name: str = ""
    unborn_prompt: str = ""

    def for_stage(self, stage: Stage) -> "Heading":
        """The heading as it reads for a child of this stage."""
        if stage is not Stage.UNBORN or not self.unborn_prompt:
            return self
        return Heading(self.key, self.unborn_name or self.name, self.unborn_prompt, self.stages)


@dataclass(frozen=True)
class Domain:
    """One of the three sides of a child’s life."""

    key: str
    name: str
    scope: Scope
    headings: tuple[Heading, ...]


@dataclass(frozen=True)
class Framework:
    """One version of the headings, and the day from which new assessments use it."""

    version: str
    from_on: date
    source: str
    domains: tuple[Domain, ...]

    def domain(self, key: str) -> Domain | None:
        """The domain of this key, or nothing."""
        return next((domain for domain in self.domains if domain.key == key), None)

    def heading(self, key: str) -> Heading | None:
        """The heading of this key, or nothing."""
        return next((h for domain in self.domains for h in domain.headings if h.key == key), None)

    def domain_of(self, heading_key: str) -> Domain | None:
        """The domain in which a heading stands, or nothing."""
        return next((d for d in self.domains if any(h.key == heading_key for h in d.headings)), None)


BORN = frozenset({Stage.EARLY_YEARS, Stage.SCHOOL_AGE})

CAF_1 = Framework(
    version="caf-1",
    from_on=date(2000, 1, 1),
    source="Common Assessment Framework for children and young people, the three domains",
    domains=(
        Domain(
            "child",
            "How the child is growing and developing",
            Scope.CHILD,
            (
                Heading(
                    "health",
                    "General health",
                    "Health and illness, eating, sleep, teeth, immunisations, check-ups, injuries",
                    unborn_name="Health before birth",
                    unborn_prompt="Antenatal care and when it was booked, the mother’s health, anything found at scans",
                ),
                Heading(
                    "physical", "Physical development", "Growth, walking and running, using hands, being active", BORN
                ),
                Heading(
                    "speech",
                    "Speech and language",
                    "How they make themselves understood and understand others, hearing, languages at home",
                    BORN,
                ),
                Heading(
                    "emotional",
                    "Emotional and social development",
                    "How they feel, cope and settle; worries, moods, friendships; early attachments",
                    unborn_name="Getting ready to bond",
                    unborn_prompt="How the parents feel about the baby, talk of it, and picture life after birth",
                ),
                Heading(
                    "behaviour",
                    "Behaviour",
                    "How they act at home, at school and elsewhere; risks they take; what helps",
                    BORN,
                ),
                Heading(
                    "identity",
                    "Identity, self-esteem and self-image",
                    "How they see themselves, what they are proud of, belonging, being treated unfairly",
                    BORN,
                ),
                Heading(
                    "relationships",
                    "Family and friends",
                    "Who they are close to and miss; caring for others; friends and other adults",
                    BORN,
                ),
                Heading(
                    "self_care",
                    "Looking after themselves",
                    "Washing, dressing, eating, getting about, staying safe, as much as fits their age",
                    BORN,
                ),
                Heading(
                    "learning",
                    "Learning",
                    "Taking part, understanding, progress, attendance, hopes; play for the youngest",
                    BORN,
                ),
            ),
        ),
        Domain(
            "parents",
            "How parents and carers care",
            Scope.FAMILY,
            (
                Heading(
                    "basic_care",
                    "Basic care, safety and protection",
                    "Food, warmth, clothes, hygiene, medical care; keeping children safe indoors and out",
                ),
                Heading(
                    "warmth",
                    "Emotional warmth and stability",
                    "Love, praise, comfort; the same people and routines from day to day",
                ),
                Heading(
                    "guidance",
                    "Guidance, boundaries and stimulation",
                    "Clear limits, good examples, play, talk and encouragement to learn",
                ),
            ),
        ),
        Domain(
            "family",
            "The family and what is around it",
            Scope.FAMILY,
            (
                Heading(
                    "functioning",
                    "Family history, how the family works, and well-being",
                    "What has happened to this family; illness, loss, separation, violence, substance use; "
                    "what it has come through",
                ),
                Heading(
                    "wider_family",
                    "Wider family",
                    "Grandparents, others and friends: who helps, who could, and who is not safe",
                ),
                Heading(
                    "home_and_money",
                    "Housing, work and money",
                    "The home and who has a bed of their own; work and hours; debts, benefits, food and fuel",
                ),
                Heading(
                    "community",
                    "Friends, neighbourhood and services",
                    "Neighbours, faith, clubs, transport, school and nursery; what is near and what is missing",
                ),
            ),
        ),
    ),
)

FRAMEWORKS: tuple[Framework, ...] = (CAF_1,)


def framework_on(day: date) -> Framework:
    """A new assessment uses the latest version of the headings that holds on the day it is started.

    Source: local default.
    """
    return max((one for one in FRAMEWORKS if one.from_on <= day), key=lambda one: one.from_on)


def framework_of(version: str) -> Framework:
    """The headings of a version; an assessment keeps the ones it was begun with."""
    return next(one for one in FRAMEWORKS if one.version == version)


def stage_of(*, is_unborn: bool, age: int | None) -> Stage:
    """Headings follow the child: unborn, before school, or five and over; an unknown age gets all of them.

    Source: Education Act 1996, section 8 (compulsory school age); otherwise local default.
    """
    if is_unborn:
        return Stage.UNBORN
    if age is not None and age < SCHOOL_STARTS_AT:
        return Stage.EARLY_YEARS
    return Stage.SCHOOL_AGE


def headings_for(domain: Domain, stage: Stage | None) -> tuple[Heading, ...]:
    """The headings of a domain that fit a child of this stage; the family’s domains have them all.

    Source: the framework’s own data.
    """
    if domain.scope is Scope.FAMILY or stage is None:
        return domain.headings
    return tuple(heading.for_stage(stage) for heading in domain.headings if stage in heading.stages)
