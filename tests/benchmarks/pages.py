"""How long pages take at the server, how often they ask the database, and how many a second are served.

    python -m tests.benchmarks.pages [--times 100] [--seconds 15]

It asks the database named by DATABASE_URL, which `alongside county generate` has filled beside an invented
county. The pages are served as `alongside serve` serves them; the milliseconds are those of its own access
log. The same pages are then served by gunicorn with as many threads, in turns, to eight clients that keep
their connections. Looking at pages writes sessions and audit entries, as it does in use; nothing else.
"""

# ruff: noqa: E402

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
django.setup()

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.cases.models import Case
from alongside.config.serving import BLOCKING_THREADS, Serving, check_port_is_free
from alongside.foundation.identity.models import User
from alongside.frontdoor.models import Contact
from alongside.panels.models import PanelMember, Sitting
from alongside.people.models import Person
from alongside.plans.models import Plan

HOST, PORT, CLIENTS = "127.0.0.1", 8799, 8
READY_WITHIN = 60
WARM = 5


@dataclass(frozen=True)
class Page:
    """A page, and the session of whoever looks at it."""

    name: str
    path: str
    view: str
    cookie: str
    client: Client


def pages() -> list[Page]:
    """The pages most looked at, as the family worker with most families and the front door see them."""
    worker = _with_most_families()
    door = User.objects.filter(memberships__role__slug="front-door-worker", is_active=True).order_by("id").first()
    manager = User.objects.filter(memberships__role__slug="hub-manager", is_active=True).order_by("id").first()
    plan = Plan.objects.filter(case__lead=worker, status="active").select_related("case__family").order_by("id").first()
    contact = Contact.objects.order_by("-received_at", "id").first()
    if None in (worker, door, manager, plan, contact):
        sys.exit("This database has no work to look at: run `alongside demo` once, then `alongside county generate`")
    mine, theirs, teams = _signed_in(worker), _signed_in(door), _signed_in(manager)
    return [
        _page("my work", "worklists:mine", mine),
        _page("my teams", "worklists:team", teams),
        _page("front door: waiting", "frontdoor:list_waiting", theirs),
        _page("contact", "frontdoor:see_contact", theirs, contact.reference),
        _page("family record", "record:family", mine, plan.case.family.reference),
        _page("case", "cases:case", mine, plan.case.reference),
        _page("plan", "plans:plan", mine, plan.reference),
        _page("cases of a hub", "cases:list", teams),
        *_pages_of_panels(),
    ]


def _pages_of_panels() -> list[Page]:
    """The fullest agenda to come, the fullest minutes, and the figures of a year, as their clerk sees them."""
    clerk = PanelMember.objects.filter(part="clerk").order_by("id").values_list("user", flat=True).first()
    if clerk is None:
        return []
    theirs = _signed_in(User.objects.get(id=clerk))
    fullest = Sitting.objects.filter(panel__members__user=clerk).annotate(n=Count("items")).order_by("-n", "id")
    agenda, sat = fullest.filter(status="planned").first(), fullest.filter(status="signed").first()
    return [
        _page("agenda of a sitting", "panels:sitting", theirs, agenda.reference),
        _page("minutes of a sitting", "panels:minutes", theirs, sat.reference),
        _page("a panel", "panels:panel", theirs, agenda.panel.slug),
        _page("figures of panels", "panels:figures", theirs),
    ]


def _with_most_families() -> User | None:
    led = Case.objects.filter(status="open", plans__status="active").values("lead").annotate(families=Count("id"))
    first = led.order_by("-families", "lead").first()
    return User.objects.get(id=first["lead"]) if first else None


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def _page(name: str, view: str, client: Client, *args) -> Page:
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    return Page(name, reverse(view, args=args), view, cookie, client)


def queries_of(page: Page) -> int:
    """How often one look at a page asks the database, once everything kept in memory is there."""
    page.client.get(page.path)
    with CaptureQueriesContext(connection) as asked:
        answer = page.client.get(page.path)
    if answer.status_code != 200:
        sys.exit(f"{page.name} answers {answer.status_code}")
    return len(asked)


def granian(port: int) -> list[str]:
    """The server, exactly as `alongside serve` starts it."""
    return Serving(HOST, port, workers=1, with_jobs=False).programs[0].command


def gunicorn(port: int) -> list[str]:
    """Its peer, with as many processes and threads."""
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        f"{HOST}:{port}",
        "--workers",
        "1",
        "--worker-class",
        "gthread",
        "--threads",
        str(BLOCKING_THREADS),
        "--keep-alive",
        "30",
        "--log-level",
        "error",
        "alongside.config.wsgi:application",
    ]


