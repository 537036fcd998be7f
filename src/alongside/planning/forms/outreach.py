"""A week of outreach, as a planner asks for it."""

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm
from alongside.places.rules.kinds import SITE_KIND_NAMES, SiteKind
from alongside.planning.forms.scenarios import number
from alongside.planning.rules.outreach import (
    AIM_WORDS,
    BEYOND_WORDS,
    DAYS,
    Aim,
    Beyond,
    OutreachPolicy,
    OutreachWishes,
    problems_of_outreach,
)
from alongside.planning.rules.scenarios import WEIGH_WORDS, Weigh

VENUE_KINDS = (SiteKind.VENUE, SiteKind.LIBRARY, SiteKind.SCHOOL, SiteKind.GP_PRACTICE, SiteKind.CHILDRENS_CENTRE)
NUMBERS = (
    "reach_minutes", "near_minutes", "families_per_100", "places", "workers", "session_minutes", "day_minutes",
    "at_most_a_venue",
)  # fmt: skip
LISTS = ("days", "kinds", "localities", "promised", "left_out")


class AskOutreach(DraftForm, forms.Form):
    """What is wished of a week; what is not needed may be left empty."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="What is this week called?", max_length=120)
    why = forms.WordsField(label="What is it to show?", required=False, max_length=2000, rows=2)
    bases = forms.SomeOfField(
        label="Whose teams go out?", required=False, help_text="Each team starts from its base and comes back to it."
    )
    centres = forms.SomeOfField(label="Teams that start from a children’s centre", required=False)
    days = forms.SomeOfField(
        label="On which days?", choices=[(one, one) for one in DAYS],
        error_messages={"required": "Choose at least one day on which teams go out"},
    )  # fmt: skip
    localities = forms.SomeOfField(
        label="For which localities?", required=False, help_text="Leave it empty for the whole county."
    )
    beyond = forms.OneOfField(label="Which areas is it for?", choices=list(BEYOND_WORDS.items()))
    reach_minutes = number("Within reach means so many minutes by car", most=120, least=5, required=True)
    weigh = forms.OneOfField(label="Whose children are counted?")
    families_per_100 = number(
        "Families who would come in a week, out of every 100 children", most=100, required=True,
        help_text="Your registers say it best.",
    )  # fmt: skip
    kinds = forms.SomeOfField(
        label="In which buildings may sessions be held?", required=False,
        choices=[(one, SITE_KIND_NAMES[one]) for one in VENUE_KINDS],
    )  # fmt: skip
    on_foot = forms.BooleanField(label="Families come on foot", required=False)
    near_minutes = number("Families come from within so many minutes", most=120, least=5, required=True)
    places = number("Families whom a session can see", most=200, required=True)
    at_most_a_venue = number("Sessions in one venue in a week, at most", most=10, required=True)
    workers = number("Workers who go out together", most=20, required=True)
    session_minutes = number(
        "Minutes of a session", most=400, least=30, required=True,
        help_text="Setting up and clearing away among them.",
    )  # fmt: skip
    day_minutes = number(
        "Minutes of a working day", most=720, least=120, required=True, help_text="The driving is part of it."
    )
    at_most_sessions = number("Sessions in the whole week, at most", most=500)
    aim = forms.OneOfField(label="What is a good week?", choices=list(AIM_WORDS.items()))
    least_share_percent = number(
        "At least this share of the families in every locality, in per cent", most=100,
        help_text="Of those who have a venue near.",
    )  # fmt: skip
    promised = forms.SomeOfField(label="These have a session each week, whatever else", required=False)
    left_out = forms.SomeOfField(label="These are not used", required=False)

    def __init__(self, *args, weighs, hubs, centres, venues, localities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["weigh"].choices = [(one, WEIGH_WORDS[one]) for one in weighs]
        self.fields["bases"].choices = hubs
        self.fields["centres"].choices = centres
        self.fields["localities"].choices = localities
        for pin in ("promised", "left_out"):
            self.fields[pin].choices = venues

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            for problem in problems_of_outreach(self.wishes):
                self.add_error(None, problem)
        return cleaned

    @property
    def wishes(self) -> OutreachWishes:
        """What was asked, as the rules know it."""
        said = self.cleaned_data
        plain = (*NUMBERS, "on_foot", "least_share_percent", "at_most_sessions")
        return OutreachWishes(
            bases=(*said["bases"], *said["centres"]),
            **{name: tuple(said[name]) for name in LISTS},
            **{name: said[name] for name in plain},
            beyond=Beyond(said["beyond"]), weigh=Weigh(said["weigh"]), aim=Aim(said["aim"]),
        )  # fmt: skip

    @staticmethod
    def first_of(policy: OutreachPolicy) -> dict:
        """A form's first values: what the council takes a week of outreach to be."""
        return {name: getattr(policy, name) for name in NUMBERS} | {
            "days": list(DAYS), "kinds": [SiteKind.VENUE, SiteKind.LIBRARY], "beyond": Beyond.HUBS, "aim": Aim.MOST,
            "weigh": Weigh.UNDER_5,
        }  # fmt: skip
