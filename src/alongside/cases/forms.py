"""What is typed about a case: its shape and its words. Forms save nothing."""

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm

from . import rules

LEVELS = [(str(int(level)), rules.LEVEL_WORDS[level]) for level in rules.HELPED_LEVELS]
SAID_HINT = (
    "In their own words where you can. If the family has not been told, say so and why: for instance, because "
    "telling them now would put a child at risk."
)


class _Long(DraftForm, forms.Form):
    """A form about one case that saves itself, and remembers the case as it stood when the page was opened."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class Narrow(forms.Form):
    """What narrows a hub's list of cases."""

    words = forms.CharField(label="Family’s name, or a case reference", required=False, max_length=100)
    hub = forms.ChoiceField(label="Hub", required=False)
    level = forms.ChoiceField(
        label="Level of need",
        required=False,
        choices=[("", "Any level"), *((str(int(one)), words) for one, words in rules.LEVEL_WORDS.items())],
    )
    mine = forms.BooleanField(label="Only the families I lead", required=False)

    def __init__(self, *args, hubs: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hub"].choices = [("", "Every hub open to me"), *hubs]


class FindWorker(forms.Form):
    """What narrows the people who could be given a family."""

    words = forms.CharField(label="Name or agency", required=False, max_length=100)
    team = forms.ChoiceField(label="Team", required=False)
    skill = forms.ChoiceField(label="Skill", required=False)
    language = forms.CharField(label="Language", required=False, max_length=60)

    def __init__(self, *args, teams: list[tuple[str, str]], skills: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "Any team of any agency"), *teams]
        self.fields["skill"].choices = [("", "Any skill"), *skills]


