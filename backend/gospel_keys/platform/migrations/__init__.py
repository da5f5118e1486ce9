"""The database's history, one step a file; ``gospel_keys.platform.migrate`` runs it."""
