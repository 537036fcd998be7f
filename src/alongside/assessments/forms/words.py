"""The forms in which an assessment is written."""

from django.forms import HiddenInput

from alongside.cases.rules import LEVEL_WORDS
from alongside.foundation.components.forms import (
    BooleanField,
    CharField,
    DayField,
    Form,
    IntegerField,
    OneOfField,
    SomeOfField,
    TypedChoiceField,
    ValidationError,
    WordsField,
)
from alongside.foundation.components.forms.asking import PROCESS, known, new
from alongside.foundation.components.forms.widgets import Radios
from alongside.foundation.drafts.forms import DraftForm

from .. import rules

LONG = 8000


def version_field() -> IntegerField:
    """Which version of the words the page was opened with."""
    return IntegerField(widget=HiddenInput, required=False, min_value=0)


class PartForm(DraftForm, Form):
    """A part of an assessment that saves as it is typed and knows which version it started from."""

    later: tuple[str, ...] = ()
    """Fields that may wait, but that completing asks for."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.later:
            self.fields[name].is_for_later = True

    @property
    def version(self) -> int:
        return self.cleaned_data.get("version") or 0

    def typed_version(self, name: str = "version") -> int:
        """The version that came with what was typed."""
        given = self.data.get(name, "")
        return int(given) if given.isdigit() else 0

    def beside(self, versions: dict[str, int]) -> None:
        """Take the versions that now stand, once they are shown beside what was typed."""
        data = self.data.copy()
        data.update({name: str(version) for name, version in versions.items()})
        self.data = data


class WriteAbout(PartForm):
    """What led to the assessment, beyond what is known already, and who was there."""

    asks = {
        "present": new("assessment.present"),
        "others_present": new("assessment.present"),
        "led_to": known("request.worries"),
        "tried": known("request.tried"),
        "version": PROCESS,
    }

    later = ("led_to", "present")

    led_to = WordsField(label="What led to this assessment?", required=False, max_length=LONG, rows=5)
    tried = WordsField(label="What has been tried before, and how did it go?", required=False, max_length=LONG, rows=4)
    present = SomeOfField(label="Who of the family was there?", required=False)
    others_present = WordsField(
        label="Who else was there?",
        required=False,
        max_length=2000,
        rows=2,
        help_text="Name and role, such as: Dee Lowe, school nurse",
    )
    version = version_field()

    def __init__(self, *args, people=(), has_points=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [(str(one.id), one.name) for one in people]
        if has_points:
            self.fields["led_to"].label = "Is there anything to add about what led to this assessment?"
            self.fields["tried"].label = "Is there anything to add about what has been tried?"


class WriteSection(PartForm):
    """Strengths beside worries under each heading of one domain."""

    asks = {
        "*-strengths": new("assessment.strengths"),
        "*-worries": new("assessment.heading_worries"),
        "*-evidence": new("assessment.evidence"),
        "*-said_by": new("assessment.said_by"),
        "*-is_nothing": new("assessment.nothing_to_note"),
        "*-version": PROCESS,
    }

    def __init__(self, *args, headings=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.headings = tuple(headings)
        self.theirs: dict[str, object] = {}
        for heading in self.headings:
            self._add(heading)

    def _add(self, heading: rules.Heading) -> None:
        self.fields |= {
            f"{heading.key}-strengths": WordsField(label="What is going well", required=False, max_length=LONG, rows=4),
            f"{heading.key}-worries": WordsField(label="What is a worry", required=False, max_length=LONG, rows=4),
            f"{heading.key}-evidence": WordsField(label="How do we know?", required=False, max_length=LONG, rows=2),
            f"{heading.key}-said_by": CharField(label="Who said it?", required=False, max_length=200),
            f"{heading.key}-is_nothing": BooleanField(
                label="We talked about this and there is nothing to note", required=False
            ),
            f"{heading.key}-version": version_field(),
        }

    def clean(self):
        cleaned = super().clean()
        for heading in self.headings:
            written = cleaned.get(f"{heading.key}-strengths") or cleaned.get(f"{heading.key}-worries")
            if cleaned.get(f"{heading.key}-is_nothing") and written:
                self.add_error(
                    f"{heading.key}-is_nothing",
                    ValidationError(
                        f"{heading.name}: either write something or tick that there is nothing to note, not both"
                    ),
                )
        return cleaned

    def groups(self) -> list[dict]:
        """Each heading with its fields, as the page draws them."""
        parts = ("strengths", "worries", "evidence", "said_by", "is_nothing", "version")
        return [
            {"heading": heading, "theirs": self.theirs.get(heading.key)}
            | {part: self[f"{heading.key}-{part}"] for part in parts}
            for heading in self.headings
        ]


class RecordVoice(PartForm):
    """One person's own voice."""

    asks = {
        "kind": new("assessment.voice_how"),
        "words": new("assessment.voice"),
        "how": new("assessment.voice_how"),
        "gathered_by": new("assessment.voice_how"),
        "gathered_on": new("assessment.voice_how"),
        "version": PROCESS,
    }

    kind = OneOfField(
        label="What can you write down?",
        choices=list(rules.VOICE_KIND_WORDS.items()),
        error_messages={"required": "Choose whether these are their words, what was seen, or neither yet"},
    )
    words = WordsField(
        label="Their words, what was seen, or why neither is here",
        max_length=LONG,
        rows=6,
        error_messages={"required": "Write down what they say, what was seen, or why neither is here"},
    )
    later = ("how", "gathered_on")

    how = OneOfField(label="How was this heard or seen?", choices=list(rules.GATHERING_WORDS.items()), required=False)
    gathered_by = CharField(label="Who heard or saw it?", max_length=200, required=False)
    gathered_on = DayField(label="On which day?", must_be="today_or_past", required=False)
    version = version_field()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") in {rules.VoiceKind.WORDS, rules.VoiceKind.SEEN}:
            if not cleaned.get("how"):
                self.add_error("how", "Choose how this was heard or seen")
            if not cleaned.get("gathered_on") and "gathered_on" not in self.errors:
                self.add_error("gathered_on", "Enter the day on which this was heard or seen")
        return cleaned


