"""A form that can be left and found again as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.forms.utils import ErrorDict

if TYPE_CHECKING:
    from .models import Draft


class DraftForm(forms.Form):
    """A form that shows a draft exactly as typed, without judging it before it is sent."""

    @classmethod
    def resume(cls, draft: Draft, **kwargs) -> DraftForm:
        """The form with what was typed, and no errors yet."""
        if not draft.fields:
            return cls(**kwargs)
        form = cls(draft.typed, **kwargs)
        form.stay_unjudged()
        return form

    def stay_unjudged(self) -> None:
        """Show what was typed with no errors: it is not being sent yet."""
        self._errors = ErrorDict()
        self.cleaned_data = {}
