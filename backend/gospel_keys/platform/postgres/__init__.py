"""A PostgreSQL of our own: started with the application, stopped with its last process.

``Cluster`` is the whole interface.
"""

from gospel_keys.platform.postgres.cluster import APP_ROLE, Cluster, Connection, PostgresError

__all__ = ["APP_ROLE", "Cluster", "Connection", "PostgresError"]
