"""Writes those parts of README.md and docs/ that the code itself says: `make docs`."""
