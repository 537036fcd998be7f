"""Setting up panels, their members and when they meet."""

from __future__ import annotations

import re
from datetime import datetime, time

from django.utils import timezone

from alongside.foundation.components import forms
from alongside.foundation.identity.rules import AGENCY_KIND_WORDS

from .. import rules
from .base import PanelForm, clock, line, version_field, whole

HOUR = re.compile(r"^\s*(\d{1,2})[:.](\d{2})\s*$")
NO_ONE = ("", "Nobody")


def read_hour(typed: str) -> time:
    """An hour as typed."""
    found = HOUR.match(typed)
    if found is None or not (int(found[1]) < 24 and int(found[2]) < 60):
        raise forms.ValidationError("Enter an hour, such as 10:00")
    return time(int(found[1]), int(found[2]))


class PanelFacts(PanelForm):
    """When and where a panel meets, and who must be there."""

    version = version_field()
    cadence = forms.OneOfField(label="How often does it sit?", choices=list(rules.CADENCE_WORDS.items()), inline=True)
    weekday = forms.ChoiceField(label="On which day?", choices=[(str(n), day) for n, day in enumerate(rules.WEEKDAYS)])
    nth = forms.ChoiceField(
        label="If every month: which such day of the month?",
        choices=[(str(n), words) for n, words in rules.NTH_WORDS.items()],
    )
    starts_at = clock("When does it begin?")
    length_minutes = whole("How many minutes does it last?", least=10, most=480)
    slot_minutes = whole("How many minutes does an item get?", least=1, most=120)
    papers_working_days = whole("How many working days before are papers sent?", least=0, most=20)
    place = line("Where does it meet?", required=False)
    link = forms.CharField(label="Link to join on screen", required=False, max_length=500)
    needs_chair = forms.BooleanField(label="The chair or vice-chair must be there to decide", required=False)
    needs_kinds = forms.SomeOfField(
        label="Which agencies must be there to decide?", required=False, choices=list(AGENCY_KIND_WORDS.items())
    )
    least_agencies = whole("How many agencies must be there to decide?", least=1, most=20)
    free_decisions = forms.SomeOfField(
        label="What can be decided without quorum?", required=False, choices=list(rules.DECISION_WORDS.items())
    )
    refers_up_to = forms.ChoiceField(label="To which panel does it refer what it may not agree to?", required=False)

    def clean_starts_at(self):
        return read_hour(self.cleaned_data["starts_at"])

    def clean_weekday(self):
        return int(self.cleaned_data["weekday"])

    def clean_nth(self):
        return int(self.cleaned_data["nth"])

    @property
    def quorum(self) -> rules.Quorum:
        """Who must be there."""
        return rules.Quorum(
            needs_chair=self.cleaned_data["needs_chair"],
            needs_kinds=tuple(self.cleaned_data["needs_kinds"]),
            least_agencies=self.cleaned_data["least_agencies"],
            free_decisions=tuple(self.cleaned_data["free_decisions"]),
        )

    @property
    def pattern(self) -> dict:
        """When and where, as the actions take it."""
        names = ("cadence", "weekday", "nth", "starts_at", "length_minutes", "slot_minutes", "papers_working_days")
        return {name: self.cleaned_data[name] for name in (*names, "place", "link")}


class ChangePanel(PanelFacts):
    """What a panel is from now on."""

    is_active = forms.YesNoField(label="Can this panel be asked?")


class SetUpPanel(PanelForm):
    """A panel of a kind; the rest comes from its kind and can be changed after."""

    kind = forms.OneOfField(label="Which kind of panel?")
    name = line("What is it called?", max_length=160)
    district = forms.ChoiceField(label="For which district?", required=False)
    weekday = forms.ChoiceField(
        label="On which day does it sit?", choices=[(str(n), day) for n, day in enumerate(rules.WEEKDAYS)]
    )
    starts_at = clock("When does it begin?")
    place = line("Where does it meet?", required=False)

    clean_starts_at = PanelFacts.clean_starts_at
    clean_weekday = PanelFacts.clean_weekday


class NameKind(PanelForm):
    """A kind of panel of the council's own."""

    like = forms.OneOfField(label="Which kind is it most like?")
    name = line("Its short name", max_length=40, width="10")
    full_name = line("Its full name", max_length=120, required=False)
    purpose = forms.WordsField(label="What is it for?", rows=3, max_length=2000)
    paper_parts = forms.SomeOfField(
        label="What does it need to read?",
        help_text="Papers hold these parts and no others",
        choices=list(rules.PAPER_PARTS.items()),
    )


class PlanSeries(PanelForm):
    """The sittings of one or many panels, by each one's own pattern."""

    panels = forms.SomeOfField(label="Which panels?")
    first_on = forms.DayField(label="From which day?", must_be="today_or_future")
    until_on = forms.DayField(label="Until which day?", must_be="future")


class SittingTime(PanelForm):
    """When and where one sitting is."""

    version = version_field()
    day = forms.DayField(label="On which day?", must_be="today_or_future")
    starts = clock("When does it begin?")
    place = line("Where?", required=False)
    link = forms.CharField(label="Link to join on screen", required=False, max_length=500)

    def clean_starts(self):
        return read_hour(self.cleaned_data["starts"])

    @property
    def starts_at(self) -> datetime:
        """The day and the hour together."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["starts"]))


class OneSitting(SittingTime):
    """One more sitting beside the run."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("place", "link", "version"):
            del self.fields[name]


class Why(PanelForm):
    """A reason, and nothing else."""

    why = forms.ReasonField(label="Why?")


class FindMember(PanelForm):
    """Someone to sit on a panel, found by name or e-mail address."""

    email = forms.EmailField(label="Their e-mail address at work")
    part = forms.OneOfField(label="In which part?", choices=list(rules.PART_WORDS.items()))
    limit_pence = forms.PoundsField(label="How much may they agree to?", required=False)
    substitute = forms.EmailField(label="The e-mail address of who stands in for them", required=False)


class ChangeMember(FindMember):
    """Someone's part, limit and substitute."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["email"]
