"""Small questions of sites, put to other cores: each is a process of its own.

The processes are begun with the first question; until they stand ready it is answered here. They are gone when
whoever asked is done, or dies: a process ends as soon as nobody can hear it.
"""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from time import monotonic
from typing import BinaryIO, Self

import numpy as np

from .incumbent import Found
from .model import Model
from .processes import WORTH_IT, ended, started

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
            _tell(process.stdin, (model, until - monotonic(), most))
            return _heard(process.stdout)
        except GONE:  # whoever asks it next hears so at once
            process.kill()
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
            _heard(process.stdout)
            self._free.put(process)
            self._is_ready = True


def serve(heard: BinaryIO, told: BinaryIO, choose: Choose, leave: Callable[[], None]) -> None:
    """Answer one question after another; leave as soon as nobody asks any more, be it in the midst of one."""
    questions: SimpleQueue[tuple[Model, float, float] | None] = SimpleQueue()

    def listen() -> None:
        with suppress(*GONE):
            while True:
                questions.put(_heard(heard))
        leave()
        questions.put(None)

    threading.Thread(target=listen, daemon=True).start()
    _tell(told, READY)
    while (question := questions.get()) is not None:
        model, seconds, most = question
        _tell(told, choose(model, until=monotonic() + seconds, most=most))


def _tell(told: BinaryIO, message: object) -> None:
    pickle.dump(message, told)
    told.flush()


def _heard(heard: BinaryIO) -> object:
    return pickle.load(heard)  # noqa: S301 - from the process at the other end: this programme


def main() -> None:
    """What each of the other cores does."""
    from .uncapacitated import choose_sites  # which asks the other cores itself

    serve(sys.stdin.buffer, sys.stdout.buffer, choose_sites, lambda: os._exit(0))
