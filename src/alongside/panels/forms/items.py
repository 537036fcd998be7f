"""Asking a panel, keeping its agenda, and speaking for an agency."""

from __future__ import annotations

from alongside.foundation.components import forms

from .. import rules
from .base import PanelForm, line, whole


class AskPanel(PanelForm):
    """What a panel is asked about a family; what is known already is not asked again."""

    kind = forms.OneOfField(
        label="What do you ask?",
        choices=[(str(one), rules.ITEM_KIND_WORDS[one]) for one in rules.ASKED_BY_HAND],
        hints={
            str(rules.ItemKind.MORE): "The family’s record goes with it: you write down only what you ask for",
            str(rules.ItemKind.RATIFY): "Urgent help starts first. The panel ratifies it at its next sitting",
            str(
                rules.ItemKind.STEP_UP
            ): "A child who may be in danger is never kept waiting for a panel: ring social care",
        },
    )
    question = forms.WordsField(label="What should the panel decide?", rows=4, max_length=2000)
    panel = forms.ChoiceField(label="Which panel?")
    wants_package = forms.YesNoField(
        label="Is a package of paid help asked for?", reveals={"yes": "package_words"}, required=False
    )
    package_words = line("What is it for?", required=False)
    package_pence = forms.PoundsField(label="About how much would it cost?", required=False)
    help_began_on = forms.DayField(
        label="If help began at once: on which day?", must_be="today_or_past", required=False
    )
    help_began_words = line("If help began at once: which help?", required=False)

    @property
    def facts(self) -> dict:
        """What was asked, as the action takes it."""
        said = self.cleaned_data
        return {
            "kind": rules.ItemKind(said["kind"]),
            "question": said["question"],
            "wants_package": bool(said["wants_package"]),
            "package_words": said["package_words"],
            "package_pence": said["package_pence"] if said["wants_package"] else None,
            "help_began_on": said["help_began_on"],
            "help_began_words": said["help_began_words"],
        }


class DeferItem(PanelForm):
    """Why an item waits, and until when at least."""

    why = forms.ReasonField(label="Why is it deferred?")
    not_before_on = forms.DayField(label="Not before which day?", required=False, must_be="future")


class ItemTime(PanelForm):
    """How long an item gets, and whether it is in reserve."""

    minutes = whole("Minutes", least=1, most=480)
    is_reserve = forms.BooleanField(label="Reserve item: heard if time allows", required=False)


class MergeItem(PanelForm):
    """With which item it is heard."""

    into = forms.OneOfField(label="With which item is it heard?")


class ReferItem(PanelForm):
    """To which panel, and why."""

    to = forms.ChoiceField(label="To which panel?")
    why = forms.ReasonField(label="Why is it referred?")


class ChoosePanel(PanelForm):
    """Which panel an item goes to."""

    panel = forms.ChoiceField(label="Which panel should answer?")


class SayOffer(PanelForm):
    """What an agency knows and could offer: one line each."""

    knows = line(
        "What do we know?", required=False, help_text="One line from your own records. “Nothing known” is an answer"
    )
    offers = line("What could we offer?", required=False)
    worker = forms.ChoiceField(label="Who would do it?", required=False)
    can_lead = forms.BooleanField(label="They could be lead professional", required=False)


class DeclareInterest(PanelForm):
    """Why someone must not see an item."""

    why = line(
        "What is your interest?",
        help_text="In a few words, without naming anyone. The item is then hidden from you",
    )


class FinishAction(PanelForm):
    """What came of something a panel gave to do."""

    words = line("What came of it?", required=False)


class AnswerLead(PanelForm):
    """Whether someone named accepts to be lead professional."""

    accepts = forms.YesNoField(label="Do you accept to be this family’s lead professional?", reveals={"no": "why"})
    why = line("Why not?", required=False)


class AddAddendum(PanelForm):
    """A correction beside signed minutes."""

    item = forms.ChoiceField(label="Which item is it about?", required=False)
    words = forms.WordsField(label="What should it say?", rows=4, max_length=4000)


class ChooseFigures(PanelForm):
    """Of which panels, and from when until when."""

    panel = forms.ChoiceField(label="Of which panel?", required=False)
    first = forms.DayField(label="From", required=False)
    last = forms.DayField(label="Until", required=False)
