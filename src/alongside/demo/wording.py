"""The words of one family: its story's own, with its names in them, one way of saying each thing drawn by chance."""

from random import Random
from string import Formatter
from zlib import crc32

from alongside.demo.stories import COMMON, Story

_FORMATTER = Formatter()
_MOST_LETTERS = {
    "lead.why": 290,
    "change": 290,
    "told": 190,
    "asked": 190,
    "visit": 110,
    "service": 190,
    "panel": 190,
    "s1": 150,
    "s2": 150,
    "s1.one": 190,
    "s1.ten": 190,
    "s2.one": 190,
    "s2.ten": 190,
    "place": 190,
}
NESTED = frozenset({"worry", "end"})


class Words:
    """What stands for each key in one family's record, in whatever order it is asked for."""

    def __init__(self, story: Story, facts: dict[str, str], chance: Random) -> None:
        self._story, self._drawn = story, chance.getrandbits(32)
        self._facts = facts | {"part": story.part, "service": story.service}
        self._said: dict[str, str] = {}

    def __call__(self, key: str) -> str:
        """The words for a key: a name or other fact, or a sentence of the story."""
        if key in self._facts:
            return self._facts[key]
        if key not in self._said:
            self._said[key] = self._sentence(key)
        return self._said[key]

    def _sentence(self, key: str) -> str:
        ways = self._story.words.get(key) or COMMON[key]
        way = ways if isinstance(ways, str) else ways[crc32(key.encode(), self._drawn) % len(ways)]
        parts = []
        for literal, name, _, _ in _FORMATTER.parse(way):
            parts.append(literal)
            if name:
                parts.append(self(name) if name in NESTED else self._facts[name])
        return "".join(parts)[: _MOST_LETTERS.get(key, 2000)]
