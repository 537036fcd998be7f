"""By what other given names someone may go."""

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _roots() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in files("kinfolk").joinpath("nicknames.txt").read_text(encoding="utf-8").splitlines():
        names = [] if line.startswith("#") else line.split()
        for name in names:
            found.setdefault(name, []).append(names[0])
    return {name: tuple(dict.fromkeys(roots)) for name, roots in found.items()}


def roots_of(word: str) -> tuple[str, ...]:
    """A given name, and the names of which it is a short, pet or other form: Liz is Elizabeth too."""
    return tuple(dict.fromkeys((word, *_roots().get(word, ())))) if word else ()
