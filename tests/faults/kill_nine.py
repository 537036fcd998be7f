"""Kill the service and its database at random, again and again, and check that nothing is lost.

    python -m tests.faults.kill_nine --times 50

It starts `alongside serve` on an embedded cluster of its own, lets a scripted day run against it,
kills -9 one of its processes at a random moment, waits until all is well again, and runs every
check.
"""

import argparse
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "src")]

from alongside.config.database import Cluster  # noqa: E402
from tests.config.given import a_folder_in_reach  # noqa: E402
from tests.faults.service import Service, is_free, wait_until  # noqa: E402


def kill_service(service: Service) -> None:
    """Kill the `alongside` command; its web server and its job worker go with it."""
    service.process.kill()
    service.process.wait()
    wait_until(lambda: is_free(service.port), service.text)
    service.start()


def kill_web_server(service: Service) -> None:
    """Kill the web server; the command starts it again."""
    _kill(service.children("granian"))


def kill_web_worker(service: Service) -> None:
    """Kill the process that answers requests; the web server starts it again."""
    for server in service.children("granian"):
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        _kill([int(pid) for pid in children])


def kill_job_worker(service: Service) -> None:
    """Kill the process that does the jobs."""
    _kill(service.children("procrastinate"))


def kill_database(service: Service) -> None:
    """Kill the whole of PostgreSQL."""
    _kill([service.database_pid()])


def kill_one_database_process(service: Service) -> None:
    """Kill one of PostgreSQL's own processes; PostgreSQL throws everybody out and recovers."""
    server = service.database_pid()
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    _kill([int(random.choice(children))] if children else [])


KILLS: list[Callable[[Service], None]] = [
    kill_service,
    kill_web_server,
    kill_web_worker,
    kill_job_worker,
    kill_database,
    kill_one_database_process,
]


def main() -> int:
    """Kill as often as asked; return 0 when every check held every time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--longest", type=float, default=2.0, help="seconds of work before a kill")
    wanted = parser.parse_args()
    random.seed(wanted.seed)
    with a_folder_in_reach() as folder:
        service = Service(folder)
        try:
            return _run(service, wanted.times, wanted.longest)
        finally:
            service.stop()


def _run(service: Service, times: int, longest: float) -> int:
    migrated = service.run("migrate")
    if migrated.returncode:
        sys.exit(migrated.stderr)
    service.start()
    _load_the_product(service)
    from tests.faults.day import Day, Scene
    from tests.faults.hands import set_the_cast

    scene = Scene.set(service.port)
    set_the_cast(scene)
    wrong = 0
    for number in range(1, times + 1):
        kill = random.choice(KILLS)
        scene.journal.killed_at, scene.journal.day_began = 0.0, time.monotonic()
        with Day(scene):
            time.sleep(random.uniform(0.1, longest))
            began = scene.journal.killed_at = time.monotonic()
            kill(service)
            wait_until(lambda: service.health() == 200, service.text)
            back_after = time.monotonic() - began
            time.sleep(0.3)
        found = _check(scene.journal)
        wrong += bool(found)
        print(
            f"{number:3} of {times}  {kill.__name__:26} back after {back_after:4.1f} s  "
            f"{len(scene.journal.done):6,} actions and {scene.journal.saves:5,} drafts kept  "
            f"{'; '.join(found[:5]) or 'all well'}",
            flush=True,
        )
    _say_what_was_done(scene.journal)
    print(f"{times - wrong} passed, {wrong} failed")
    return 1 if wrong else 0


def _say_what_was_done(journal) -> None:
    kinds = {"faults-": "rows with their entry", "decision ": "decisions", "action ": "agreed actions"}
    for begins, words in kinds.items():
        done = sum(one.startswith(begins) for one in journal.done)
        tried = sum(one.startswith(begins) for one in journal.tried)
        print(f"{done:,} {words} answered with yes, of {tried:,} tried")
    for (hand, status), number in sorted(journal.answers.items()):
        print(f"{number:,} answers of {status} from {hand}")
    print(f"{journal.saves:,} saves; a kill cost {journal.oldest_draft:.1f} s of typing at most")


def _check(journal) -> list[str]:
    from django.db import connection

    from tests.faults.checks import CHECKS

    connection.close()  # it may be one that the kill has cut
    return [f"{check.__name__}: {problem}" for check in CHECKS for problem in check(journal)]


def _load_the_product(service: Service) -> None:
    """Let this process read the service's database, to work in it and to check it."""
    data = Path(service.environment["ALONGSIDE_DATA_DIR"])
    os.environ |= {
        "ALONGSIDE_DATA_DIR": str(data),
        "ALONGSIDE_MODE": "development",
        "ALONGSIDE_SECRET_KEY": (data / "secret-key").read_text(),
        "DATABASE_URL": Cluster(data / "database").address.url,
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
    }
    import django

    django.setup()


def _kill(pids: list[int]) -> None:
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:  # it was just being started again
            continue


if __name__ == "__main__":
    sys.exit(main())
