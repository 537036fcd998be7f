"""The `alongside` command: everything that whoever runs the service types."""

import sys
from collections.abc import Sequence

from alongside.config.backups.archive import BackupRefused
from alongside.config.database import ClusterRefused, NoPostgres
from alongside.config.processes import say
from alongside.config.serving import CannotServe

from .arguments import read_arguments

PLAIN_REFUSALS = (BackupRefused, CannotServe, ClusterRefused, NoPostgres, LookupError)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; return 0 when it went well."""
    wanted = read_arguments(sys.argv[1:] if arguments is None else arguments)
    try:
        return wanted.do(wanted) or 0
    except PLAIN_REFUSALS as refusal:
        say(f"alongside: {refusal}")
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
