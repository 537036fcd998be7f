"""Small numbers of people are not shown, so that nobody can be recognised."""

from collections.abc import Mapping


def shown(number: int, *, smallest: int) -> int | None:
    """A number of people smaller than five is not shown, so that nobody can be recognised; nought is.

    Source: local default, after the Office for National Statistics’ guidance on disclosure control.
    """
    return number if number == 0 or number >= smallest else None


def suppress_together(numbers: Mapping[object, int], *, smallest: int) -> dict[object, int | None]:
    """Where one number of a table with a total is suppressed, the next smallest is too, so that the one
    cannot be worked out from the other.

    Source: local default, after the Office for National Statistics’ guidance on disclosure control.
    """
    found = {key: shown(number, smallest=smallest) for key, number in numbers.items()}
    hidden = [key for key, number in found.items() if number is None]
    if len(hidden) == 1:
        others = [key for key, number in found.items() if number]
        if others:
            found[min(others, key=lambda key: (numbers[key], str(key)))] = None
    return found
