"""Putting two records before somebody, and what those who look at them say, ask and hand on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.foundation.notifications.actions import tell
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.references.rules import new_id

from .. import access, rules
from ..models import FamilyMember, Opinion, Pair, PairQuestion, Person, PersonLink
from ..queries.evidence import evidence_of, weigh_people
from ..queries.ones import leading_person
from .links import Grounds, say_of_people
from .refusals import PeopleRefused, tidy

LONGEST = {"why": 500, "words": 1000}


@transaction.atomic
def raise_pair(
    *,
    one: Person,
    other: Person,
    reason: rules.PairReason,
    by: User | None,
    at: datetime,
    note: str = "",
) -> Pair | None:
    """Put two records before whoever reviews pairs; nothing where it is settled already or waits already.

    `by` is None for a list or a run of the model.
    """
    if by is not None and not (by.may(access.LINK) or by.may(access.STEWARD)):
        raise PeopleRefused("Your role cannot put two records before a colleague")
    low, high = rules.in_order(one.id, other.id)
    if low == high or leading_person(one).id == leading_person(other).id:
        return None
    latest = PersonLink.objects.filter(low_id=low, high_id=high).order_by("-place").first()
    if latest is not None and latest.decision == rules.LinkDecision.NOT_THE_SAME:
        return None
    weighed = weigh_people(one, other)
    pair_id = new_id()
    policy = policy_on(rules.MatchingPolicy, at.date())
    pair, is_new = Pair.objects.exclude(status=rules.PairStatus.SETTLED).get_or_create(
        low_id=low,
        high_id=high,
        defaults={
            "id": pair_id,
            "reason": rules.PairReason.TWIN if weighed.is_always_asked else reason,
            "needs_two": rules.is_shown_to_two(pair_id, percent=policy.shown_to_two_percent),
            "weight": weighed.weight,
            "probability": weighed.probability,
            "model_version": weighed.model_version,
            "note": tidy(note)[:500],
            "raised_by": by,
            "raised_at": at,
        },
    )
    if is_new:
        record("people.pair_raised", subject=pair, about=_about(pair), by=by, at=at, reason=str(pair.reason))
    return pair


@transaction.atomic
def keep_apart(*, person: Person, others: Iterable[UUID], why: str, by: User, at: datetime) -> None:
    """Keep as a fact that somebody new is none of those whom they were found to be like."""
    for other in Person.objects.filter(id__in=list(others)).exclude(id=person.id).order_by("id"):
        decision = rules.LinkDecision.NOT_THE_SAME
        say_of_people(one=person, other=other, decision=decision, why=why, by=by, at=at)


@transaction.atomic
def give_opinions(
    *, answers: Iterable[tuple[Pair, rules.LinkDecision]], why: str, by: User, at: datetime
) -> list[Pair]:
    """Say of each of several pairs, as of two households, whether they are one; all stand or fall together."""
    return [give_opinion(pair=pair, answer=answer, why=why, by=by, at=at) for pair, answer in answers]


@transaction.atomic
def give_opinion(*, pair: Pair, answer: rules.LinkDecision, why: str, by: User, at: datetime) -> Pair:
    """Say whether two records are one person. Where two people look, the second settles it or disagrees."""
    pair = _held(pair, by)
    why = _limited(why, "why", "Use 500 characters or fewer to say why")
    opinions = list(Opinion.objects.filter(pair=pair).order_by("at", "id"))
    mine = [one for one in opinions if one.by_id == by.id]
    if mine and mine[-1].answer == answer:
        return pair
    if pair.status == rules.PairStatus.SETTLED:
        raise PeopleRefused("A colleague has settled this pair already")
    if mine and pair.status == rules.PairStatus.SECOND and pair.needs_two:
        raise PeopleRefused("You have said what you think. Somebody else looks at this pair now")
    if pair.status == rules.PairStatus.DIFFER and not why:
        raise PeopleRefused("Two people disagree about this pair. Say why you settle it so")
    opinions.append(Opinion.objects.create(pair=pair, answer=answer, why=why, by=by, at=at))
    said = [rules.LinkDecision(one.answer) for one in opinions]
    pair.status = rules.status_after(said, needs_two=pair.needs_two)
    pair.held_by = None
    record("people.opinion_given", subject=pair, about=_about(pair), by=by, at=at, answer=str(answer))
    if pair.status == rules.PairStatus.SETTLED:
        pair.answer, pair.settled_at = answer, at
        _say(pair, answer, why, by=by, at=at)
    pair.save()
    return pair


def _say(pair: Pair, answer: rules.LinkDecision, why: str, *, by: User, at: datetime) -> None:
    weighed = weigh_people(pair.low, pair.high)
    say_of_people(
        one=pair.low,
        other=pair.high,
        decision=answer,
        why=why or rules.PAIR_REASON_WORDS[rules.PairReason(pair.reason)],
        grounds=Grounds(evidence_of(weighed), weighed.weight, weighed.model_version),
        by=by,
        at=at,
    )


@transaction.atomic
def ask_about_pair(*, pair: Pair, asked_of: User, words: str, by: User, at: datetime) -> PairQuestion:
    """Ask a colleague who may know these people; asking the same twice asks once."""
    pair = _held(pair, by)
    words = _limited(words, "words", "Use 1,000 characters or fewer for your question")
    if not words:
        raise PeopleRefused("Write down what you want to know")
    if asked_of.id == by.id or not asked_of.is_active:
        raise PeopleRefused("Choose a colleague who works here now")
    standing = PairQuestion.objects.filter(pair=pair, asked_of=asked_of, words=words, replied_at__isnull=True).first()
    if standing is not None:
        return standing
    question = PairQuestion.objects.create(pair=pair, asked_of=asked_of, words=words, by=by, at=at)
    record("people.pair_asked_about", subject=pair, about=_about(pair), by=by, at=at)
    link = reverse("people:answer_question", args=[question.id])
    tell(user=asked_of, kind="people.asked", words="A colleague asks whether two records are one", link=link, at=at)
    return question


@transaction.atomic
def answer_question(*, question: PairQuestion, words: str, by: User, at: datetime) -> PairQuestion:
    """Answer what a colleague asked about two records; the one who was asked answers, once."""
    question = PairQuestion.objects.select_for_update(of=("self",)).select_related("pair", "by").get(id=question.id)
    if question.asked_of_id != by.id:
        raise PeopleRefused("Only whoever was asked answers")
    words = _limited(words, "words", "Use 1,000 characters or fewer for your answer")
    if not words:
        raise PeopleRefused("Write down what you know, or that you do not know")
    if question.replied_at is not None:
        return question
    question.reply, question.replied_at = words, at
    question.save(update_fields=["reply", "replied_at"])
    record("people.pair_question_answered", subject=question, about=_about(question.pair), by=by, at=at)
    link = reverse("people:pair", args=[question.pair_id])
    tell(user=question.by, kind="people.answered", words="A colleague answered about two records", link=link, at=at)
    return question


@transaction.atomic
def hand_on_pair(*, pair: Pair, to: User, by: User, at: datetime) -> Pair:
    """Hand a pair on to another who reviews pairs."""
    pair = _held(pair, by)
    if pair.status == rules.PairStatus.SETTLED:
        raise PeopleRefused("This pair is settled already")
    if not to.may(access.STEWARD) or not to.is_active:
        raise PeopleRefused("Choose a colleague who reviews pairs")
    if pair.held_by_id == to.id:
        return pair
    pair.held_by = to
    pair.save(update_fields=["held_by"])
    record("people.pair_handed_on", subject=pair, about=_about(pair), by=by, at=at)
    if to.id != by.id:
        link = reverse("people:pair", args=[pair.id])
        tell(user=to, kind="people.handed_on", words="A pair of records was handed on to you", link=link, at=at)
    return pair


def _held(pair: Pair, by: User) -> Pair:
    if not by.may(access.STEWARD):
        raise PeopleRefused("Your role does not review pairs of records")
    return Pair.objects.select_for_update(of=("self",)).select_related("low", "high").get(id=pair.id)


def _limited(words: str, name: str, problem: str) -> str:
    words = tidy(words)
    if len(words) > LONGEST[name]:
        raise PeopleRefused(problem)
    return words


def _about(pair: Pair) -> list:
    people = [pair.low_id, pair.high_id]
    return [*people, *FamilyMember.objects.filter(person_id__in=people).values_list("family_id", flat=True)]
