"""Fields for the things our forms ask for again and again."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django import forms
from django.forms.boundfield import BoundField

from alongside.foundation.components import rules
from alongside.values.codes import Postcode
from alongside.values.money import LARGEST_POUNDS

from .widgets import Affixed, Checkboxes, DayInput, Radios, Words

NAME_LENGTH = 100
REASON_LENGTH = 2_000
WORDS_LENGTH = 20_000
SHORT_ENOUGH_TO_COUNT = 4_000
FEWEST_PHONE_DIGITS = 9


class BoundDay(BoundField):
    """Tells the boxes of a day which of them to mark."""

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        if boxes := self.wrong_boxes():
            attrs["data-wrong"] = " ".join(boxes)
        return attrs

    def wrong_boxes(self) -> tuple[str, ...]:
        if not self.errors:
            return ()
        for error in self.form.errors.get(self.name).as_data():
            return tuple((error.params or {}).get("boxes", rules.BOXES))
        return ()


def called(label: str) -> str:
    """Return what a sentence calls the day that a field asks for: a question is no subject of one."""
    return "The day" if label.endswith("?") else label


class DayField(forms.Field):
    """A day, in three boxes. With `must_be` the form has to be given `today`."""

    widget = DayInput

    def __init__(self, *, must_be: str = "", short_years: bool = True, **kwargs):
        if must_be and must_be not in rules.MUST_BE_WORDS:
            raise ValueError(f"A day cannot have to be {must_be!r}")
        super().__init__(**kwargs)
        self.must_be, self.short_years, self.called = must_be, short_years, "the date"

    def get_bound_field(self, form, field_name):
        bound = BoundDay(form, self, field_name)
        self.called = called(str(bound.label))
        return bound

    def to_python(self, value):
        if value in self.empty_values:
            return None
        day, month, year = self.widget.decompress(value)
        try:
            return rules.read_day(day=day, month=month, year=year, called=self.called, short_years=self.short_years)
        except rules.DayMistake as mistake:
            raise forms.ValidationError(mistake.message, code="day", params={"boxes": mistake.boxes}) from mistake

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True


class DayOfBirthField(DayField):
    """A day of birth: in the past (or today), with the whole year."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Date of birth")
        super().__init__(must_be="today_or_past", short_years=False, **kwargs)


class NameField(forms.CharField):
    """A person's name or part of one, as they spell it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", NAME_LENGTH)
        kwargs.setdefault("widget", forms.TextInput(attrs={"spellcheck": "false"}))
        super().__init__(**kwargs)

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class PhoneField(forms.CharField):
    """A telephone number, kept as it was typed."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "class": "govuk-input--width-20"}))
        super().__init__(**kwargs)

    def clean(self, value):
        value = super().clean(value)
        if value and len(re.sub(r"\D", "", value)) < FEWEST_PHONE_DIGITS:
            raise forms.ValidationError("Enter a telephone number, such as 01632 960 001")
        return value


class PostcodeField(forms.CharField):
    """A postcode in capitals with one space, however it was typed."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Postcode")
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
        )
        super().__init__(**kwargs)

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return value
        try:
            return str(Postcode.parse(value))
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from problem


class PoundsField(forms.CharField):
    """An amount of money, typed in pounds and handed on in whole pence."""

    def __init__(self, *, suffix: str = "", **kwargs):
        kwargs.setdefault("widget", Affixed({"inputmode": "decimal"}, prefix="£", suffix=suffix))
        super().__init__(empty_value=None, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return None
        try:
            amount = Decimal(re.sub(r"[£,\s]", "", value))
        except InvalidOperation as wrong:
            raise forms.ValidationError("Enter an amount in pounds, such as 120.50") from wrong
        pence = amount * 100
        if not amount.is_finite() or amount < 0 or pence != pence.to_integral_value(ROUND_HALF_UP):
            raise forms.ValidationError("Enter an amount in pounds and pence, such as 120.50")
        if amount > LARGEST_POUNDS:
            raise forms.ValidationError("That amount is too large. Check how many digits it has")
        return int(pence)

    def prepare_value(self, value):
        return f"{value // 100}.{value % 100:02d}" if isinstance(value, int) else value


class WordsField(forms.CharField):
    """Somebody's own words, as long as they need."""

    def __init__(self, *, rows: int = 5, **kwargs):
        kwargs.setdefault("max_length", WORDS_LENGTH)
        most = kwargs["max_length"]
        counted = most if most and most <= SHORT_ENOUGH_TO_COUNT else None
        kwargs.setdefault("widget", Words(rows=rows, most=counted))
        super().__init__(**kwargs)


class ReasonField(WordsField):
    """Why something was done, for whoever asks later."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Why?")
        kwargs.setdefault("max_length", REASON_LENGTH)
        kwargs.setdefault("error_messages", {"required": "Write down why"})
        super().__init__(rows=kwargs.pop("rows", 4), **kwargs)


class OneOfField(forms.ChoiceField):
    """One of a few, as radios; `hints` and `reveals` go by the choice's value."""

    def __init__(self, *, hints=None, reveals=None, inline=False, **kwargs):
        kwargs.setdefault("widget", Radios(hints=hints, reveals=reveals, inline=inline))
        super().__init__(**kwargs)


class SomeOfField(forms.MultipleChoiceField):
    """Any of a few, as checkboxes; `hints` and `reveals` go by the choice's value."""

    def __init__(self, *, hints=None, reveals=None, **kwargs):
        kwargs.setdefault("widget", Checkboxes(hints=hints, reveals=reveals))
        super().__init__(**kwargs)


class YesNoField(forms.TypedChoiceField):
    """Yes or no, and neither is taken for granted: an answer is True, False or None."""

    def __init__(self, *, hints=None, reveals=None, inline=True, **kwargs):
        super().__init__(
            choices=[("yes", "Yes"), ("no", "No")],
            coerce=lambda answer: answer == "yes",
            empty_value=None,
            widget=Radios(hints=hints, reveals=reveals, inline=inline and not reveals),
            **kwargs,
        )

    def prepare_value(self, value):
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
