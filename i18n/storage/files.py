"""Reading and writing files: UTF-8 or a clear error, and every write whole or not at all."""

from __future__ import annotations

import codecs
import errno
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import ParamSpec, TypeVar

from i18n.errors import ChangedError, I18nError, SourceError, WriteError
from i18n.storage.swap import exchange, settled

_GUESSES = ("gb18030", "big5", "shift_jis", "euc_kr")
_NAMES = {"gb18030": "GB18030", "big5": "Big5", "shift_jis": "Shift_JIS", "euc_kr": "EUC-KR"}
_OWN_FOLDER = ".i18n"
_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


def read_text(path: Path, name: str, error: type[I18nError] = SourceError) -> str:
    """Return the text of a UTF-8 file, every character of it, line ends and BOM included.

    `name` is what messages call the file. Raises `error` with the byte offset and a guess at the
    encoding where it is not UTF-8, and where it cannot be read.
    """
    return decoded(read_bytes(path, name, error), name, error)


def decoded(data: bytes, name: str, error: type[I18nError] = SourceError) -> str:
    """Return the text of a UTF-8 file's bytes; raises `error` as `read_text` does."""
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


def is_there(path: Path, name: str, error: type[I18nError] = SourceError) -> bool:
    """Tell whether there is a file at a path; raises `error` where that cannot be seen."""
    try:
        return _exists(path)
    except OSError as problem:
        raise error(f"cannot be read: {_reason(problem)}", path=name) from None


def _exists(path: Path) -> bool:
    """Tell the same; raises OSError, as for a path below what is no folder."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    return True


def real_path(path: Path) -> Path:
    """Return where a path leads, links followed; a link that leads to itself is left as it is."""
    return Path(os.path.realpath(path))


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


def write_text(path: Path, name: str, text: str, *, was: str | None = None, root: Path | None = None) -> bool:
    """Write a text as UTF-8 and tell whether that changed the file.

    The write is atomic, and nothing is written where the file has these bytes already; raises
    WriteError where writing fails. `was` is what we read from the file, empty if there was none:
    where somebody else has written it since, ChangedError is raised and theirs stays. If two others
    save it within the moment of our write, one text stays and the other is kept in `.i18n/displaced/`
    of the project at `root`, or beside the file; the WriteError names both.
    """
    data = text.encode()
    try:
        now = _bytes_of(path)
        if now == data:
            return False
        if was is None:
            _replace(path, [data], now is not None)
        elif (now or b"") != was.encode():
            raise _changed(name)
        elif now is None:
            _create(path, name, data)
        else:
            _exchange(path, name, data, now, root or path.parent)
    except OSError as problem:
        raise WriteError(f"cannot be written: {_reason(problem)}", path=name) from None
    return True


def write_output(path: Path, pieces: Iterator[str]) -> None:
    """Write a text where a person named a file: a device or pipe is written into, any other replaced whole.

    The pieces are written as they come, so that memory holds none but one. Raises WriteError.
    """
    try:
        exists = _exists(path)
        if not exists or path.is_file():
            _replace(path.resolve(), (piece.encode() for piece in pieces), exists)
            return
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
    except OSError as problem:
        raise WriteError(f"cannot be written: {_reason(problem)}", path=str(path)) from None


def retried(task: Callable[_Arguments, _Result], *arguments: _Arguments.args, **named: _Arguments.kwargs) -> _Result:
    """Call a function that reads and writes a file; again, up to twice, where the file changed in between."""
    for _ in range(2):
        with suppress(ChangedError):
            return task(*arguments, **named)
    return task(*arguments, **named)


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write_bytes(path: Path, name: str, data: bytes) -> bool:
    """Write a file that is made anew each time, atomically, and tell whether that changed it; raises WriteError."""
    try:
        now = _bytes_of(path)
        if now == data:
            return False
        _replace(path, [data], now is not None)
    except OSError as problem:
        raise WriteError(f"cannot be written: {_reason(problem)}", path=name) from None
    return True


def copy_file(source: Path, target: Path, name: str) -> bool:
    """Put a file in another place too and tell whether that changed the target; raises WriteError.

    It is a hard link where the file system allows one, so that pictures take no room twice, and a copy
    elsewhere. The target is replaced whole, never written into.
    """
    try:
        if _is_same(source, target):
            return False
        if not _linked(source, target):
            _replace(target, [read_bytes(source, name)], target.exists())
    except OSError as problem:
        raise WriteError(f"cannot be copied: {_reason(problem)}", path=name) from None
    return True


def _is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file, or to two files with the same bytes."""
    try:
        if os.path.islink(other):
            return False
        here, there = os.stat(one), os.stat(other)
    except FileNotFoundError:
        return False
    if os.path.samestat(here, there):
        return True
    return here.st_size == there.st_size and one.read_bytes() == other.read_bytes()


