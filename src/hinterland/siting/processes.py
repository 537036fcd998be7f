"""Processes of this programme that think beside it: threads of one process would wait for one another."""

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

WORTH_IT = 5.0  # seconds: a shorter search is over before another process has begun


def started(module: str) -> subprocess.Popen:
    """The main of this module, run by this interpreter, with a pipe to it and one from it.

    Raises OSError where no process can be had.
    """
    paths = [str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(  # noqa: S603 - a module of this programme, by this interpreter
        [sys.executable, "-c", f"from {module} import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


def ended(process: subprocess.Popen) -> None:
    """Nothing is left running, nobody waits for a word any more."""
    process.kill()
    process.wait()
    process.stdout.close()
    with suppress(OSError):  # what was not yet read has no reader any more
        process.stdin.close()


def pipes() -> tuple[BinaryIO, BinaryIO]:
    """Where a process begun like this hears and tells; whatever is merely printed in it goes nowhere."""
    told = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return sys.stdin.buffer, told


def tell(told: BinaryIO, message: object) -> None:
    pickle.dump(message, told)
    told.flush()


def hear(heard: BinaryIO) -> object:
    return pickle.load(heard)  # noqa: S301 - from the process at the other end: this programme
