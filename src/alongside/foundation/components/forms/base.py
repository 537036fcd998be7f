"""The form every page's form is made from."""

from datetime import date

from django import forms
from django.core.exceptions import ImproperlyConfigured

from alongside.foundation.components import rules

from .fields import DayField, called
from .wording import asks_for, asks_for_number

DJANGO_SAYS = forms.Field.default_error_messages["required"]
DJANGO_SAYS_OF_NUMBERS = [one.default_error_messages["invalid"] for one in (forms.IntegerField, forms.DecimalField)]
NUMBER_CODES = ("min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits")
TOO_LONG = "Write %(limit_value)d characters at most: this has %(show_value)d"


def _say_limits(field: forms.Field) -> None:
    """Where a form says nothing of its own of a number's limits or a text's length, say them plainly."""
    said = field.error_messages
    if isinstance(field, forms.IntegerField) and said["invalid"] in DJANGO_SAYS_OF_NUMBERS:
        words = asks_for_number(field)
        said["invalid"] = words
        for code in NUMBER_CODES:
            said.setdefault(code, words)
    if isinstance(field, forms.CharField):
        said.setdefault("max_length", TOO_LONG)


def _nothing(field: forms.Field):
    return field.empty_value if hasattr(field, "empty_value") else field.to_python(None)


class Form(forms.Form):
    """A plain form that says what to do, and knows the day when its view tells it.

    A field that a choice opens (`reveals`) counts only while that choice is made.
    """

    use_required_attribute = False

    def __init__(self, *args, today: date | None = None, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.today = today
        for name, field in self.fields.items():
            if getattr(field, "must_be", "") and today is None:
                raise ImproperlyConfigured(f"{type(self).__name__} needs today, for {name}")

    @property
    def revealed_by(self) -> dict[str, tuple[str, str]]:
        """Return for each field that is opened by a choice: the field and the value that do."""
        return {
            opened: (name, value)
            for name, field in self.fields.items()
            for value, opened in getattr(field.widget, "reveals", {}).items()
        }

    def _clean_fields(self):
        for name, field in self.fields.items():  # here, for some fields join once the form is made
            if field.error_messages.get("required") == DJANGO_SAYS:
                field.error_messages["required"] = asks_for(field, str(field.label or name.replace("_", " ")))
            _say_limits(field)
        super()._clean_fields()
        for errors in self._errors.values():
            errors.data = list({error.messages[0]: error for error in errors.data}.values())
        for name in self.revealed_by:
            if not self._is_open(name):
                self._errors.pop(name, None)
                self.cleaned_data[name] = _nothing(self.fields[name])
        self._check_days()

    def _is_open(self, name: str) -> bool:
        opener, value = self.revealed_by[name]
        typed = self[opener].data
        return value in typed if isinstance(typed, (list, tuple)) else typed == value

    def _check_days(self) -> None:
        for name, field in self.fields.items():
            day = self.cleaned_data.get(name)
            if not isinstance(field, DayField) or not field.must_be or day is None:
                continue
            if not rules.is_within(day, must_be=field.must_be, today=self.today):
                words = rules.MUST_BE_WORDS[field.must_be]
                self.add_error(
                    name,
                    forms.ValidationError(
                        f"{called(str(self[name].label))} {words}", code="day", params={"boxes": rules.BOXES}
                    ),
                )


class BaseFormSet(forms.BaseFormSet):
    """Several of the same form; the last row may be left empty."""
