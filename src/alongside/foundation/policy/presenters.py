"""How local policies read on screen."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Line:
    """One number of a policy, as it stands."""

    words: str
    number: int
    source: str
    is_default: bool


def lines_of(policy) -> list[Line]:
    """Each number of a policy with its words and source."""
    return [
        Line(
            one.metadata["words"],
            getattr(policy, one.name),
            one.metadata["source"],
            getattr(policy, one.name) == one.default,
        )
        for one in fields(policy)
    ]
