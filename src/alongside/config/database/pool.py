"""The pool of connections, and how it comes back after the database was away."""

from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

TRIES_SECONDS = 2.0
"""Left to itself the pool waits twice as long after every failure, up to minutes after the database is back."""


def try_again(pool: ConnectionPool) -> None:
    """Begin anew with short waits, since those who wait for a connection would not cause it to be tried."""
    try:
        with pool.connection(timeout=0.01):
            pass
    except (PoolTimeout, PoolClosed):
        return


POOL = {
    "min_size": 1,
    "max_size": 12,
    "timeout": 10,
    "reconnect_timeout": TRIES_SECONDS,
    "reconnect_failed": try_again,
}
