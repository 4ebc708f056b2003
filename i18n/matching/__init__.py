"""Which old message serves a new segment. Knows messages, never Markdown or the disk."""
