"""Show how far a long piece of work has come."""

import sys
import time


class Progress:
    """Says how much is done: in place on a terminal, every few seconds in a log."""

    def __init__(self, what: str, whole: int | None = None) -> None:
        """Begin, with the whole size in bytes where it is known."""
        self.what = what
        self.whole = whole
        self.done = 0
        self.is_terminal = sys.stderr.isatty()
        self.said_at = time.monotonic()

    def add(self, size: int) -> None:
        """Count some more bytes."""
        self.done += size
        if time.monotonic() - self.said_at > (0.2 if self.is_terminal else 10):
            self.said_at = time.monotonic()
            self._say("\r" if self.is_terminal else "", "" if self.is_terminal else "\n")

    def finish(self) -> None:
        """Say how much it was in the end."""
        self.whole = None
        self._say("\r" if self.is_terminal else "", "\n")

    def _say(self, before: str, after: str) -> None:
        amount = f"{self.done / 1e6:,.1f} MB"
        share = f" of {self.whole / 1e6:,.1f} MB" if self.whole else ""
        sys.stderr.write(f"{before}{self.what}: {amount}{share}{after}")
        sys.stderr.flush()
