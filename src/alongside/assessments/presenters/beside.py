"""Someone else's words, shown beside one's own."""

NOT_WORDS = {"version", "present"}


def beside(form, theirs) -> dict | None:
    """What stands now, field by field, with who wrote it and when; nothing when nobody wrote meanwhile."""
    if theirs is None:
        return None
    rows = [
        {"label": field.label, "words": _words(field, getattr(theirs, name))}
        for name, field in form.fields.items()
        if name not in NOT_WORDS and hasattr(theirs, name)
    ]
    return {"rows": rows, "by": str(theirs.written_by), "at": theirs.written_at}


def _words(field, value) -> str:
    choices = {str(key): words for key, words in getattr(field, "choices", ())}
    return choices.get(str(value), "" if value is None else str(value))
