"""One file per command's work: the only layer that joins packages and touches project files."""