def _linked(source: Path, target: Path) -> bool:
    """Put a hard link to a file in the place of another; tell whether that could be done."""
    temporary = os.path.join(target.parent, f".{target.name[:40]}.{os.getpid()}.tmp")
    os.makedirs(target.parent, exist_ok=True)
    with suppress(FileNotFoundError):
        os.unlink(temporary)
    try:
        os.link(os.path.realpath(source), temporary)
    except OSError:
        return False
    with _removed_on_error(temporary):
        os.replace(temporary, target)
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


def own_folder(root: Path) -> Path:
    """Return the folder of a project that is ours and never enters git; make it. Raises OSError."""
    folder = root / _OWN_FOLDER
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    return folder


def _replace(path: Path, data: Iterable[bytes], exists: bool) -> None:
    """Put a whole file in the place of another, or leave that one as it is."""
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name[:40]}.{os.getpid()}.tmp")
    if not exists:
        os.makedirs(folder, exist_ok=True)
    with suppress(FileNotFoundError):
        os.unlink(temporary)  # of a killed run that had our number
    with _removed_on_error(temporary):
        with open(temporary, "xb") as file:
            file.writelines(data)
        if exists:
            os.chmod(temporary, os.stat(path).st_mode & 0o777)
        os.replace(temporary, path)


@contextmanager
def _removed_on_error(temporary: str | Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _create(path: Path, name: str, data: bytes) -> None:
    """Put a whole file where there was none; raises ChangedError where there is one by now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _own_name(path)
    with _removed_on_error(temporary):
        temporary.write_bytes(data)
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise _changed(name) from None
        except OSError:  # a file system without links
            os.replace(temporary, path)
        else:
            os.unlink(temporary)


def _exchange(path: Path, name: str, data: bytes, was: bytes, root: Path) -> None:
    """Put data in the place of what was read there, and look at what comes out.

    If that is not what was read, somebody saved the file just now: it goes back. What comes out then is
    ours, unless they saved once more: that text is kept aside.
    """
    temporary = _own_name(path)
    with _removed_on_error(temporary):
        temporary.write_bytes(data)
        os.chmod(temporary, os.stat(path).st_mode & 0o777)
        if settled(path) != was:
            raise _changed(name)
        exchange(temporary, path)
    # From here on the temporary file may be somebody's work: it goes only when it is known.
    if settled(temporary) == was:
        os.unlink(temporary)
        return
    with suppress(OSError):
        exchange(temporary, path)
        if settled(temporary) == data:
            os.unlink(temporary)
            raise _changed(name)
    kept = _kept(temporary, name, root)
    message = f"was saved by others while we wrote; one text stands there, another is kept in {kept}"
    raise WriteError(message, path=name, hint="compare the two, and take over what is missing")


def _own_name(path: Path) -> Path:
    """Return a name beside a file that no run had before us: what a killed one left may be somebody's work."""
    return path.with_name(f".{path.name[:40]}.{os.getpid()}-{time.time_ns():x}.tmp")


def _kept(temporary: Path, name: str, root: Path) -> str:
    """Move a file that we displaced to where a person finds it; return its name, the old one where that fails."""
    try:
        target = own_folder(root) / "displaced" / f"{name}.{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(temporary, target)
    except OSError:
        target = temporary
    return target.relative_to(root).as_posix() if target.is_relative_to(root) else str(target)


def _changed(name: str) -> ChangedError:
    return ChangedError("has changed while we worked; nothing was written", path=name, hint="run the command again")


def _reason(problem: OSError) -> str:
    return (problem.strerror or str(problem)).lower()


def identity(file: Path) -> tuple[int, int] | None:
    """Return what tells a file from all others, whatever its name; None where there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
