"""Translations that come back from elsewhere: one file per format, each with `read(file, name)`."""
