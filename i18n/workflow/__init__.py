"""One file per command: what it does, as a function that returns an outcome. No command knows another."""
