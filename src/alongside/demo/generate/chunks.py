"""Making chunks of rows in several processes, which know nothing of Django or the database."""

from collections.abc import Iterator
from multiprocessing import get_context

from . import rows

_ground: rows.Ground | None = None


def chunks(ground: rows.Ground, sizes: list[int], *, processes: int) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Each chunk in turn: how many people it has, and its rows by table."""
    if processes < 2 or len(sizes) < 2:
        for chunk, size in enumerate(sizes):
            yield rows.make_chunk(ground, chunk, size)
        return
    with get_context("spawn").Pool(processes, initializer=_stand_on, initargs=(ground,)) as pool:
        yield from pool.imap(_made, list(enumerate(sizes)))


def _stand_on(ground: rows.Ground) -> None:
    global _ground
    _ground = ground


def _made(chunk_and_size: tuple[int, int]) -> tuple[int, dict[str, bytes]]:
    return rows.make_chunk(_ground, *chunk_and_size)
