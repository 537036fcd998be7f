"""The panel's answer to one item, on one screen that a clerk can keep up with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.foundation.components import forms

from .. import rules
from .base import PanelForm, line, version_field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONDITIONS = (1, 2, 3)
DISSENTS = (1, 2)
NO_ONE = ("", "Nobody")


class Decide(PanelForm):
    """What the panel decided. People are chosen, never typed; what the record holds is there already."""

    version = version_field()
    kind = forms.OneOfField(label="The answer")
    reasons = forms.ReasonField(label="Reasons", rows=3)
    package_pence = forms.PoundsField(label="Agreed at the most", required=False)
    lead = forms.ChoiceField(label="Lead professional", required=False)
    lead_accepted = forms.BooleanField(label="They have accepted", required=False)
    offers = forms.SomeOfField(label="Offers that the panel takes up", required=False)
    is_view_read = forms.BooleanField(label="The family’s own view was read out", required=False)
    no_view_why = line("Why is there no view of the family?", required=False)
    teller = forms.ChoiceField(label="Who tells the family?")
    tell_by_on = forms.DayField(label="By when?", must_be="today_or_future")
    to_panel = forms.ChoiceField(label="If declined: to which other panel?", required=False)
    redirected_to = line("If declined: to which other help?", required=False)
    more_wanted = line("If more must be known: what?", required=False)
    unmet = line("What was needed and could not be had", required=False)

    def __init__(
        self,
        *args,
        kinds: Mapping[rules.DecisionKind, str],
        children: Sequence[tuple[str, str]],
        people: list[tuple[str, str]],
        members: list[tuple[str, str]],
        has_view: bool,
        has_package: bool,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.children, self.has_view = children, has_view
        self.fields["kind"].choices = [(str(one), rules.DECISION_WORDS[one]) for one in kinds]
        self.fields["kind"].widget.hints = {str(one): says for one, says in kinds.items()}
        self.fields["lead"].choices = [NO_ONE, *people]
        self.fields["teller"].choices = [("", "Choose someone"), *people]
        if has_view:
            del self.fields["no_view_why"]
        else:
            del self.fields["is_view_read"]
            self.fields["no_view_why"].required = True
        if not has_package:
            del self.fields["package_pence"]
        if not self.fields["offers"].choices:
            del self.fields["offers"]
        for key, name in children:
            self.fields[f"safety_{key}"] = forms.OneOfField(
                label=f"Is {name} safe?",
                choices=list(rules.SAFETY_WORDS.items()),
                inline=True,
                error_messages={"required": f"Ask about the safety of {name}"},
            )
            self.fields[f"safety_words_{key}"] = line(f"What is done today about {name}?", required=False)
        for number in CONDITIONS:
            self.fields[f"condition_{number}"] = line(f"Condition {number}", required=False)
            self.fields[f"condition_{number}_owner"] = forms.ChoiceField(
                label=f"Who owns condition {number}?", required=False, choices=[("", "Choose someone"), *people]
            )
            self.fields[f"condition_{number}_due"] = forms.DayField(
                label=f"Condition {number} by when?", required=False, must_be="today_or_future"
            )
        for number in DISSENTS:
            self.fields[f"dissent_{number}"] = forms.ChoiceField(
                label=f"Who does not agree ({number})?", required=False, choices=[NO_ONE, *members]
            )
            self.fields[f"dissent_{number}_why"] = line(f"Why ({number})?", required=False)

    def clean(self):
        """A condition has an owner and a day; a dissent says why."""
        said = super().clean()
        for number in CONDITIONS:
            if said.get(f"condition_{number}"):
                if not said.get(f"condition_{number}_owner"):
                    self.add_error(f"condition_{number}_owner", f"Choose who owns condition {number}")
                if not said.get(f"condition_{number}_due") and f"condition_{number}_due" not in self.errors:
                    self.add_error(f"condition_{number}_due", f"Enter the day for condition {number}")
        for number in DISSENTS:
            if said.get(f"dissent_{number}") and not said.get(f"dissent_{number}_why"):
                self.add_error(f"dissent_{number}_why", "Write down why they do not agree")
        return said

    @property
    def safety_fields(self) -> list:
        """For each child: the question, and what is done today."""
        return [(self[f"safety_{key}"], self[f"safety_words_{key}"]) for key, _ in self.children]

    @property
    def condition_fields(self) -> list:
        """For each condition: what, whose, by when."""
        return [(self[f"condition_{n}"], self[f"condition_{n}_owner"], self[f"condition_{n}_due"]) for n in CONDITIONS]

    @property
    def dissent_fields(self) -> list:
        """For each dissent: who, and why."""
        return [(self[f"dissent_{n}"], self[f"dissent_{n}_why"]) for n in DISSENTS]

    @property
    def has_conditions(self) -> bool:
        """Whether a condition stands in the form, so that its place is open."""
        return self._any(f"condition_{n}" for n in CONDITIONS)

    @property
    def has_more(self) -> bool:
        """Whether something stands in the rarer fields, so that their place is open."""
        names = (*(f"dissent_{n}" for n in DISSENTS), "redirected_to", "to_panel", "more_wanted", "unmet")
        return self._any(names)

    def _any(self, names) -> bool:
        return any(self[name].value() or self[name].errors for name in names)
