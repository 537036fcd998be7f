"""Whose voice is heard, how, and who outside the home was asked."""

from enum import StrEnum


class VoiceKind(StrEnum):
    """What stands for someone’s voice."""

    WORDS = "words"
    SEEN = "seen"
    NONE = "none"


VOICE_KIND_WORDS = {
    VoiceKind.WORDS: "In their own words",
    VoiceKind.SEEN: "What was seen, as they are too young or cannot say",
    VoiceKind.NONE: "Not heard yet, and why",
}


class Gathering(StrEnum):
    """How a voice was gathered."""

    ALONE = "alone"
    WITH_FAMILY = "with_family"
    PLAY = "play"
    WRITTEN = "written"
    CALL = "call"
    INTERPRETER = "interpreter"
    AIDS = "aids"
    WATCHED = "watched"
    TOLD_BY_OTHER = "told_by_other"


GATHERING_WORDS = {
    Gathering.ALONE: "Talking, on their own",
    Gathering.WITH_FAMILY: "Talking, with family there",
    Gathering.PLAY: "Through play or drawing",
    Gathering.WRITTEN: "They wrote it",
    Gathering.CALL: "By telephone or video",
    Gathering.INTERPRETER: "With an interpreter",
    Gathering.AIDS: "With signs, pictures or a device",
    Gathering.WATCHED: "By watching how they were",
    Gathering.TOLD_BY_OTHER: "Someone else told us what they say",
}


class Approached(StrEnum):
    """What came of asking a father, or anyone else outside the home, to take part."""

    TOOK_PART = "took_part"
    ASKED = "asked"
    DECLINED = "declined"
    NOT_FOUND = "not_found"
    NOT_SAFE = "not_safe"


APPROACHED_WORDS = {
    Approached.TOOK_PART: "They took part",
    Approached.ASKED: "They have been asked and have not answered yet",
    Approached.DECLINED: "They were asked and said no",
    Approached.NOT_FOUND: "We tried and could not reach them",
    Approached.NOT_SAFE: "It is not safe to ask them",
}


def needs_why(answer: Approached) -> bool:
    """Not reaching someone, or not asking them because it is not safe, is explained.

    Source: local default (audit lesson: fathers missing from the record).
    """
    return answer in {Approached.NOT_FOUND, Approached.NOT_SAFE, Approached.DECLINED}


def expected_voice(*, is_unborn: bool, age: int | None, speaks_from_age: int) -> VoiceKind:
    """A small child’s voice is what was seen of them; from three on, their own words are looked for.

    Source: local default.
    """
    if is_unborn or (age is not None and age < speaks_from_age):
        return VoiceKind.SEEN
    return VoiceKind.WORDS
