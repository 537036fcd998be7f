"""What the `alongside` command understands."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from . import work

SUMMARY = """\
Alongside: one front door, one shared plan, one table, one evidence base.

Start with:  alongside demo
"""
WHERE = """\
The data is kept in the folder `var`, or where ALONGSIDE_DATA_DIR says. The database is the one
named in DATABASE_URL; without it, an embedded one is started in that folder. The embedded one is
for demo, development and tests: a real service runs on a PostgreSQL server. See docs/running.md.
"""


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what is wanted, with the function that does it as `do`."""
    match list(arguments):
        case ["manage", *rest]:  # everything after it is Django's
            return argparse.Namespace(do=work.manage, rest=rest)
        case ["county", "import" | "generate" as kind, *rest]:
            return argparse.Namespace(do=work.county, kind=kind, rest=rest)
        case ["people", "import", *rest]:
            return argparse.Namespace(do=work.people, rest=rest)
        case ["match", *rest]:
            return argparse.Namespace(do=work.match, rest=rest)
    parser = argparse.ArgumentParser(
        prog="alongside",
        description=SUMMARY,
        epilog=WHERE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(title="what to do", metavar="", required=True)
    _add_serving(verbs)
    _add_keeping(verbs)
    _add_county(verbs)
    people = verbs.add_parser("people", help="take in a register of people from a file")
    people.add_subparsers(metavar="import", required=True).add_parser("import", add_help=False)
    verbs.add_parser("match", help="match lists of people: train, link, dedupe, search", add_help=False)
    docs = verbs.add_parser("docs", help="write the pages that are made from the code")
    docs.set_defaults(do=work.docs)
    docs.add_argument("--check", action="store_true", help="only say whether they are up to date")
    manage = verbs.add_parser("manage", help="run any of Django's management commands")
    manage.set_defaults(do=work.manage, rest=[])
    return parser.parse_args(arguments)


def _add_serving(verbs: argparse._SubParsersAction) -> None:
    demo = verbs.add_parser("demo", help="try it: an invented county, with sign-ins for every role")
    demo.set_defaults(do=work.demo)
    serve = verbs.add_parser("serve", help="serve the pages, and do the jobs in the background")
    serve.set_defaults(do=work.serve)
    serve.add_argument("--without-jobs", action="store_true", help="leave the jobs to `worker`")
    for parser in (demo, serve):
        parser.add_argument("--host", default="127.0.0.1", help="address (default %(default)s)")
        parser.add_argument("--port", type=_port, default=8000, help="port (default %(default)s)")
        parser.add_argument("--workers", type=_workers, default=1, help="server processes")
    worker = verbs.add_parser("worker", help="do the jobs only, on a machine of their own")
    worker.set_defaults(do=work.worker)
    migrate = verbs.add_parser("migrate", help="bring the database up to this version")
    migrate.set_defaults(do=work.migrate)


def _add_keeping(verbs: argparse._SubParsersAction) -> None:
    audit = verbs.add_parser("check-audit", help="check that nobody has altered the audit record")
    audit.set_defaults(do=work.check_audit)
    backup = verbs.add_parser("backup", help="write the database and the documents into one file")
    backup.set_defaults(do=work.backup)
    backup.add_argument("file", type=Path, help="a new file, such as alongside-2026-05-01.tar")
    restore = verbs.add_parser("restore", help="bring a backup back, whole or not at all")
    restore.set_defaults(do=work.restore)
    restore.add_argument("file", type=Path, help="a file that `alongside backup` wrote")
    restore.add_argument("--replace", action="store_true", help="put it in place of the data that is there now")
    restore.add_argument("--only-check", action="store_true", help="read the file through, and change nothing")


def _add_county(verbs: argparse._SubParsersAction) -> None:
    county = verbs.add_parser("county", help="load a real county, or generate a large invented one")
    kinds = county.add_subparsers(metavar="import|generate", required=True)
    for kind, text in (
        ("import", "load a county from official open files, with a report"),
        ("generate", "generate invented people in bulk, for tests of scale"),
    ):
        kinds.add_parser(kind, help=text, add_help=False)


def _port(text: str) -> int:
    if text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is not a port; give a number from 1 to 65535")


def _workers(text: str) -> int:
    if text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is not a number of processes; give 1 or more")
