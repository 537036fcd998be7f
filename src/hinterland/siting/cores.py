"""Small questions of sites, put to other cores: each is a process of its own.

The processes are begun with the first question; until they stand ready it is answered here. They are gone when
whoever asked is done, or dies: a process ends as soon as nobody can hear it.
"""

import os
import pickle
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from time import monotonic
from typing import BinaryIO, Self

import numpy as np

from .incumbent import Found
from .model import Model
from .processes import WORTH_IT, ended, hear, pipes, started, tell

Choose = Callable[..., Found]
READY = "ready"
GONE = OSError, EOFError, ValueError, pickle.UnpicklingError


class Cores:
    """Answers small questions by the given search, on as many cores as there are."""

    def __init__(self, count: int, choose: Choose, *, until: float) -> None:
        self._count, self._choose, self._until = count, choose, until
        self._processes: list[subprocess.Popen] = []
        self._free: SimpleQueue[subprocess.Popen] = SimpleQueue()
        self._lock, self._is_begun, self._is_ready = threading.Lock(), False, False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            ended(process)

    def choose(self, model: Model, *, until: float, most: float = np.inf) -> Found:
        """The best sites for this model; found here while no other core can be asked."""
        self._begin()
        if not self._is_ready:
            return self._choose(model, until=until, most=most)
        process = self._free.get()
        try:
            return _asked(process, (model, until - monotonic(), most))
        except GONE:  # whoever asks it next hears so at once
            return self._choose(model, until=until, most=most)
        finally:
            self._free.put(process)

    def _begin(self) -> None:
        with self._lock:
            if self._is_begun or self._count == 1 or self._until - monotonic() < WORTH_IT:
                return
            self._is_begun = True
            with suppress(OSError):  # no process can be had: this one does all
                for _ in range(self._count):
                    self._processes.append(started(__name__))
        for process in self._processes:
            threading.Thread(target=self._wait_for, args=(process,), daemon=True).start()

    def _wait_for(self, process: subprocess.Popen) -> None:
        with suppress(*GONE):
            hear(process.stdout)
            self._free.put(process)
            self._is_ready = True


def serve(heard: BinaryIO, told: BinaryIO, choose: Choose, leave: Callable[[], None]) -> None:
    """Answer one question after another; leave as soon as nobody asks any more, be it in the midst of one."""
    questions: SimpleQueue[tuple[Model, float, float] | None] = SimpleQueue()

    def listen() -> None:
        with suppress(*GONE):
            while True:
                questions.put(hear(heard))
        leave()
        questions.put(None)

    threading.Thread(target=listen, daemon=True).start()
    tell(told, READY)
    while (question := questions.get()) is not None:
        model, seconds, most = question
        tell(told, choose(model, until=monotonic() + seconds, most=most))


def _asked(process: subprocess.Popen, question: tuple[Model, float, float]) -> Found:
    """The answer of this process; after any fault it is ended, for what it still says would answer another question."""
    try:
        tell(process.stdin, question)
        return hear(process.stdout)
    except BaseException:
        process.kill()
        raise


def main() -> None:
    """What each of the other cores does."""
    from .uncapacitated import choose_sites  # which asks the other cores itself

    serve(*pipes(), choose_sites, lambda: os._exit(0))
