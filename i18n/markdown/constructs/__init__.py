"""The constructs of Markdown, a file each: how one is found in a text, and what of it is for translators."""
