"""What a decision is made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from alongside.cases.rules import LEVEL_WORDS, Level
from alongside.foundation.components import forms
from alongside.foundation.components.forms.asking import PROCESS, new
from alongside.foundation.drafts.forms import DraftForm

from .. import rules

if TYPE_CHECKING:
    from alongside.cases.models import Descriptor
    from alongside.directory.models import Service
    from alongside.foundation.identity.models import Agency, Team
    from alongside.people.models import Family


class DecideForm(DraftForm, forms.Form):
    """Level, descriptors, reasons, and the answer with what belongs to it."""

    asks: ClassVar = {
        "level": new("decision.level"),
        "descriptors": new("decision.descriptors"),
        "reasons": new("decision.reasons"),
        "family": new("decision.match"),
        "outcome": new("decision.outcome"),
        "signposted_to": new("decision.outcome"),
        "services": new("decision.outcome"),
        "service_words": PROCESS,
        "agency": new("decision.outcome"),
        "panel": new("decision.outcome"),
        "to_team": new("decision.outcome"),
        "words_to_referrer": new("decision.words_for_asker"),
    }

    level = forms.OneOfField(
        label="Level of need",
        choices=[(str(int(level)), words) for level, words in LEVEL_WORDS.items()],
        error_messages={"required": "Choose the level of need"},
    )
    descriptors = forms.SomeOfField(label="What applied", required=False)
    reasons = forms.ReasonField(
        label="Reasons for the decision",
        help_text="What weighed most, what is going well, and what the family wants",
        error_messages={"required": "Write down the reasons for your decision"},
    )
    family = forms.OneOfField(label="Which family is this about?", required=False)
    outcome = forms.OneOfField(
        label="What happens now?",
        choices=[(str(one), words) for one, words in rules.OUTCOME_WORDS.items()],
        hints={str(one): words for one, words in rules.OUTCOME_HINTS.items()},
        reveals={
            str(rules.Outcome.INFORMATION): "signposted_to",
            str(rules.Outcome.ONE_AGENCY): "agency",
            str(rules.Outcome.PANEL): "panel",
            str(rules.Outcome.STEP_UP): "to_team",
        },
        error_messages={"required": "Choose what happens now"},
    )
    signposted_to = forms.CharField(label="Where else were they pointed to?", required=False, max_length=300)
    services = forms.SomeOfField(label="Services they are pointed to", required=False)
    service_words = forms.CharField(
        label="Find a service in the directory",
        required=False,
        max_length=100,
        help_text="Part of a name, or what the family needs: for instance, sleep or debt",
    )
    agency = forms.ChoiceField(label="Which agency helps?", required=False)
    panel = forms.CharField(label="Which panel?", required=False, max_length=200)
    to_team = forms.ChoiceField(label="Which social care team takes over?", required=False)
    words_to_referrer = forms.WordsField(
        label="What whoever asked is told",
        required=False,
        rows=3,
        max_length=2000,
        help_text="Leave empty to use our usual words. Tell them no more than they need",
    )

    def __init__(
        self,
        *args,
        descriptors: Iterable[Descriptor] = (),
        agencies: Iterable[Agency] = (),
        teams: Iterable[Team] = (),
        families: Iterable[Family] = (),
        services: Iterable[Service] = (),
        panels: Iterable[str] = (),
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        families = list(families)
        self.agencies = {str(one.id): one for one in agencies}
        self.teams = {str(one.id): one for one in teams}
        self.fields["descriptors"].choices = [(str(one.id), one.words) for one in descriptors]
        self.fields["agency"].choices = [("", "Choose an agency"), *_named(self.agencies)]
        if names := list(panels):
            self.fields["panel"] = forms.ChoiceField(
                label="Which panel?", required=False, choices=[("", "Choose a panel"), *((one, one) for one in names)]
            )
        self.fields["to_team"].choices = [("", "Choose a team"), *_named(self.teams)]
        self.fields["services"].choices = [(one.slug, f"{one.name} ({one.agency.name})") for one in services]
        self.fields["family"].choices = [(str(one.id), f"{one.name}, {one.reference}") for one in families]
        for name in ("agency", "panel", "to_team"):
            self.fields[name].is_for_later = True  # needed as soon as the answer that opens it is chosen
        self.fields["service_words"].widget.attrs["data-presses"] = "find-services"
        if len(families) < 2:
            del self.fields["family"]

    def clean(self):
        """Say at the field what the decision still lacks."""
        typed = super().clean()
        if "level" not in typed or "outcome" not in typed:
            return typed
        outcome, level = rules.Outcome(typed["outcome"]), Level(int(typed["level"]))
        problem = rules.problem_with_decision(
            outcome,
            level,
            has_descriptors=bool(typed.get("descriptors")) or not self.fields["descriptors"].choices,
            has_agency=bool(typed.get("agency")),
            has_panel=bool(typed.get("panel")),
            has_team=bool(typed.get("to_team")),
        )
        if problem:
            self.add_error(self._field_lacking(outcome, level, typed), problem)
        return typed

    def _field_lacking(self, outcome: rules.Outcome, level: Level, typed: dict) -> str:
        if not rules.is_level_for(outcome, level):
            return "level"
        if level > Level.UNIVERSAL and not typed.get("descriptors") and self.fields["descriptors"].choices:
            return "descriptors"
        return {rules.Outcome.ONE_AGENCY: "agency", rules.Outcome.PANEL: "panel"}.get(outcome, "to_team")

    @property
    def descriptor_ids(self) -> list[UUID]:
        """The descriptors chosen."""
        return [UUID(one) for one in self.cleaned_data["descriptors"]]

    @property
    def chosen_agency(self) -> Agency | None:
        """The agency that helps."""
        return self.agencies.get(self.cleaned_data["agency"])

    @property
    def chosen_team(self) -> Team | None:
        """The social care team that takes over."""
        return self.teams.get(self.cleaned_data["to_team"])

    @property
    def family_id(self) -> UUID | None:
        """The family chosen, where there was a choice."""
        chosen = self.cleaned_data.get("family")
        return UUID(chosen) if chosen else None


def _named(found: dict) -> list[tuple[str, str]]:
    return [(key, one.name) for key, one in found.items()]
