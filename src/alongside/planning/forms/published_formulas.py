"""Why a formula is put before the public, and why it is withdrawn."""

from alongside.foundation.components import forms


class PublishFormula(forms.Form):
    """Why a version of a formula is put before the public."""

    why = forms.WordsField(
        label="Why is it published?", max_length=2000, rows=4,
        help_text="Say what it is part of, and whether anything has been decided. Everybody can read this.",
        error_messages={"required": "Say why it is published"},
    )  # fmt: skip


class WithdrawFormula(forms.Form):
    """Why a published version of a formula is withdrawn."""

    why = forms.WordsField(
        label="Why is it withdrawn?", max_length=2000, rows=4, help_text="Everybody can read this.",
        error_messages={"required": "Say why it is withdrawn"},
    )  # fmt: skip
