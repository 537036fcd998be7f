"""Whose account the database runs under: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

UNPRIVILEGED = ("postgres", "nobody", "daemon")


@dataclass(frozen=True)
class Account:
    """A system account, and whether we must change to it."""

    uid: int
    gid: int
    is_ourselves: bool

    @property
    def for_subprocess(self) -> dict[str, Any]:
        """Return what makes `subprocess` run a program as this account."""
        if self.is_ourselves:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_reach(self, folder: Path) -> bool:
        """Tell whether this account may go into a folder and list it."""
        return self.can_run(["/bin/sh", "-c", 'cd "$1" && ls . >/dev/null', "sh", str(folder)])

    def can_run(self, command: list[str]) -> bool:
        """Tell whether this account can run a program to a good end."""
        try:
            outcome = subprocess.run(
                command,
                check=False,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                **self.for_subprocess,
            )
        except OSError:
            return False
        return outcome.returncode == 0

    def give(self, path: Path) -> None:
        """Hand over a file or folder that we have just made."""
        if not self.is_ourselves:
            os.chown(path, self.uid, self.gid)


def account_for(cluster_folder: Path) -> Account:
    """Return the account that owns the cluster, or the one a new cluster shall have."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), is_ourselves=True)
    if cluster_folder.exists() and (owner := cluster_folder.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid, is_ourselves=False)
    chosen = os.environ.get("ALONGSIDE_DATABASE_ACCOUNT")
    for name in (chosen,) if chosen else UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(entry.pw_uid, entry.pw_gid, is_ourselves=False)
    raise LookupError(
        "PostgreSQL does not run as root, and there is no other account to run it as. "
        "Name one in ALONGSIDE_DATABASE_ACCOUNT."
    )