class Allocate(_Long):
    """Who leads, and why."""

    worker = forms.OneOfField(label="Who will be the lead professional?")
    reason = forms.ReasonField(
        label="Why this person?",
        required=False,
        max_length=300,
        rows=2,
        help_text="The family may read it. It stays in the history.",
    )

    def __init__(self, *args, people: list[tuple[str, str]], hints: dict[str, str], changes_from: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = people
        self.fields["worker"].widget.hints = hints
        self.fields["worker"].error_messages["required"] = "Choose who will be the lead professional"
        if changes_from:
            self.fields["reason"].required = True
            self.fields["reason"].label = f"Why does the lead professional change from {changes_from}?"
            self.fields["reason"].error_messages["required"] = "Write down why the lead professional changes"


class ShareWork(Allocate):
    """Who works beside the lead professional, and on what."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["worker"].label = "Who will work beside the lead professional?"
        self.fields["worker"].error_messages["required"] = "Choose who will work beside the lead professional"
        self.fields["reason"].label = "What will they do?"


class _Step(_Long):
    why = forms.ReasonField(rows=5)
    agreed_by = forms.CharField(
        label="Who agreed?",
        max_length=200,
        help_text="Names and roles: for instance, the hub manager and the social work team manager.",
        error_messages={"required": "Write down who agreed"},
    )
    family_said = forms.WordsField(
        label="What did the family say?",
        help_text=SAID_HINT,
        error_messages={"required": "Write down what the family said, or why they have not been told"},
    )


class StepUp(_Step):
    """Handing a family to social care."""

    to_team = forms.ChoiceField(label="Which team of social care takes it?", widget=forms.Select)
    field_order = ["to_team", "why", "agreed_by", "family_said"]

    def __init__(self, *args, teams: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_team"].choices = [("", "Choose a team"), *teams]
        self.fields["to_team"].error_messages["required"] = "Choose the team of social care"


class StepDown(_Step):
    """Bringing a family back from social care."""

    level = forms.OneOfField(
        label="At which level will the family be helped?",
        choices=LEVELS,
        error_messages={"required": "Choose the level at which the family will be helped"},
    )
    last_meeting_on = forms.DayField(
        label="When was the last child in need or child protection meeting?",
        must_be="today_or_past",
        help_text="The step down is agreed at that meeting, with the family there.",
        error_messages={"required": "Enter the date of the last meeting"},
    )
    named_lead = forms.NameField(
        label="Who did the meeting name as lead professional?",
        max_length=200,
        help_text="The family should know this person before social care ends.",
        error_messages={"required": "Enter the name of the lead professional"},
    )
    field_order = ["level", "last_meeting_on", "named_lead", "why", "agreed_by", "family_said"]

    def clean_level(self):
        return rules.Level(int(self.cleaned_data["level"]))


class MoveHub(_Long):
    """The hub of the family's new home."""

    locality = forms.ChoiceField(
        label="In which locality is the family’s home now?",
        widget=forms.Select,
        error_messages={"required": "Choose the locality of the family’s home"},
    )
    why = forms.ReasonField(help_text="For instance: the family moved to Wold Road on 3 March.")
    family_said = forms.WordsField(
        label="What did the family say?",
        help_text="Whether they would rather keep their lead professional, and what should not be lost.",
        error_messages={"required": "Write down what the family said, or why they have not been asked"},
    )

    def __init__(self, *args, localities: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["locality"].choices = [("", "Choose a locality"), *localities]


class ChangeLevel(_Long):
    """Another level of need within early help."""

    level = forms.OneOfField(
        label="Which level is right now?", choices=LEVELS, error_messages={"required": "Choose a level"}
    )
    why = forms.ReasonField(help_text="Name what has changed for the family, and the descriptors that apply.")

    def clean_level(self):
        return rules.Level(int(self.cleaned_data["level"]))


class Close(_Step):
    """Ending help, with its outcome."""

    outcome = forms.OneOfField(
        label="What came of the help?", error_messages={"required": "Choose what came of the help"}
    )
    field_order = ["outcome", "why", "agreed_by", "family_said"]

    def __init__(self, *args, outcomes: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = outcomes
        self.fields["why"].label = "What changed, and what keeps it so?"
        self.fields["why"].error_messages["required"] = "Write down what changed for the family"
        self.fields["agreed_by"].help_text = "Names and roles: the family too, if they agreed to close."

    def clean_outcome(self):
        return rules.ClosingOutcome(self.cleaned_data["outcome"])


class Reopen(_Long):
    """Help beginning again, with everything as it was left."""

    level = forms.OneOfField(
        label="At which level is the family helped again?",
        choices=LEVELS,
        error_messages={"required": "Choose the level at which the family is helped again"},
    )
    why = forms.ReasonField(help_text="What has happened since the case was closed?")

    def clean_level(self):
        return rules.Level(int(self.cleaned_data["level"]))


class NoteInvolvement(DraftForm, forms.Form):
    """An agency's part in a family's life."""

    agency = forms.ChoiceField(label="Which agency?", error_messages={"required": "Choose the agency"})
    service = forms.CharField(
        label="Which service or team?",
        required=False,
        max_length=200,
        help_text="For instance: health visiting, Year 4, tenancy support.",
    )
    worker = forms.NameField(label="Who there?", required=False, max_length=200)
    ring = forms.CharField(
        label="Whom to ring", required=False, max_length=200, help_text="A number, and the best time to ring."
    )
    from_on = forms.DayField(label="Since when?", required=False, must_be="today_or_past")
    source = forms.CharField(
        label="Who told you?",
        max_length=120,
        help_text="For instance: the mother, on a visit; the school, by telephone.",
        error_messages={"required": "Write down who told you"},
    )
    as_of = forms.DayField(
        label="As of which day is this true?",
        must_be="today_or_past",
        error_messages={"required": "Enter the day as of which this is true"},
    )

    def __init__(self, *args, agencies: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "Choose an agency"), *agencies]


class EndInvolvement(forms.Form):
    """The last day of an agency's part."""

    until_on = forms.DayField(
        label="When did it end?",
        must_be="today_or_past",
        error_messages={"required": "Enter the day on which it ended"},
    )


class CopyThresholds(forms.Form):
    """The next version of the threshold document."""

    title = forms.CharField(label="Title", max_length=200)
    version = forms.CharField(label="Version", max_length=40, help_text="For instance: 2, or 2027.")
    from_on = forms.DayField(
        label="From which day does it hold?",
        must_be="future",
        help_text="Until that day it can be reworded. Decisions made before it keep the version they were made by.",
    )


class DescribeNeed(forms.Form):
    """What need looks like at one level, in one area of life."""

    level = forms.OneOfField(
        label="Level", choices=[(str(int(one)), words) for one, words in rules.LEVEL_WORDS.items()]
    )
    domain = forms.ChoiceField(label="Area of life", choices=[(one, one) for one in rules.DOMAINS])
    words = forms.WordsField(label="What does it look like?", max_length=300, rows=3)

    def clean_level(self):
        return rules.Level(int(self.cleaned_data["level"]))


class Reword(forms.Form):
    """Other words for the same need."""

    words = forms.WordsField(label="What does it look like?", max_length=300, rows=3)
