"""What could not be done about grants, with words fit to show."""


class GrantsRefused(Exception):
    """Something about a round, a bid or an award could not be done."""

    ways_on: tuple[str, ...] = ()


class StaleRound(GrantsRefused):
    """Someone else changed it in the meantime."""
