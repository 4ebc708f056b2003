"""`python -m i18n`."""

from i18n.cli.main import run

run()
