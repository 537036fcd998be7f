"""Planning meetings, and the one page on which a meeting is held."""

from datetime import datetime, time

from django.utils import timezone

from alongside.foundation.components import forms
from alongside.foundation.components.forms.asking import PROCESS, known, new

from .. import rules
from .base import PlanForm, line, several, version_field
from .plan import READINGS, SETTLED

KINDS = [(str(one), words) for one, words in rules.MEETING_KIND_WORDS.items()]
ATTENDED = [(str(one), words) for one, words in rules.ATTENDANCE_WORDS.items()]
STILL = "still"
HEARD, NOT_HEARD = "heard", "not_heard"


class AsItWas(forms.OneOfField):
    """How something stands; what is left alone stays as it was."""

    def clean(self, value):
        """An answer, or that it stays as it was."""
        return super().clean(value or STILL)


class TimeField(forms.CharField):
    """An hour of the day, as people type it."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "text"}), **kwargs)

    def clean(self, value):
        value = super().clean(value).lower().replace(".", ":").replace(" ", "")
        for shape in ("%H:%M", "%I:%M%p", "%I%p", "%H%M"):
            try:
                return datetime.strptime(value, shape).time()
            except ValueError:
                continue
        raise forms.ValidationError("Enter a time, such as 10:30 or 2:15pm")


class When(PlanForm):
    """When and where the team meets."""

    asks = {name: new("plan.meeting") for name in ("kind", "day", "starts", "minutes", "place", "link")}

    day = forms.DayField(label="Which day?", must_be="today_or_future")
    starts = TimeField(label="At what time?", help_text="Such as 10:30 or 2:15pm")
    minutes = forms.IntegerField(
        label="How long, in minutes?",
        min_value=5,
        max_value=480,
        initial=60,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    place = line(
        "Where?",
        required=False,
        max_length=300,
        help_text="Somewhere the family can get to: a hub, a school, their home",
    )
    link = line("Or a link to join on screen", required=False, max_length=500)

    def clean_link(self):
        """A link is a web address that begins with https."""
        link = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError("Enter a link that begins with https://")
        return link

    def clean(self):
        """The moment, from the day and the time."""
        found = super().clean()
        day, starts = found.pop("day", None), found.pop("starts", None)
        if day is not None and isinstance(starts, time):
            found["planned_at"] = timezone.make_aware(datetime.combine(day, starts))
        return found


class PlanMeeting(When):
    """A new meeting."""

    kind = forms.OneOfField(label="What kind of meeting is it?", choices=KINDS)
    field_order = ("kind", "day", "starts", "minutes", "place", "link")


class MoveMeeting(When):
    """Another day, hour or place."""

    asks = {name: known("plan.meeting") for name in When.asks} | {"version": PROCESS}

    version = version_field()


class CancelMeeting(PlanForm):
    """Why a meeting is called off."""

    asks = {"why": PROCESS}

    why = forms.ReasonField(label="Why is the meeting called off?", help_text="Everyone in the team reads it")


class HoldReview(PlanForm):
    """Everything said and settled at a meeting, on one page, made ready from the plan."""

    asks = {
        "held_on": known("plan.meeting"),
        "next_review_on": known("plan.meeting"),
        "version": PROCESS,
        "member-*": PROCESS,
        "person-*": PROCESS,
        "notes": new("plan.review_words"),
        "changed": new("plan.review_words"),
        "family_heard": new("plan.family_voice"),
        "young_heard": new("plan.family_voice"),
        "family_voice": new("plan.family_voice"),
        "no_family_voice_why": new("plan.family_voice"),
        "young_voice": new("plan.family_voice"),
        "no_young_voice_why": new("plan.family_voice"),
        "scale-*": known("plan.scale"),
        "scale_by-*": known("plan.scale"),
        "action-*": known("plan.progress"),
        "action_words-*": known("plan.progress"),
        "need-*": known("plan.progress"),
        "need_words-*": known("plan.progress"),
    }

    held_on = forms.DayField(label="When did you meet?", must_be="today_or_past")
    family_heard = forms.OneOfField(
        label="Did the family say how things are?",
        choices=[(HEARD, "Yes, and this is what they said"), (NOT_HEARD, "No")],
        reveals={HEARD: "family_voice", NOT_HEARD: "no_family_voice_why"},
    )
    family_voice = several("What did the family say?", rows=4, help_text="In their own words")
    no_family_voice_why = line("Why was the family not heard?", max_length=300)
    young_heard = forms.OneOfField(
        label="Did the children or young people say how things are?",
        choices=[(HEARD, "Yes, and this is what they said, or what was seen of the youngest"), (NOT_HEARD, "No")],
        reveals={HEARD: "young_voice", NOT_HEARD: "no_young_voice_why"},
    )
    young_voice = several("What did the children or young people say?", rows=4, help_text="In their own words")
    no_young_voice_why = line("Why were they not heard?", max_length=300)
    notes = several("What was said?", required=False, rows=5)
    changed = several(
        "What changes in the plan?",
        required=False,
        rows=3,
        help_text="New needs, goals and actions are added on the plan itself, after this page",
    )
    next_review_on = forms.DayField(label="When is the next review?", must_be="today_or_future")
    version = version_field()

    def __init__(self, *args, team=(), family=(), scales=(), actions=(), needs=(), **kwargs):
        super().__init__(*args, **kwargs)
        for key, name in [
            *((f"member-{one}", name) for one, name in team),
            *((f"person-{one}", name) for one, name in family),
        ]:
            self.fields[key] = forms.ChoiceField(label=name, choices=[("", "Not noted"), *ATTENDED], required=False)
        for position, name, hint, who in scales:
            self.fields[f"scale-{position}"] = forms.ChoiceField(
                label=name, help_text=hint, choices=[("", "Not asked"), *READINGS], required=False
            )
            self.fields[f"scale_by-{position}"] = line(
                f"Who said it? ({name})", required=False, initial=who, width="20"
            )
        for position, what, hint in actions:
            self.fields[f"action-{position}"] = AsItWas(
                label=what,
                help_text=hint,
                inline=True,
                initial=STILL,
                choices=[(STILL, "Still to do"), ("done", "Done"), ("not_done", "Not done")],
            )
            self.fields[f"action_words-{position}"] = line(
                "What came of it, or why it was not done", required=False, max_length=1000
            )
        for position, said, hint in needs:
            self.fields[f"need-{position}"] = AsItWas(
                label=said, help_text=hint, initial=STILL, choices=[(STILL, "Still being worked on"), *SETTLED]
            )
            self.fields[f"need_words-{position}"] = line(
                "If that has changed, how do we know?", required=False, max_length=1000
            )

    def clean(self):
        """Words are there wherever an answer needs them."""
        found = super().clean()
        self._needs_words("action", {"not_done"}, "Write down why it was not done")
        self._needs_words("need", {value for value, _ in SETTLED}, "Write down how we know")
        self._needs_words("scale", {value for value, _ in READINGS}, "Write down who said it", words="scale_by")
        return found

    def _needs_words(self, thing: str, answers: set[str], problem: str, *, words: str = "") -> None:
        for position in self.positions(thing):
            field = f"{words or thing + '_words'}-{position}"
            if self.cleaned_data.get(f"{thing}-{position}") in answers and not self.cleaned_data.get(field):
                self.add_error(field, problem)

    def positions(self, thing: str) -> list[str]:
        """The places of the scales, actions or needs on this page."""
        return [name.removeprefix(f"{thing}-") for name in self.fields if name.startswith(f"{thing}-")]

    def answers(self, thing: str, *, words: str = "") -> dict[str, tuple[str, str]]:
        """What was answered of each thing, with its words; what was left as it is is left out."""
        found = {}
        for position in self.positions(thing):
            answer = self.cleaned_data.get(f"{thing}-{position}")
            if answer and answer != STILL:
                found[position] = (answer, self.cleaned_data.get(f"{words or thing + '_words'}-{position}") or "")
        return found


class RecordMeeting(HoldReview):
    """A meeting that was held without being planned here."""

    asks = HoldReview.asks | {"kind": new("plan.meeting"), "place": new("plan.meeting")}

    kind = forms.OneOfField(label="What kind of meeting was it?", choices=KINDS)
    place = line("Where did you meet?", max_length=300, help_text="A hub, a school, their home, or on screen")
    next_review_on = forms.DayField(
        label="When is the next review?",
        required=False,
        must_be="today_or_future",
        help_text="Left empty, it is due as the policy says, counted from the day you met",
    )
