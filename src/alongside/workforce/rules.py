"""What is kept of a worker: skills, languages, hours, and the caseload agreed with them."""

MOST_HOURS = 48
"""Hours a week at the most. Source: Working Time Regulations 1998, regulation 4."""

LARGEST_CAPACITY = 60
"""Families in one caseload at the most. Source: local default."""


def tidy_languages(typed: str) -> list[str]:
    """Languages as typed, one by one: separated by commas or lines, each once, as they were spelt.

    Source: local default.
    """
    found: dict[str, str] = {}
    for piece in typed.replace("\n", ",").split(","):
        language = " ".join(piece.split())
        if language:
            found.setdefault(language.casefold(), language)
    return list(found.values())
