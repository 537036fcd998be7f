"""Keep a few programs running beside one another, and stop them together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

STOP_WITHIN_SECONDS = 20
LOOK_EVERY_SECONDS = 0.5
GIVE_UP_AFTER_CRASHES = 5
WELL_AFTER_SECONDS = 10
LONGEST_PAUSE_SECONDS = 30
PR_SET_PDEATHSIG = 1


class KeepsCrashing(Exception):
    """A program has never run for long, however often it was started."""


def die_with_parent() -> None:
    """Ask the kernel to end this process when the one that started it is gone (Linux only).

    Without this a killed supervisor would leave its server behind, still holding the port.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


@dataclass
class Program:
    """One program to keep running."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    running: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_again_at: float | None = None
    crashes_in_a_row: int = 0
    has_been_well: bool = False

    def start(self) -> None:
        """Start the program in a group of its own, so that Ctrl-C reaches only the supervisor."""
        self.started_at = time.monotonic()
        self.start_again_at = None
        self.running = subprocess.Popen(
            list(self.command),
            env={**self.environment, "ALONGSIDE_SUPERVISED": "1"},
            start_new_session=True,
            preexec_fn=die_with_parent,
        )

    @property
    def has_ended(self) -> bool:
        """Tell whether the program has ended by itself."""
        return self.running is not None and self.running.poll() is not None

    def bring_back(self, now: float) -> None:
        """Start a crashed program again: at once the first time, then after longer and longer."""
        if self.start_again_at is None:
            self._plan_to_start_again(now)
        if self.start_again_at is not None and now >= self.start_again_at:
            self.start()

    def _plan_to_start_again(self, now: float) -> None:
        if now - self.started_at >= WELL_AFTER_SECONDS:
            self.has_been_well, self.crashes_in_a_row = True, 0
        self.crashes_in_a_row += 1
        if self.crashes_in_a_row >= GIVE_UP_AFTER_CRASHES and not self.has_been_well:
            raise KeepsCrashing(
                f"The {self.name} stopped {self.crashes_in_a_row} times, each time soon after it "
                "started. What it said is above."
            )
        say(f"The {self.name} stopped unexpectedly and is started again.")
        pause = 0 if self.crashes_in_a_row == 1 else 2 ** min(self.crashes_in_a_row - 2, 5)
        self.start_again_at = now + min(pause, LONGEST_PAUSE_SECONDS)


class Supervisor:
    """Runs programs until it is asked to stop."""

    def __init__(self, programs: Sequence[Program], *, look_after: Callable[[], None]) -> None:
        """Take the programs, and one more thing to look after at every round."""
        self.programs = programs
        self.look_after = look_after
        self.is_asked_to_stop = False

    def run(self, *, when_started: Callable[[], None]) -> None:
        """Start everything, keep it running, and stop it all when asked to."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask_to_stop)
        try:
            for program in self.programs:
                program.start()
            when_started()
            while not self.is_asked_to_stop:
                self.look_round()
                time.sleep(LOOK_EVERY_SECONDS)
        finally:
            self._stop_all()

    def look_round(self) -> None:
        """Bring back what has ended by itself; who waits for anything else goes on calling this."""
        self.look_after()
        for program in self.programs:
            if program.has_ended and not self.is_asked_to_stop:
                program.bring_back(time.monotonic())

    def _ask_to_stop(self, *_: object) -> None:
        self.is_asked_to_stop = True

    def _stop_all(self) -> None:
        """Ask every program to finish what it is doing; end those that do not."""
        living = [program.running for program in self.programs if program.running and program.running.poll() is None]
        for process in living:
            process.terminate()
        give_up_at = time.monotonic() + STOP_WITHIN_SECONDS
        for process in living:
            try:
                process.wait(max(0.1, give_up_at - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def say(message: str) -> None:
    """Tell whoever runs the command."""
    print(message, file=sys.stderr, flush=True)
