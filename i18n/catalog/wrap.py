"""PO files with wrapped lines, for teams whose other tools wrap them: GNU gettext's msgcat does it.

What msgcat would drop is carried past it: flags that it does not know, obsolete messages without a
translation but with a person's comment, and comments after the last message.
"""

from __future__ import annotations

import os
import re
import subprocess

from i18n.catalog.store import read_catalog
from i18n.errors import CatalogError, ConfigurationError

_FLAGS = re.compile(r"^#, .*\n", re.MULTILINE)
# Where an entry's flags go: before `msgid`, `#| msgid`, `#~ msgid`.
_FIRST_FIELD = re.compile(r"^(?:#~|#\||msg)", re.MULTILINE)
_MSGID = re.compile(r"^(?:#~ )?msgid ", re.MULTILINE)
# The first msgstr of an obsolete entry, if nothing is in it: `#~ msgstr ""` without a string below.
_NO_TEXT = re.compile(r'^#~ msgstr(?:\[0\])? ""$(?!\n#~ ")', re.MULTILINE)


def wrapped(text: str, width: int, path: str) -> str:
    """Return the text of a PO file as we write it with its lines wrapped at a width; width 0 leaves it as it is.

    Raises ConfigurationError where msgcat is not installed, and CatalogError where it would change more
    than the form.
    """
    if not width:
        return text
    blocks = text.removesuffix("\n").split("\n\n")
    sent = [block for block in blocks if not _is_dropped(block)]
    if len(sent) < 2:
        return text  # of a header alone, msgcat makes an empty file
    output = _msgcat("\n\n".join(sent) + "\n", width, path)
    came_back = iter(output.removesuffix("\n").split("\n\n"))
    result = [block if _is_dropped(block) else _with_flags(next(came_back, ""), block) for block in blocks]
    wrapped_text = "\n\n".join(result) + "\n"
    if read_catalog(wrapped_text, path) != read_catalog(text, path):
        hint = "remove “wrap” from the project file, and report this file"
        raise CatalogError("msgcat would change more than its line breaks; nothing was written", path=path, hint=hint)
    return wrapped_text


def _msgcat(text: str, width: int, path: str) -> str:
    command = ["msgcat", f"--width={width}", "-"]
    environment = {**os.environ, "LC_ALL": "C", "LANGUAGE": ""}
    try:
        process = subprocess.run(command, input=text.encode(), env=environment, capture_output=True, check=False)
    except FileNotFoundError:
        hint = "install GNU gettext, or remove “wrap” from the project file"
        raise ConfigurationError("“wrap” needs the program msgcat, which is not installed", hint=hint) from None
    if process.returncode:
        message = process.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise CatalogError(f"msgcat could not wrap it: {message}; nothing was written", path=path)
    return process.stdout.decode()


def _is_dropped(block: str) -> bool:
    """Tell whether msgcat drops an entry: comments only, or obsolete with nothing in its first msgstr."""
    return not _MSGID.search(block) or bool(_NO_TEXT.search(block))


def _with_flags(block: str, ours: str) -> str:
    """Return an entry with the flags of another."""
    flags = _FLAGS.search(ours)
    block = _FLAGS.sub("", block)
    return _FIRST_FIELD.sub(lambda field: (flags[0] if flags else "") + field[0], block, count=1)
