"""The controls themselves: what a person sees and what comes back from it."""

from django import forms

from alongside.foundation.components import rules


class DayInput(forms.Widget):
    """Three boxes for a day, which also take a month's name or a whole date in the first."""

    template_name = "components/widgets/day.html"
    use_fieldset = True

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        wrong = own.pop("data-wrong", "").split()
        birth = own.pop("autocomplete", "") == "bday"
        typed = dict(zip(rules.BOXES, self.decompress(value), strict=True))
        context["widget"]["boxes"] = [
            {
                "name": f"{name}-{box}",
                "id": f"{own.get('id') or 'id_' + name}_{box}",
                "label": box.capitalize(),
                "value": typed[box],
                "width": 2 if box == "day" else 4,
                "is_wrong": box in wrong,
                "autocomplete": f"bday-{box}" if birth else "",
                "inputmode": "" if box == "month" else "numeric",
            }
            for box in rules.BOXES
        ]
        return context

    def decompress(self, value) -> tuple[str, str, str]:
        """Return what stands in the three boxes."""
        if not value:
            return ("", "", "")
        if isinstance(value, str):
            return (value, "", "")
        if isinstance(value, (tuple, list)):
            return tuple(value)
        return (str(value.day), str(value.month), str(value.year))

    def value_from_datadict(self, data, files, name):
        typed = tuple((data.get(f"{name}-{box}") or "").strip() for box in rules.BOXES)
        if any(typed):
            return typed
        return data.get(name) or None

    def value_omitted_from_data(self, data, files, name):
        return name not in data and all(f"{name}-{box}" not in data for box in rules.BOXES)

    def id_for_label(self, id_):
        return f"{id_}_day" if id_ else id_


class Affixed(forms.TextInput):
    """One line with something fixed before or after it: a pound sign, a unit."""

    template_name = "components/widgets/affixed.html"

    def __init__(self, attrs=None, *, prefix: str = "", suffix: str = "", width: int = 5):
        super().__init__({"class": f"govuk-input--width-{width}", **(attrs or {})})
        self.prefix, self.suffix = prefix, suffix

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"prefix": self.prefix, "suffix": self.suffix}
        return context


class Words(forms.Textarea):
    """Several lines; with `most`, counts what is left as it is typed."""

    template_name = "components/widgets/words.html"

    def __init__(self, attrs=None, *, rows: int = 5, most: int | None = None):
        super().__init__({"rows": rows, "cols": None, **(attrs or {})})
        self.most = most

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["most"] = self.most
        own = context["widget"]["attrs"]
        own.pop("maxlength", None)
        own.pop("cols", None)
        if self.most:
            own["class"] = f"{own.get('class', '')} govuk-js-character-count".strip()
            described = own.get("aria-describedby", "")
            own["aria-describedby"] = f"{described} {own.get('id', name)}-info".strip()
        return context


class _WithHints:
    """Choices, each with a hint of its own and perhaps a field that it opens."""

    use_fieldset = True

    def __init__(self, attrs=None, choices=(), *, hints=None, reveals=None, inline=False):
        super().__init__(attrs, choices)
        self.hints = dict(hints or {})
        self.reveals = dict(reveals or {})
        self.inline = inline

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        own = option["attrs"]
        for unwanted in ("required", "aria-describedby", "aria-invalid"):
            own.pop(unwanted, None)
        option["hint"] = self.hints.get(str(value), "")
        option["reveals"] = self.reveals.get(str(value), "")
        if option["hint"]:
            own["aria-describedby"] = f"{own['id']}_hint"
        if option["reveals"]:
            own["data-reveals"] = f"conditional-{own['id']}"
        return option


class Radios(_WithHints, forms.RadioSelect):
    """One of a few: every choice is on the page."""


class Checkboxes(_WithHints, forms.CheckboxSelectMultiple):
    """Any of a few: every choice is on the page."""
