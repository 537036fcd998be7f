"""What a form says of a field that is needed and was left empty, and of a number that is none."""

from django import forms

from .fields import DayField, PoundsField, WordsField

SPLIT_FROM = 10_000
"""Below it a number is written in one piece, as a year is."""
IMPERATIVES = {"add", "choose", "describe", "enter", "give", "say", "tell", "tick", "write"}
STANDS_AS_IT_IS = {
    "a", "an", "any", "each", "every", "her", "his", "how", "its", "our", "that", "the", "their", "these", "this",
    "what", "when", "where", "which", "who", "whom", "whose", "why", "your",
}  # fmt: skip
"""A thing that begins so needs no article before it."""
NO_THING = {"at", "by", "for", "from", "if", "in", "is", "of", "on", "to", "with"}
"""What begins so is no thing that could be entered."""


def asks_for(field: forms.Field, label: str) -> str:
    """Return what to say when a field that is needed was left empty: a question is quoted, a thing is named."""
    first = label.split(" ", 1)[0].lower()
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}” to go on"
    if isinstance(field, forms.FileField):
        return "Choose a file"
    if label.endswith("?") or first in NO_THING:
        return f"{_answer_of(field)} “{label}”"
    if first in IMPERATIVES:
        return label
    verb = "Choose" if isinstance(field, forms.ChoiceField | forms.MultipleChoiceField) else "Enter"
    return f"{verb} {'' if first in STANDS_AS_IT_IS else 'the '}{_within_a_sentence(label)}"


def _answer_of(field: forms.Field) -> str:
    """Return the beginning of what asks for an answer to a question, by what the answer is."""
    kinds = (
        (forms.MultipleChoiceField, "Choose at least one answer to"),
        (forms.ChoiceField, "Choose an answer to"),
        (DayField, "Enter a date for"),
        (forms.TimeField, "Enter a time for"),
        (PoundsField, "Enter an amount for"),
        (WordsField, "Write an answer to"),
        (forms.IntegerField, "Enter a number for"),
    )
    return next((words for kind, words in kinds if isinstance(field, kind)), "Write an answer to")


def _within_a_sentence(label: str) -> str:
    """Return a label with a small letter, unless its first word is written in capitals, as NHS is."""
    first = label.split(" ", 1)[0]
    is_in_capitals = sum(letter.isupper() for letter in first) > 1
    return label if is_in_capitals else label[:1].lower() + label[1:]


def asks_for_number(field: forms.IntegerField) -> str:
    """Return what to say when a number is none, or is too small or too large: the limits say themselves."""
    thing = "a number" if isinstance(field, forms.DecimalField) else "a whole number"
    least, most = field.min_value, field.max_value
    if least is not None and most is not None:
        limits = f" from {_figure(least)} to {_figure(most)}"
    elif least is not None:
        limits = f" of {_figure(least)} or more"
    else:
        limits = "" if most is None else f" of {_figure(most)} at most"
    places = getattr(field, "decimal_places", None)
    return f"Enter {thing}{limits}" + (f", with {places} decimal places at most" if places else "")


def _figure(number) -> str:
    return f"{number:,}" if abs(number) >= SPLIT_FROM else str(number)
