"""What the scripted day was promised: everything the service has said yes to."""

import threading
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Journal:
    """Kept outside the service, so that no kill can touch it."""

    done: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    typed: dict[str, str] = field(default_factory=dict)
    typing: dict[str, set[str]] = field(default_factory=dict)
    saves: int = 0
    answers: Counter = field(default_factory=Counter)
    essays: list[tuple[float, str]] = field(default_factory=list)
    day_began: float = 0.0
    killed_at: float = 0.0
    oldest_draft: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def trying(self, what: str) -> None:
        """Note an action before it is asked for: after a kill it may be there or not."""
        with self.lock:
            self.tried.add(what)

    def did(self, what: str) -> None:
        """Note an action that was committed: it must be there for ever."""
        with self.lock:
            self.done.add(what)

    def types_the_essay(self, words: str, typed_at: float) -> None:
        """Note what was typed into the long form, and when."""
        with self.lock:
            self.essays.append((typed_at, words))

    def was_answered(self, hand: str, status: int) -> None:
        """Count how the service answered a hand."""
        with self.lock:
            self.answers[hand, status] += 1

    def begins_to_type(self, draft: str, words: str) -> None:
        """Note words on their way into a draft; a kill may let them arrive without an answer."""
        with self.lock:
            self.typing.setdefault(draft, set()).add(words)

    def has_typed(self, draft: str, words: str) -> None:
        """Note words that a draft has saved."""
        with self.lock:
            self.typed[draft] = words
            self.typing[draft] = set()
            self.saves += 1
