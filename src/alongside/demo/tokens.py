"""Words that stand for other words while a mould is made: each is found again, whatever it was put into."""

from alongside.values.names import folded

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
PATTERN = r"Zqx[a-z]{3}xqz"
PATTERN_IN_SMALL = r"zqx[a-z]{3}xqz"


class Tokens:
    """A token for each key, and the key of each token; two that begin at different numbers share none."""

    def __init__(self, *, first: int = 0) -> None:
        self._first = first
        self._tokens: dict[str, str] = {}
        self._keys: dict[str, str] = {}

    def token(self, key: str) -> str:
        """The token that stands for a key."""
        if key not in self._tokens:
            number, body = self._first + len(self._tokens), ""
            for _ in range(3):
                number, letter = divmod(number, len(_LETTERS))
                body += _LETTERS[letter]
            self._tokens[key] = token = f"Zqx{body}xqz"
            self._keys[token.lower()] = key
        return self._tokens[key]

    def small(self, key: str) -> str:
        """The token in small letters, for what is kept so, as an e-mail address is."""
        return self.token(key).lower()

    def key(self, token: str) -> str:
        """What a token stands for."""
        return self._keys[token.lower()]


def in_small(value: str) -> str:
    """How a word stands in a column of folded names; an e-mail address or slug stands as it is."""
    return value if "@" in value or ("-" in value and value.islower()) else folded(value)
