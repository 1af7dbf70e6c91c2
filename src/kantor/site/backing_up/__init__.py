"""Backups of everything Kantor keeps, and restoring to a point in time: base and incremental copies, archived WAL, originals, keys."""
