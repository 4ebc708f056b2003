"""From an untranslated message to a machine's translation that can be trusted and told apart."""
