"""What a killed database leaves behind, and what of it may be cleared.

PostgreSQL refuses to start when the process named in its lock files still answers. After a kill or
a restarted container that number may belong to a zombie or to somebody else entirely.
"""

import os
import subprocess
from pathlib import Path


def clear_leftovers(cluster: Path, socket_folder: Path) -> None:
    """Remove lock files whose process is a zombie, gone, or no server of this cluster."""
    for lock in (cluster / "postmaster.pid", *socket_folder.glob(".s.PGSQL.*.lock")):
        pid = process_named_in(lock)
        if pid is not None and not is_server_of(pid, cluster):
            lock.unlink(missing_ok=True)
            if lock.name.startswith(".s.PGSQL."):
                (socket_folder / lock.name.removesuffix(".lock")).unlink(missing_ok=True)


def process_named_in(lock: Path) -> int | None:
    """Return the process number on a lock file's first line."""
    try:
        return abs(int(lock.read_text().splitlines()[0]))
    except (FileNotFoundError, IndexError, ValueError):
        return None


def is_server_of(pid: int, cluster: Path) -> bool:
    """Tell whether a process is a living PostgreSQL server of this cluster, as far as we see."""
    state, name = _state_and_name(pid)
    if state in ("", "Z", "X") or not name.startswith("postgres"):
        return False
    try:
        home = Path(os.readlink(f"/proc/{pid}/cwd"))
    except OSError:
        return True
    return home == cluster.resolve()


def _state_and_name(pid: int) -> tuple[str, str]:
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            before, _, after = stat.read_text().rpartition(")")
        except OSError:
            return "", ""
        return after.split()[0], before.partition("(")[2]
    said = subprocess.run(
        ["/bin/ps", "-o", "stat=,comm=", "-p", str(pid)],
        check=False,
        capture_output=True,
        text=True,
    ).stdout.split(maxsplit=1)
    return (said[0][0], Path(said[1].strip()).name) if len(said) == 2 else ("", "")
