"""What figures about panels may show."""

from .items import PanelsPolicy


def without_small_numbers(counted: dict[str, int], *, least: int) -> list[tuple[str, int | None]]:
    """A count below five is not shown, because a family could be recognised; where one alone would be hidden, the next
    smallest is hidden with it, so that it cannot be worked out from a total.

    Source: local default (usual practice of public bodies with small numbers).
    """
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    hidden = {name for name, number in ordered if number < least}
    shown = [name for name, _ in ordered if name not in hidden]
    if len(hidden) == 1 and shown:
        hidden.add(shown[-1])
    return [(name, None if name in hidden else number) for name, number in ordered]


def is_quiet(*, sittings: int, said: int, policy: PanelsPolicy) -> bool:
    """A member is named in figures when their panel sat at least three times and they never spoke for their agency.

    Source: local default.
    """
    return said == 0 and sittings >= policy.quiet_sittings
