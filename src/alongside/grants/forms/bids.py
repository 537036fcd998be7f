"""What bidders type: where the link goes, the bid, and the return."""

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm
from alongside.values.money import Pence, format_pounds

from .. import rules
from ..actions import BidFacts, ReturnFacts
from .keeping import line, words

COSTS = 5
MOST_PEOPLE = 100_000


class BeginBid(forms.Form):
    """Where the link to the form goes."""

    email = forms.EmailField(
        label="Your e-mail address",
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
        help_text="We send you a link to the form. What you write is kept as you write it",
        error_messages={
            "required": "Enter your e-mail address",
            "invalid": "Enter an e-mail address, such as name@example.org",
        },
    )


class LongForm(DraftForm, forms.Form):
    """A form in sections that saves itself."""

    @property
    def form(self):
        """What cannot be sent is said of the form itself."""
        return self

    def sections(self) -> list[dict]:
        """Each section’s title with its fields, as a page draws it."""
        return [
            {"id": id, "title": title, "hint": hint, "fields": [self[name] for name in names]}
            for id, title, hint, names in self.parts()
        ]


class WriteBid(LongForm):
    """A bid: who, what, for whom, what it costs, and an answer to every question of the round."""

    contact_email = forms.EmailField(required=False, widget=forms.HiddenInput)
    organisation = line("Name of your organisation", length=200)
    kind = forms.OneOfField(label="What is it?", choices=list(rules.BIDDER_KIND_WORDS.items()))
    registered_as = line("Charity, company or school number", length=60, required=False, help_text="If it has one")
    contact_name = forms.NameField(label="Your name", max_length=120)
    contact_role = line("Your part in it", length=120, required=False)
    contact_phone = forms.PhoneField(label="Telephone number", required=False)
    title = line("What do you call it?", help_text="For instance: Saturday breakfast club")
    what = words("What will you do?", rows=6)
    locality = forms.ChoiceField(label="In which locality?")
    outcome = forms.ChoiceField(label="What should it change for families?")
    families = forms.IntegerField(
        label="About how many families will it reach?",
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter a whole number", "min_value": "Enter a number above nought"},
    )
    has_interest = forms.OneOfField(
        label="Does anyone in your organisation have a close connection with a councillor or someone who works for us?",
        choices=[("no", "No"), ("yes", "Yes")],
        reveals={"yes": "interest"},
        help_text="It does not count against you. It keeps them from scoring your bid",
    )
    interest = line("Who, and what is the connection?", length=300)
    is_safe = forms.BooleanField(
        label="We have a safeguarding policy, and insurance for this work",
        error_messages={"required": "You need a safeguarding policy and insurance. Tick this when you have both"},
    )
    is_true = forms.BooleanField(
        label="What we write is true, and the organisation has agreed to this bid",
        error_messages={"required": "Tick this when your organisation has agreed to the bid"},
    )

    def __init__(self, *args, round, criteria=(), localities=(), outcomes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.round, self.criteria = round, list(criteria)
        self.fields["locality"].choices = [("", "Choose a locality"), *((str(o.id), o.name) for o in localities)]
        self.fields["outcome"].choices = [("", "Choose what fits best"), *((str(o.id), o.title) for o in outcomes)]
        for one in self.criteria:
            self.fields[f"answer-{one.position}"] = words(one.question, help_text=one.guidance, max_length=3000)
        for place in range(1, COSTS + 1):
            self.fields[f"cost-{place}-what"] = line(f"Cost {place}: what for?", required=False)
            self.fields[f"cost-{place}-amount"] = forms.PoundsField(label=f"Cost {place}: how much?", required=False)

    def parts(self) -> list[tuple]:
        """The form’s sections."""
        round = self.round
        answers = [f"answer-{one.position}" for one in self.criteria]
        costs = [f"cost-{place}-{name}" for place in range(1, COSTS + 1) for name in ("what", "amount")]
        span = f"from {format_pounds(Pence(round.least))} to {format_pounds(Pence(round.most))}"
        who = ("organisation", "kind", "registered_as", "contact_name", "contact_role", "contact_phone")
        return [
            ("who", "Who you are", "", who),
            ("what", "What you will do", "", ("title", "what", "locality", "outcome", "families")),
            ("answers", "Our questions", "Your bid is scored by these answers.", answers),
            ("costs", "What the money is for", f"Leave empty what you do not need. Together {span}.", costs),
            ("declare", "What you declare", "", ("has_interest", "interest", "is_safe", "is_true")),
        ]

    def sections(self) -> list[dict]:
        """As drawn; a field inside a choice is drawn by the choice."""
        opened = self.revealed_by
        found = super().sections()
        for one in found:
            one["fields"] = [field for field in one["fields"] if field.name not in opened]
        return found

    def clean(self):
        cleaned = super().clean()
        for place in range(1, COSTS + 1):
            what, amount = cleaned.get(f"cost-{place}-what"), cleaned.get(f"cost-{place}-amount")
            if bool(what) != bool(amount) and f"cost-{place}-amount" not in self.errors:
                self.add_error(f"cost-{place}-what", f"Cost {place} needs both what it is for and how much")
        if not self.costs(cleaned) and not any(name.startswith("cost-") for name in self.errors):
            self.add_error("cost-1-what", "Write down at least one cost")
        return cleaned

    def costs(self, cleaned: dict | None = None) -> tuple:
        """What the money is for."""
        typed = self.cleaned_data if cleaned is None else cleaned
        rows = ((typed.get(f"cost-{place}-what"), typed.get(f"cost-{place}-amount")) for place in range(1, COSTS + 1))
        return tuple((what, amount) for what, amount in rows if what and amount)

    def facts(self, *, email: str) -> BidFacts:
        """What the bid says, once it is valid."""
        typed = self.cleaned_data
        same = ("organisation", "registered_as", "contact_name", "contact_role", "contact_phone", "title", "what")
        return BidFacts(
            kind=rules.BidderKind(typed["kind"]),
            contact_email=email,
            locality_id=next(one for one, _ in self.fields["locality"].choices if one == typed["locality"]),
            outcome_id=typed["outcome"],
            families=typed["families"],
            interest=typed["interest"] if typed["has_interest"] == "yes" else "",
            answers={one.id: typed[f"answer-{one.position}"] for one in self.criteria},
            costs=self.costs(),
            **{name: typed[name] for name in same},
        )


def how_many(label: str):
    """A number of people or times."""
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter a whole number", "min_value": "Enter 0 or a number above it"},
    )


class WriteReturn(LongForm):
    """What was done with a grant."""

    families = how_many("How many families came, since the beginning?")
    children = how_many("How many children?")
    sessions = how_many("How many times did you meet, or visit?")
    spent = forms.PoundsField(label="How much of the grant have you spent so far?")
    what_changed = words("What has changed for them?", rows=5, help_text="Please name no family and no child")
    families_say = words("What do they say themselves?", rows=3, required=False, help_text="Without names")
    less_well = words("What went less well, and what did you learn?", rows=3, required=False)

    def parts(self) -> list[tuple]:
        """The form’s sections."""
        return [
            ("reach", "Whom you reached", "", ("families", "children", "sessions", "spent")),
            ("change", "What it did", "", ("what_changed", "families_say", "less_well")),
        ]

    def facts(self) -> ReturnFacts:
        """What the return says, once it is valid."""
        typed = self.cleaned_data
        names = ("families", "children", "sessions", "spent", "what_changed", "families_say", "less_well")
        return ReturnFacts(**{name: typed[name] for name in names})
