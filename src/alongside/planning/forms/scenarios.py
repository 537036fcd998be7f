"""A scenario, as a planner asks for it."""

from collections.abc import Sequence

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm
from alongside.places.rules.kinds import SITE_KIND_NAMES, SiteKind
from alongside.planning.rules.candidates import Candidate, left_out_of_the_question, named
from alongside.planning.rules.scenarios import SEEK_WORDS, WEIGH_WORDS, Seek, Weigh, Wishes, contradictions, weigh_words

NUMBER = {"inputmode": "numeric", "class": "govuk-input--width-3"}
OTHER_KINDS = (SiteKind.LIBRARY, SiteKind.VENUE, SiteKind.SCHOOL, SiteKind.GP_PRACTICE)
PINS = ("open", "closed")
BY_NEED = Weigh.UNDER_5_BY_NEED
NONE_COSTED = (
    "The cost of no hub or children’s centre is known, and plans are compared with today’s: write costs down, or "
    "untick that only known costs count"
)
A_LINE_EACH = {
    "required": False, "max_length": 4000, "rows": 3,
    "help_text": "One a line, by its name in the list of candidate sites. Tick its kind above.",
}  # fmt: skip


def number(
    label: str, *, most: int, least: int = 1, slide: int | None = None, required: bool = False, **kwargs
) -> forms.IntegerField:
    """A whole number within limits, which say themselves; it may have a slider up to what is usual."""
    wrong = f"Enter a whole number from {least} to {most}"
    attrs = NUMBER | ({"data-slide": f"{least} {slide}"} if slide else {})
    return forms.IntegerField(
        label=label, required=required, min_value=least, max_value=most, widget=forms.TextInput(attrs=attrs),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong, "required": wrong}, **kwargs,
    )  # fmt: skip


def key_of_index(slug: str, version: int) -> str:
    """A version of an index of need among the ways of weighing."""
    return f"index:{slug}:{version}"


