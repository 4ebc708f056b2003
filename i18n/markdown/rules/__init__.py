"""Rules for constructs that markdown-it-py does not know, one file per construct."""
