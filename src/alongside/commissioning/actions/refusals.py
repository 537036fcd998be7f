"""What could not be done, with words fit to show and the ways on."""

from ..rules.limits import Refusal


class CommissioningRefused(Exception):
    """Something about a package or its money could not be done; the message is fit to show."""

    def __init__(self, words: str, ways_on: tuple[str, ...] = ()):
        super().__init__(words)
        self.words, self.ways_on = words, ways_on

    @classmethod
    def of(cls, refusal: Refusal) -> "CommissioningRefused":
        """A refusal that the rules worded."""
        return cls(refusal.words, refusal.ways_on)


class NotEnoughMoney(CommissioningRefused):
    """A fund has too little left."""


class NotEnoughAuthority(CommissioningRefused):
    """The limit that applies is too low."""
