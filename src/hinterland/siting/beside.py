"""A second core, which looks for plans while the first proves and runs its errands: the same programme, started again.

It is given the question by its standard input and gives back plans by its standard output. It never outlives whoever
started it: it ends when its input is closed, when its time is up, and at the latest when the search ends it.
"""

import os
import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import monotonic
from typing import BinaryIO

import numpy as np

from .loading import Loaded
from .processes import WORTH_IT, ended, hear, pipes, started, tell

GRACE = 2.0  # seconds past its time
Plan = tuple[np.ndarray, np.ndarray]  # the sites opened, and the site of each area


class Line:
    """Plans and other words told to the other side and heard from it."""

    def __init__(self, told: BinaryIO, heard: BinaryIO, gone: Callable[[], None] | None = None) -> None:
        self._told, self._heard, self._gone = told, heard, gone
        self._latest: list[Plan] = []
        self._words: deque[object] = deque()

    def listen(self) -> None:
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def plan(self) -> Plan | None:
        """The latest plan of the other side, once."""
        return self._latest.pop() if self._latest else None

    def word(self) -> object | None:
        """What the other side has said beside its plans, one after another; None when there is nothing more."""
        return self._words.popleft() if self._words else None

    def tell(self, message: object) -> None:
        """Say it; when nobody listens any more, go on alone."""
        with suppress(OSError, ValueError):
            tell(self._told, message)

    def first(self) -> tuple[Loaded, float]:
        """The question and its seconds, which come before all plans."""
        return next(self._messages())

    def _listen(self) -> None:
        for message in self._messages():
            if isinstance(message, tuple):
                self._latest[:] = [message]
            else:
                self._words.append(message)
        if self._gone is not None:
            self._gone()

    def _messages(self) -> Iterator:
        while True:
            try:
                yield hear(self._heard)
            except (EOFError, OSError, ValueError, pickle.UnpicklingError):
                return


class Beside(Line):
    """The search on the second core, seen from the first."""

    def __init__(self, question: Loaded, until: float) -> None:
        self._process = started(__name__)
        super().__init__(self._process.stdin, self._process.stdout)
        self.listen()
        self.tell((question, until - monotonic()))

    def end(self) -> None:
        """Nothing is left running."""
        ended(self._process)
        self._listener.join()  # the pipe's other end is closed, so it comes to its end


def begun(question: Loaded, until: float, cores: int) -> Beside | None:
    """The second core at work; None where there is none, or not the time for it."""
    if cores < 2 or until - monotonic() < WORTH_IT:
        return None
    try:
        return Beside(question, until)
    except OSError:  # no process can be had here: one core does all
        return None


def serve(heard: BinaryIO, told: BinaryIO, seek: Callable[[Loaded, float, Line], None], leave: Callable) -> None:
    """Read the question, then seek plans for it until time is up; leave as soon as nobody listens."""
    line = Line(told, heard, leave)
    question, seconds = line.first()
    late = threading.Timer(seconds + GRACE, leave)
    late.daemon = True
    late.start()
    line.listen()
    seek(question, monotonic() + seconds, line)
    late.cancel()


def main() -> None:
    """What the second core does."""
    from .capacitated import seek_plans  # which begins the second core itself

    serve(*pipes(), seek_plans, lambda: os._exit(0))
