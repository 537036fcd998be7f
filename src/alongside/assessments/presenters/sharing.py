"""Agreements and lawful bases in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.foundation.components.presenters import say_day
from alongside.people.rules import (
    LAWFUL_BASIS_WORDS,
    SHARING_PURPOSES,
    AgreementAnswer,
    LawfulBasis,
    SharingPurpose,
    is_agreement_in_force,
)

ANSWER_WORDS = {
    AgreementAnswer.AGREED: "Agreed",
    AgreementAnswer.REFUSED: "Did not agree",
    AgreementAnswer.NOT_ABLE: "Not able to decide",
}


@dataclass(frozen=True)
class AnswerLine:
    """One answer, as it stands today."""

    id: str
    who: str
    agency: str
    purpose: str
    answer: str
    tag: str
    when: str
    how: str
    is_in_force: bool


@dataclass(frozen=True)
class SharingPage:
    """Who was asked, what they answered, and what can still be done."""

    not_asked: list[str]
    answers: list[AnswerLine]
    refusals: list[AnswerLine]
    bases: list[dict]


def answer_line(one, *, today: date) -> AnswerLine:
    """One answer in words; withdrawn ones say so."""
    answer = AgreementAnswer(one.answer)
    in_force = is_agreement_in_force(answer=answer, given_on=one.given_on, withdrawn_on=one.withdrawn_on, on=today)
    words, tag = ANSWER_WORDS[answer], "green" if in_force else "grey"
    when = say_day(one.given_on)
    if one.withdrawn_on:
        words, tag, when = "Ended", "grey", f"{when} to {say_day(one.withdrawn_on)}"
    elif answer is AgreementAnswer.REFUSED:
        tag = "orange"
    purpose = SHARING_PURPOSES.get(one.purpose, one.purpose)
    if one.purpose in set(SharingPurpose):
        purpose = SHARING_PURPOSES[SharingPurpose(one.purpose)]
    return AnswerLine(str(one.id), one.person.full_name, one.agency.name, purpose, words, tag, when, one.how, in_force)


def sharing_page(*, people, agreements, bases, today: date) -> SharingPage:
    """Everything about sharing on one page."""
    lines = [answer_line(one, today=today) for one in agreements]
    answered = {one.person_id for one in agreements}
    standing = [(one, line) for one, line in zip(agreements, lines, strict=True) if one.withdrawn_on is None]
    return SharingPage(
        not_asked=[one.name for one in people if one.id not in answered],
        answers=lines,
        refusals=[line for one, line in standing if one.answer != AgreementAnswer.AGREED],
        bases=[
            {
                "agency": one.agency.name if one.agency else "All agencies",
                "reason": one.reason,
                "basis": LAWFUL_BASIS_WORDS[LawfulBasis(one.basis)],
                "by": str(one.decided_by),
                "when": say_day(one.decided_at.date()),
                "is_without": one.is_without_agreement,
            }
            for one in bases
        ],
    )