class NoteApproach(PartForm):
    """Whether someone outside the home was asked to take part."""

    asks = {
        "answer": new("assessment.approach"),
        "words": new("assessment.approach"),
        "asked_on": new("assessment.approach"),
        "version": PROCESS,
    }

    answer = OneOfField(
        label="Were they asked to take part?",
        choices=list(rules.APPROACHED_WORDS.items()),
        error_messages={"required": "Choose what came of asking them"},
    )
    words = WordsField(
        label="What was tried, what did they say, or why is it not safe?",
        max_length=4000,
        rows=4,
        required=False,
    )
    asked_on = DayField(label="On which day were they asked?", must_be="today_or_past", required=False)
    version = version_field()

    def clean(self):
        cleaned = super().clean()
        answer = cleaned.get("answer")
        if answer and rules.needs_why(rules.Approached(answer)) and not cleaned.get("words"):
            self.add_error("words", "Say what was tried, what they said, or why it is not safe")
        return cleaned


class WriteConclusion(PartForm):
    """What is needed, at which level, and what the family says."""

    asks = {
        "needed": new("assessment.needed"),
        "level": known("decision.level"),
        "level_why": new("assessment.level_why"),
        "next_steps": new("assessment.next_steps"),
        "family_comments": new("assessment.family_comments"),
        "no_comments_why": new("assessment.family_comments"),
        "version": PROCESS,
    }

    later = ("needed", "level", "next_steps", "family_comments")

    needed = WordsField(
        label="What is needed?",
        required=False,
        max_length=LONG,
        rows=5,
        help_text="What would have to be different for the children, and what help would bring it",
    )
    level = TypedChoiceField(
        label="Level of need",
        choices=[(int(k), v) for k, v in LEVEL_WORDS.items()],
        coerce=int,
        empty_value=None,
        widget=Radios(),
        required=False,
        help_text="Chosen is the level of the case now. A need for social care is a step up, which never waits "
        "for this assessment",
    )
    level_why = WordsField(label="If the level is another than before, why?", required=False, max_length=4000, rows=3)
    next_steps = WordsField(
        label="What happens next?",
        required=False,
        max_length=LONG,
        rows=4,
        help_text="Until there is a plan: who does what first",
    )
    family_comments = WordsField(
        label="What does the family say of this assessment?",
        required=False,
        max_length=LONG,
        rows=4,
        help_text="In their words, with what they disagree with",
    )
    no_comments_why = WordsField(label="If the family has not said, why?", required=False, max_length=2000, rows=2)
    version = version_field()