@contextmanager
def serving(command: list[str], log: Path):
    """A server while it is measured; its access log goes to a file."""
    check_port_is_free(HOST, PORT)
    with log.open("wb") as kept:
        server = subprocess.Popen(command, stdout=kept, stderr=kept, start_new_session=True)
        try:
            _wait_for(server)
            yield server.pid
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(30)


def _wait_for(server: subprocess.Popen) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            if _get(HTTPConnection(HOST, PORT, timeout=5), "/health/", "") == 200:
                return
        except OSError:
            time.sleep(0.2)
    sys.exit("The server did not start")


def _get(to: HTTPConnection, path: str, cookie: str) -> int:
    to.request("GET", path, headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"})
    answer = to.getresponse()
    answer.read()
    return answer.status


def time_pages(wanted: list[Page], *, times: int, log: Path) -> tuple[dict[str, list[float]], dict[str, float]]:
    """Milliseconds at the server of each look, one after another; and its processor time for one look."""
    worked = {}
    with serving(granian(PORT), log) as server:
        to = HTTPConnection(HOST, PORT, timeout=60)
        for page in wanted:
            for _ in range(WARM):
                _get(to, page.path, page.cookie)
            before = _processor_ms(server)
            for _ in range(times):
                _get(to, page.path, page.cookie)
            worked[page.view] = (_processor_ms(server) - before) / times
    found: dict[str, list[float]] = {page.view: [] for page in wanted}
    for line in log.read_text().splitlines():
        if line.startswith("{"):
            told = json.loads(line)
            if told["view"] in found:
                found[told["view"]].append(told["ms"])
    return {view: sorted(took[WARM:]) for view, took in found.items()}, worked


def _processor_ms(group: int) -> float:
    """Milliseconds of processor time that a server's processes have used (Linux)."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            facts = stat.read_text().rpartition(") ")[2].split()
        except OSError:  # it has just ended
            continue
        if int(facts[2]) == group:
            ticks += int(facts[11]) + int(facts[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def throughput(command: list[str], wanted: list[Page], *, seconds: float, log: Path) -> float:
    """Pages a second to eight clients that ask for one page after another on connections they keep."""
    served = [0] * CLIENTS
    with serving(command, log):
        for page in wanted:
            _get(HTTPConnection(HOST, PORT, timeout=60), page.path, page.cookie)
        began = time.perf_counter()
        threads = [threading.Thread(target=_ask_on, args=(wanted, n, served, began + seconds)) for n in range(CLIENTS)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        took = time.perf_counter() - began
    return sum(served) / took


def _ask_on(wanted: list[Page], number: int, served: list[int], until: float) -> None:
    to = HTTPConnection(HOST, PORT, timeout=60)
    for page in cycle(wanted[number % len(wanted) :] + wanted[: number % len(wanted)]):
        if time.perf_counter() > until:
            return
        if _get(to, page.path, page.cookie) != 200:
            raise RuntimeError(f"{page.name} was not served")
        served[number] += 1


def main() -> None:
    """Measure and print."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--times", type=int, default=100, help="looks at each page")
    wanted.add_argument("--seconds", type=float, default=15, help="of each of the two turns of each server")
    given = wanted.parse_args()
    os.environ["ALONGSIDE_MODE"] = "development"  # its access log is on
    looked_at = pages()
    print(
        f"{Person.objects.count():,} people, {Case.objects.count():,} cases, {Contact.objects.count():,} contacts; "
        f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    asked = {page.view: queries_of(page) for page in looked_at}
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "access.log"
        print(f"{given.times} looks at each page, at the server")
        print(f"{'':24}{'queries':>8}{'p50 ms':>9}{'p95 ms':>9}{'processor ms':>14}")
        took, worked = time_pages(looked_at, times=given.times, log=log)
        for page in looked_at:
            times = took[page.view]
            print(
                f"{page.name:24}{asked[page.view]:>8}{_at(times, 0.5):>9.1f}{_at(times, 0.95):>9.1f}"
                f"{worked[page.view]:>14.1f}"
            )
        compare(looked_at, seconds=given.seconds, log=log)


def compare(looked_at: list[Page], *, seconds: float, log: Path) -> None:
    """Both servers in turns, so that what else the machine does falls on both."""
    rates: dict[str, list[float]] = {"granian": [], "gunicorn": []}
    for name, command in (("granian", granian), ("gunicorn", gunicorn)) * 2:
        rates[name].append(throughput(command(PORT), looked_at, seconds=seconds, log=log))
    ours, peer = sum(rates["granian"]) / 2, sum(rates["gunicorn"]) / 2
    told = {name: " and ".join(f"{one:.1f}" for one in each) for name, each in rates.items()}
    print(
        f"pages a second, {CLIENTS} clients, 1 process of {BLOCKING_THREADS} threads: granian {told['granian']}, "
        f"gunicorn {told['gunicorn']}; ratio {ours / peer:.2f}"
    )


def _at(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]


if __name__ == "__main__":
    main()