class AskScenario(DraftForm, forms.Form):
    """What is wished; everything that is left empty is no rule."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="What is this scenario called?", max_length=120)
    why = forms.WordsField(label="What is it to show?", required=False, max_length=2000, rows=2)
    seek = forms.OneOfField(label="What is a good plan?", choices=list(SEEK_WORDS.items()))
    weigh = forms.OneOfField(label="Whose journeys count?")
    kinds = forms.SomeOfField(
        label="Beside today’s hubs and children’s centres, which buildings may be used?",
        required=False, choices=[(one, SITE_KIND_NAMES[one]) for one in OTHER_KINDS],
    )  # fmt: skip
    only_costed = forms.BooleanField(label="Only sites whose cost is known", required=False, initial=True)
    count_is = forms.OneOfField(
        label="How many sites?",
        choices=[("exactly", "Exactly so many"), ("most", "At most so many"), ("any", "As many as it takes")],
    )
    count = number("Number of sites", most=500, slide=80)
    budget = forms.PoundsField(label="Budget for all sites, a year", required=False)
    max_minutes = number("Longest journey, in minutes", most=240, slide=120)
    max_minutes_rural = number("Longest journey from rural areas, in minutes", most=240, slide=120)
    share_percent = number("At least this share of the children, in per cent", most=100, slide=100)
    share_minutes = number("within so many minutes", most=240, slide=120)
    cover_minutes = number("A child is within reach within so many minutes", most=240, slide=120,
                            help_text="Needed when as many children as can be are to be reached.")  # fmt: skip
    min_per_locality = number("Fewest sites in each locality", most=20, least=0, slide=10)
    at_most_changes = number("At most so many changes from today", most=500, least=0, slide=80,
                              help_text="Openings and closings together.")  # fmt: skip
    families_per_100 = number(
        "Keep to what the buildings hold: families who come, out of every 100 children", most=100, slide=100,
        help_text="Leave it empty where rooms are no limit. Sites of which nobody knows what they hold are left out.",
    )  # fmt: skip
    one_piece = forms.BooleanField(
        label="Every catchment is in one piece", required=False,
        help_text="From each area of a site one can get to every other through areas of the same site.",
    )  # fmt: skip
    whole_localities = forms.BooleanField(
        label="No locality is divided between sites", required=False,
        help_text="All areas of a locality go to the same site, near or not.",
    )  # fmt: skip
    open = forms.SomeOfField(label="These stay open, whatever else", required=False)
    closed = forms.SomeOfField(label="These close", required=False)
    others_open = forms.WordsField(label="Other buildings that are open, whatever else", **A_LINE_EACH)
    others_closed = forms.WordsField(label="Other buildings that are not used", **A_LINE_EACH)

    def __init__(self, *args, weighs, candidates: Sequence[Candidate], pinned=(), indexes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.todays = [one for one in candidates if one.is_todays]
        self.others = [one for one in candidates if not one.is_todays]
        self.indexes = {
            key_of_index(one.slug, one.version): {
                "index": one.slug, "index_version": one.version, "index_name": one.name
            }
            for one in indexes
        }  # fmt: skip
        by_need = [(key, weigh_words(Wishes((), BY_NEED, **one))) for key, one in self.indexes.items()]
        self.fields["weigh"].choices = [
            *((one, WEIGH_WORDS[one]) for one in weighs),
            *(by_need if Weigh.UNDER_5 in weighs else ()),
        ]
        sites = [(one.slug, one.name) for one in self.todays]
        known = dict(sites)
        extra = [(slug, name) for slug, name in pinned if slug not in known]
        for pin in PINS:
            self.fields[pin].choices = [*sites, *extra]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("count_is") in ("exactly", "most") and not cleaned.get("count") and "count" not in self.errors:
            self.add_error("count", "Enter the number of sites, or choose as many as it takes")
        if cleaned.get("only_costed") and not any(one.is_costed for one in self.todays):
            self.add_error("only_costed", NONE_COSTED)
        for pin in PINS:
            self._name_others(pin)
            if cleaned.get("only_costed"):
                for problem in left_out_of_the_question(cleaned.get(pin, ()), self.todays):
                    self.add_error(pin, problem)
        if not self.errors:
            for problem in contradictions(self.wishes):
                self.add_error(None, problem)
        return cleaned

    def _name_others(self, pin: str) -> None:
        """Buildings beyond today's, by the names that were typed."""
        said = self.cleaned_data
        lines = said.get(f"others_{pin}", "").splitlines()
        asked = {"kinds": said.get("kinds", ()), "only_costed": said.get("only_costed", False)}
        found, wrong = named(lines, self.others, **asked)
        for problem in wrong:
            self.add_error(f"others_{pin}", problem)
        said[f"named_{pin}"] = found

    def _pinned(self, pin: str) -> tuple[str, ...]:
        said = self.cleaned_data
        return tuple(dict.fromkeys((*said[pin], *said[f"named_{pin}"])))

    @property
    def wishes(self) -> Wishes:
        """What was asked, as the rules know it."""
        said = self.cleaned_data
        plain = ("budget", "max_minutes", "max_minutes_rural", "share_percent", "share_minutes", "cover_minutes",
                 "at_most_changes", "families_per_100", "only_costed", "one_piece", "whole_localities")  # fmt: skip
        return Wishes(
            kinds=tuple(said["kinds"]),
            weigh=BY_NEED if said["weigh"] in self.indexes else Weigh(said["weigh"]),
            **self.indexes.get(said["weigh"], {}),
            seek=Seek(said["seek"]),
            exactly=said["count"] if said["count_is"] == "exactly" else None,
            at_most=said["count"] if said["count_is"] == "most" else None,
            min_per_locality=said["min_per_locality"] or 0,
            open=self._pinned("open"),
            closed=self._pinned("closed"),
            **{name: said[name] for name in plain},
        )

    @staticmethod
    def first_of(wishes: Wishes) -> dict:
        """A form's first values from an earlier scenario's wishes."""
        data = wishes.as_data()
        count_is = "exactly" if wishes.exactly else ("most" if wishes.at_most else "any")
        return {name: value for name, value in data.items() if name not in ("exactly", "at_most")} | {
            "count_is": count_is,
            "count": wishes.exactly or wishes.at_most,
            "min_per_locality": wishes.min_per_locality or None,
            "weigh": key_of_index(wishes.index, wishes.index_version) if wishes.index else wishes.weigh,
        }


class PublishScenario(forms.Form):
    """Why a scenario is put before the public."""

    why = forms.WordsField(
        label="Why is it published?", max_length=2000, rows=4,
        help_text="Say what it is part of and what it is not. Everybody can read this.",
        error_messages={"required": "Say why it is published"},
    )  # fmt: skip


class WithdrawScenario(forms.Form):
    """Why a published scenario is withdrawn."""

    why = forms.WordsField(
        label="Why is it withdrawn?", max_length=2000, rows=4, help_text="Everybody can read this.",
        error_messages={"required": "Say why it is withdrawn"},
    )  # fmt: skip
