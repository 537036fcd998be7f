"""What is typed by those who keep, score, award and pay grants."""

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm

from .. import rules

WORDS = 4000
MOST_PAYMENTS = 6


class KeptForm(DraftForm, forms.Form):
    """A form that can be left and found again; `choices` fill its fields by name."""

    new = forms.UUIDField(required=False, widget=forms.HiddenInput)
    lock = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, choices: dict | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        for name, found in (choices or {}).items():
            self.fields[name].choices = found


def words(label: str, *, rows: int = 4, **kwargs):
    """Several lines of words."""
    kwargs.setdefault("max_length", WORDS)
    return forms.WordsField(label=label, rows=rows, **kwargs)


def line(label: str, *, length: int = 160, **kwargs):
    """One line of words."""
    return forms.CharField(label=label, max_length=length, **kwargs)


class EditRound(KeptForm):
    """A round."""

    title = line("What is the round called?")
    purpose = words("What is it for?", help_text="Bidders read this. Say what you want for families, not how.")
    fund = forms.ChoiceField(label="Which fund pays?")
    year = forms.TypedChoiceField(label="From which financial year?", coerce=int)
    least = forms.PoundsField(label="The least that a bid may ask")
    most = forms.PoundsField(label="The most that a bid may ask")
    closes_on = forms.DayField(label="Last day for bids", help_text="Bids are in time until the end of this day")
    starts_on = forms.DayField(label="First day of the work")
    ends_on = forms.DayField(label="Last day of the work")


class AddCriterion(KeptForm):
    """Something that bids are scored by."""

    title = line("What is scored?", length=120, help_text="For instance: need in the locality")
    question = line("What is asked of the bidder?", length=300)
    guidance = words("What makes a good answer?", rows=3, required=False, help_text="Bidders and scorers read it")
    weight = forms.TypedChoiceField(
        label="How much does it weigh?", coerce=int, choices=[(one, str(one)) for one in range(1, 11)]
    )


class ShareOut(KeptForm):
    """What each locality has."""

    def __init__(self, *args, localities=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.localities = list(localities)
        for one in self.localities:
            self.fields[one.slug] = forms.PoundsField(label=one.name, required=False)


class AskScorer(KeptForm):
    """Who scores."""

    user = forms.ChoiceField(label="Who is asked to score?")


class OpenAgain(KeptForm):
    """Longer for bidders."""

    closes_on = forms.DayField(label="New last day for bids", must_be="today_or_future")
    why = forms.ReasonField(label="Why?")


class SayWhy(KeptForm):
    """A reason."""

    why = forms.ReasonField(label="Why?")


class Confirm(KeptForm):
    """Nothing but a yes."""


class DeclareInterests(KeptForm):
    """Of each bid: has one an interest in it?"""

    NONE, SOME = "none", "some"

    def __init__(self, *args, bids=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.bids = {f"bid-{one.reference}": one for one in bids}
        for name, one in self.bids.items():
            self.fields[name] = forms.OneOfField(
                label=f"{one.organisation}: {one.title}",
                choices=[(self.NONE, "I have no interest"), (self.SOME, "I have an interest")],
                reveals={self.SOME: f"{name}-why"},
                error_messages={"required": f"Say whether you have an interest in the bid of {one.organisation}"},
            )
            self.fields[f"{name}-why"] = line(
                "What is it?", length=300, error_messages={"required": "Say what the interest is"}
            )


class ScoreBid(KeptForm):
    """Points for every criterion, and why."""

    def __init__(self, *args, criteria=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for one in self.criteria:
            self.fields[f"points-{one.position}"] = forms.OneOfField(
                label=f"{one.title} (weighs {one.weight})",
                choices=[(str(points), said) for points, said in sorted(rules.POINT_WORDS.items())],
                help_text=one.guidance,
                error_messages={"required": f"Give points for “{one.title}”"},
            )
            self.fields[f"words-{one.position}"] = words(f"Why? ({one.title})", rows=2, required=False, max_length=1000)


class Decide(KeptForm):
    """Choose a bid or turn it down."""

    answer = forms.OneOfField(
        label="What do you decide?",
        choices=[("choose", "Choose it for a grant"), ("turn_down", "Turn it down")],
        reveals={"choose": "offer"},
    )
    offer = forms.PoundsField(label="How much?")
    conditions = words("On what conditions?", rows=3, required=False, max_length=2000)
    why = words("Why?", rows=3, help_text="The bidder reads this", max_length=2000)


class AskPayment(KeptForm):
    """A milestone is reached."""

    shown_by = words("How is it known that this milestone is reached?", rows=3, max_length=1000)


class Pay(KeptForm):
    """The second person’s answer."""

    answer = forms.OneOfField(
        label="Is this paid?", choices=[("pay", "Yes, pay it"), ("back", "No")], reveals={"back": "why"}
    )
    why = line("Why not?", length=300)


class TakeMoneyBack(KeptForm):
    """What an organisation paid back."""

    amount = forms.PoundsField(label="How much came back?")
    why = line("Why?", length=200)


class ReadReturn(KeptForm):
    """Is a return enough?"""

    answer = forms.OneOfField(
        label="Does it say enough?",
        choices=[("enough", "Yes"), ("more", "No, ask for more")],
        reveals={"more": "why"},
    )
    why = line("What is missing?", length=300)


class SetMilestones(KeptForm):
    """The payments that are not asked for yet; an empty row is none."""

    def __init__(self, *args, needs=(), **kwargs):
        super().__init__(*args, **kwargs)
        for place in range(1, MOST_PAYMENTS + 1):
            self.fields[f"what-{place}"] = line(f"Payment {place}: what for?", required=False)
            self.fields[f"amount-{place}"] = forms.PoundsField(label=f"Payment {place}: how much?", required=False)
            self.fields[f"due_on-{place}"] = forms.DayField(label=f"Payment {place}: by when?", required=False)
            self.fields[f"needs-{place}"] = forms.ChoiceField(
                label=f"Payment {place}: after which return?",
                choices=[("", "After none"), *((kind, rules.RETURN_KIND_WORDS[kind]) for kind in needs)],
                required=False,
            )

    def clean(self):
        cleaned = super().clean()
        for place in range(1, MOST_PAYMENTS + 1):
            row = [cleaned.get(f"{name}-{place}") for name in ("what", "amount", "due_on")]
            if any(row) and not all(row):
                self.add_error(f"what-{place}", f"Payment {place} needs what it is for, how much, and by when")
        return cleaned
