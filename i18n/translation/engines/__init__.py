"""Machine translators, a file each."""
