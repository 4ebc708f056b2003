"""Reading and writing files: UTF-8 or a clear error, and every write whole or not at all."""

from __future__ import annotations

import codecs
import errno
import os
from contextlib import suppress
from pathlib import Path

from i18n.errors import I18nError, SourceError, WriteError

_GUESSES = ("gb18030", "big5", "shift_jis", "euc_kr")
_NAMES = {"gb18030": "GB18030", "big5": "Big5", "shift_jis": "Shift_JIS", "euc_kr": "EUC-KR"}


def read_text(path: Path, name: str, error: type[I18nError] = SourceError) -> str:
    """Return the text of a UTF-8 file, every character of it, line ends and BOM included.

    `name` is what messages call the file. Raises `error` with the byte offset and a guess at the
    encoding where it is not UTF-8, and where it cannot be read.
    """
    data = read_bytes(path, name, error)
    try:
        return data.decode()
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        guess = _guess_encoding(data)
        hint = f"it looks like {guess}; convert it: iconv -f {guess} -t UTF-8" if guess else "save it as UTF-8"
        raise error(f"not UTF-8: byte {problem.start} (line {line}) cannot be decoded", path=name, hint=hint) from None


def read_bytes(path: Path, name: str, error: type[I18nError] = SourceError) -> bytes:
    """Return the bytes of a file; raises `error` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise error(f"cannot be read: {_reason(problem)}", path=name) from None


def _guess_encoding(data: bytes) -> str:
    """Return the name of an encoding that a non-UTF-8 text may be in, or nothing."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    sample = data[:100_000]
    for encoding in _GUESSES:
        try:
            sample.decode(encoding)
        except UnicodeDecodeError as problem:
            if problem.start < len(sample) - 4:
                continue
        return _NAMES[encoding]
    return ""


def write_text(path: Path, name: str, text: str, *, was: str | None = None) -> bool:
    """Write a text as UTF-8 and tell whether that changed the file.

    The write is atomic, and nothing is written where the file has these bytes already. `was` is
    what we read from the file, empty if there was none: if the file holds something else by now,
    somebody else wrote it, and WriteError is raised instead. So it is where writing fails.
    """
    data = text.encode()
    try:
        now = _bytes_of(path)
        if now == data:
            return False
        if was is not None and (now or b"") != was.encode():
            message = "has changed while we worked; nothing was written"
            raise WriteError(message, path=name, hint="run the command again")
        _replace(path, data, now is not None)
    except OSError as problem:
        raise WriteError(f"cannot be written: {_reason(problem)}", path=name) from None
    return True


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def copy_file(source: Path, target: Path, name: str) -> bool:
    """Copy a file atomically and tell whether that changed the target; raises WriteError."""
    data = read_bytes(source, name)
    try:
        if _bytes_of(target) == data:
            return False
        _replace(target, data, target.exists())
    except OSError as problem:
        raise WriteError(f"cannot be copied: {_reason(problem)}", path=name) from None
    return True


def move_file(old: Path, new: Path, name: str) -> None:
    """Move a file to a place where there is none; raises WriteError."""
    try:
        new.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(new):
            raise FileExistsError(errno.EEXIST, "another file stands where it should go")
        os.rename(old, new)
        with suppress(OSError):
            old.parent.rmdir()
    except OSError as problem:
        raise WriteError(f"cannot be moved: {_reason(problem)}", path=name) from None


def remove_file(path: Path, name: str) -> None:
    """Remove a file; raises WriteError."""
    try:
        path.unlink()
    except OSError as problem:
        raise WriteError(f"cannot be removed: {_reason(problem)}", path=name) from None


def _replace(path: Path, data: bytes, exists: bool) -> None:
    """Put a whole file in the place of another, or leave that one as it is."""
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name[:40]}.{os.getpid()}.tmp")
    if not exists:
        os.makedirs(folder, exist_ok=True)
    with suppress(FileNotFoundError):
        os.unlink(temporary)  # of a killed run that had our number
    try:
        with open(temporary, "xb") as file:
            file.write(data)
        if exists:
            os.chmod(temporary, os.stat(path).st_mode & 0o777)
        os.replace(temporary, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _reason(problem: OSError) -> str:
    return (problem.strerror or str(problem)).lower()
