"""Serve the product: a web server, a worker for jobs, and the embedded database beneath them."""

import errno
import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

from .database import Cluster
from .processes import KeepsCrashing, Program, Supervisor, say

READY_WITHIN_SECONDS = 60
BLOCKING_THREADS = 8


class CannotServe(Exception):
    """The server cannot start; the message says why."""


@dataclass(frozen=True)
class Serving:
    """Where and how to serve."""

    host: str
    port: int
    workers: int
    with_jobs: bool = True

    @property
    def url(self) -> str:
        """Return the address to type into a browser."""
        host = "localhost" if self.host in ("127.0.0.1", "0.0.0.0", "::1", "::") else self.host  # noqa: S104
        return f"http://{host}:{self.port}/"

    @property
    def programs(self) -> list[Program]:
        """Return the programs that make up the service."""
        web = Program("web server", self._web_command, dict(os.environ))
        jobs = Program("job worker", JOB_WORKER, dict(os.environ))
        return [web, jobs] if self.with_jobs else [web]

    @property
    def _web_command(self) -> list[str]:
        return [
            sys.executable,
            *("-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", self.host, "--port", str(self.port)),
            *("--workers", str(self.workers), "--respawn-failed-workers"),
            *("--blocking-threads", str(BLOCKING_THREADS)),
            *("--workers-kill-timeout", "15", "--log-level", "error"),
            "alongside.config.wsgi:application",
        ]


JOB_WORKER = [sys.executable, "-m", "alongside", "manage", "procrastinate", "worker"]


def serve(serving: Serving, *, cluster: Cluster | None, when_ready: Callable[[], None]) -> None:
    """Serve until asked to stop; bring back whatever crashes."""
    check_port_is_free(serving.host, serving.port)

    def look_after_the_database() -> None:
        if cluster is not None and cluster.revive():
            say("The embedded database had stopped and is running again.")

    supervisor = Supervisor(serving.programs, look_after=look_after_the_database)

    def announce() -> None:
        if wait_until_ready(serving, supervisor):
            when_ready()

    try:
        supervisor.run(when_started=announce)
    except KeepsCrashing as crash:
        raise CannotServe(str(crash)) from crash


def check_port_is_free(host: str, port: int) -> None:
    """Refuse, in plain words, an address that somebody else is using."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                raise CannotServe(
                    f"Port {port} is already in use on {host}. Stop what uses it, or choose another: --port {port + 1}"
                ) from None
            raise CannotServe(f"Cannot serve on {host}:{port}: {problem.strerror}") from None


def wait_until_ready(serving: Serving, supervisor: Supervisor) -> bool:
    """Wait for the first good answer of the health page; tell whether it came."""
    health = f"http://{_reachable(serving.host)}:{serving.port}/health/"
    give_up_at = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < give_up_at and not supervisor.is_asked_to_stop:
        try:
            request = urllib.request.Request(health, headers={"Host": "localhost"})
            with urllib.request.urlopen(request, timeout=5):  # noqa: S310 - our own server
                return True
        except urllib.error.HTTPError as answer:
            if answer.code in (400, 404):  # it answers, only not to this name
                return True
        except OSError:
            pass
        supervisor.look_round()
        time.sleep(0.2)
    return False


def _reachable(host: str) -> str:
    if host in ("0.0.0.0", ""):  # noqa: S104 - every address includes this machine's own
        return "127.0.0.1"
    return "[::1]" if host == "::" else f"[{host}]" if ":" in host else host
