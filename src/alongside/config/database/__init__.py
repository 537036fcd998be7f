"""The embedded PostgreSQL cluster of demo, development and tests, under our own small supervisor.

A real service has a PostgreSQL server of its own and sets `DATABASE_URL`; then nothing here runs.
"""

from .address import Address
from .binaries import Binaries, NoPostgres, find_binaries
from .cluster import Cluster, ClusterRefused

__all__ = ["Address", "Binaries", "Cluster", "ClusterRefused", "NoPostgres", "find_binaries"]
