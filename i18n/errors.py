"""One tree of errors, each with the place it concerns and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `i18n --help` loads this file, and not the model with all rules
    from i18n.model import Position


class I18nError(Exception):
    """An error that a user can do something about; its text never needs a traceback.

    `exit_code` is what the command ends with when nothing else could be done; `others` are what else is wrong with
    the same file.
    """

    exit_code = 2
    others: tuple[I18nError, ...] = ()

    def __init__(self, message: str, *, path: str = "", position: Position | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.position = position
        self.hint = hint

    def __str__(self) -> str:
        """Return `path:line:column: message`, leaving out what is not known."""
        where = self.path
        if self.path and self.position:
            where += f":{self.position.line}:{self.position.column}"
        return f"{where}: {self.message}" if where else self.message


class UsageError(I18nError):
    """The command line or an argument of the API is wrong."""


class ConfigurationError(I18nError):
    """The project file is missing, cannot be read or says something impossible."""


class SourceError(I18nError):
    """A source file could not be read."""

    exit_code = 1


class CatalogError(I18nError):
    """A PO file could not be read, or not be read whole, and was left untouched."""

    exit_code = 1


class InterchangeError(I18nError):
    """A file that came back from elsewhere could not be read; nothing was taken from it."""

    exit_code = 1


class WriteError(I18nError):
    """A file could not be written; what stood there before still stands."""

    exit_code = 1


class ChangedError(WriteError):
    """A file was not written, since somebody else has saved it after we read it."""


class LockError(I18nError):
    """Another command of ours works on the project, and did not end while we waited."""


class GitError(I18nError):
    """Git is missing, or does not have what it was asked for."""
