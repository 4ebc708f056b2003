"""Which old message serves a new segment. Knows messages and inline markup, never the disk."""
