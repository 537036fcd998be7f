"""What each verb of the `alongside` command does. Django is loaded only once it is needed."""

import argparse
import gc
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from alongside.config.backups import restoring, taking
from alongside.config.processes import say
from alongside.config.serving import JOB_WORKER, Serving
from alongside.config.serving import serve as keep_serving

from .sign_ins import print_sign_ins
from .static import collect_static_files
from .surroundings import data_folder, database, product

DOCUMENTS = "documents"
GARBAGE_AFTER = 1_000_000
"""How many new objects may gather before Python looks for garbage, while much is built and little thrown away."""


def demo(wanted: argparse.Namespace) -> None:
    """Build the invented county if there is none, serve it, and say who can sign in."""
    began = time.monotonic()
    with product("demo") as cluster:
        _bring_up_to_date()
        _build_the_county()
        collect_static_files()
        serving = _serving(wanted)

        def announce() -> None:
            print(f"\nAlongside is ready after {time.monotonic() - began:.0f} s:  {serving.url}\n")
            print_sign_ins()
            print("Everybody here is invented. Stop with Ctrl-C.", flush=True)

        keep_serving(serving, cluster=cluster, when_ready=announce)
    say("Stopped.")


def serve(wanted: argparse.Namespace) -> None:
    """Serve until asked to stop."""
    with product() as cluster:
        _refuse_an_old_database()
        collect_static_files()
        serving = _serving(wanted)
        keep_serving(serving, cluster=cluster, when_ready=lambda: say(f"Serving {serving.url}"))
    say("Stopped.")


def worker(wanted: argparse.Namespace) -> None:
    """Do jobs until asked to stop."""
    with product():
        os.execv(JOB_WORKER[0], JOB_WORKER)  # noqa: S606 - the same program, under its own name


def migrate(wanted: argparse.Namespace) -> None:
    """Bring the database up to this version."""
    with product():
        _bring_up_to_date(verbosity=1)


def manage(wanted: argparse.Namespace) -> None:
    """Run one of Django's own commands, or one of ours, on our database."""
    from django.core.management import execute_from_command_line

    with product():
        execute_from_command_line(["alongside manage", *wanted.rest])


def check_audit(wanted: argparse.Namespace) -> None:
    """Check the audit record's chain."""
    manage(argparse.Namespace(rest=["check_audit"]))


def docs(wanted: argparse.Namespace) -> None:
    """Write the pages made from the code, or check them; no database is asked."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    execute_from_command_line(["alongside", "docs", *(["--check"] if wanted.check else [])])


def county(wanted: argparse.Namespace) -> None:
    """Load or generate a county."""
    manage(argparse.Namespace(rest=[f"county_{wanted.kind}", *wanted.rest]))


def people(wanted: argparse.Namespace) -> None:
    """Take in a register of people."""
    manage(argparse.Namespace(rest=["people_import", *wanted.rest]))


def match(wanted: argparse.Namespace) -> None:
    """Match lists of people by files alone, or search the register for everybody in a list."""
    if wanted.rest[:1] == ["search"]:
        manage(argparse.Namespace(rest=["match_search", *wanted.rest[1:]]))
        return
    if wanted.rest == ["train", "--from-decisions"]:
        manage(argparse.Namespace(rest=["match_learn"]))
        return
    os.execv(sys.executable, [sys.executable, "-m", "kinfolk", *wanted.rest])  # noqa: S606 - the engine's own command


def backup(wanted: argparse.Namespace) -> None:
    """Write one file that holds everything."""
    with database():
        taking.take_backup(
            wanted.file,
            database_url=os.environ["DATABASE_URL"],
            documents=data_folder() / DOCUMENTS,
        )


def restore(wanted: argparse.Namespace) -> None:
    """Bring one file back, whole or not at all."""
    if wanted.only_check:
        restoring.check_backup(wanted.file)
        return
    with database():
        restoring.restore_backup(
            wanted.file,
            database_url=os.environ["DATABASE_URL"],
            documents=data_folder() / DOCUMENTS,
            may_replace=wanted.replace,
        )
    say("Now run `alongside migrate` and `alongside check-audit`.")


def _serving(wanted: argparse.Namespace) -> Serving:
    with_jobs = not getattr(wanted, "without_jobs", False) and _has("procrastinate")
    return Serving(wanted.host, wanted.port, wanted.workers, with_jobs=with_jobs)


def _bring_up_to_date(verbosity: int = 0) -> None:
    from django.core.management import call_command

    if not verbosity:
        say("Bringing the database up to date …")
    with _seldom_tidied():
        call_command("migrate", interactive=False, verbosity=verbosity)
    _offer_roles()


@contextmanager
def _seldom_tidied() -> Iterator[None]:
    """Migrations and the county make objects by the million: looking for garbage took a quarter of their time."""
    usual = gc.get_threshold()
    gc.set_threshold(GARBAGE_AFTER, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _offer_roles() -> None:
    """Make the shipped roles, and offer each the permissions that are new in this version."""
    from alongside.foundation.access.actions import ensure_roles

    ensure_roles()


def _refuse_an_old_database() -> None:
    """Say plainly that the database is of another version, rather than fail on a page."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise LookupError("The database is not up to date. Run `alongside migrate` first.")


def _build_the_county() -> None:
    from django.core.management import call_command

    if _has("demo_county"):
        with _seldom_tidied():
            call_command("demo_county", stdout=sys.stderr)
    else:
        say("The invented county is not part of this version yet.")


def _has(command: str) -> bool:
    from django.core.management import get_commands

    return command in get_commands()
