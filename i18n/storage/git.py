"""What git knows of the sources: files at a revision, and texts by the id of their blob.

Git is a program, started where a project asks for it and nowhere else. It reads only the repository on
this disk: nothing is fetched, and only `i18n init` sets anything.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from i18n.errors import GitError

_ID = re.compile(r"[0-9a-f]{40,64}")
_FILE = b"100"
"""How the modes of files start; links and submodules have others."""
FETCH = "in a shallow clone, `git fetch --unshallow` brings the history"
"""What to do where the repository does not have something."""


def blob_id(data: bytes) -> str:
    """Return the id that git gives a file with these bytes."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def commit_of(root: Path, revision: str) -> str:
    """Return the id of the commit that a revision names, such as a branch, a tag or `HEAD~3`.

    Raises GitError where there is no such commit, no repository or no git.
    """
    arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"]
    if (found := _run(root, arguments)).returncode == 0:
        return found.stdout.decode().strip()
    if (inside := _run(root, ["rev-parse", "--git-dir"])).returncode != 0:
        raise _refused(inside.stderr)
    raise GitError(f"git knows no commit “{revision}”", hint=f"name a branch, a tag or a commit; {FETCH}")


def commit_before(root: Path, moment: float) -> str:
    """Return the id of the last commit of this branch before a moment, in seconds of Unix time.

    Empty where the history begins later. Raises GitError where it is cut off before that, and as `commit_of` does.
    """
    head = commit_of(root, "HEAD")
    found = _answer(root, ["rev-list", "-1", "--first-parent", f"--before={int(moment)}", head])
    if not found and _answer(root, ["rev-parse", "--is-shallow-repository"]) == "true":
        raise GitError("the history of this shallow clone does not reach back far enough", hint=FETCH)
    return found


def common_ancestor(root: Path, commit: str) -> str:
    """Return the id of the commit from which the present one and another have parted; the other where there is none."""
    found = _run(root, ["merge-base", commit, "HEAD"])
    return found.stdout.decode().strip() or commit


def renamed_since(root: Path, commit: str) -> dict[str, str]:
    """Return the files below a folder that had another name at a commit, with that name, both relative to it.

    Raises GitError.
    """
    fields = _answer(
        root, ["diff", "--no-ext-diff", "--name-status", "-M", "--diff-filter=R", "-z", "--relative", commit]
    )
    names = fields.split("\0")[:-1]
    return dict(zip(names[2::3], names[1::3], strict=True))


def folder_in_repository(root: Path) -> str:
    """Return where a folder stands in the repository around it, as `docs/`; empty at its top, and in none."""
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    path = root.relative_to(top).as_posix()
    return "" if path == "." else path + "/"


def files_at(root: Path, commit: str) -> dict[str, str]:
    """Return the blob ids of all files below a folder at a commit, by path relative to it; links are left out.

    Raises GitError.
    """
    found = _run(root, ["ls-tree", "-r", "-z", commit])
    if found.returncode:
        raise _refused(found.stderr)
    files = {}
    for entry in found.stdout.split(b"\0"):
        about, _, path = entry.partition(b"\t")
        if about.startswith(_FILE):
            files[os.fsdecode(path)] = about.split()[2].decode()
    return files


def read_blobs(root: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes of blobs by their ids; raises GitError.

    What is no id, or not in the repository, is left out. Where nothing is asked for, git is not started.
    """
    wanted = sorted({blob for blob in blobs if _ID.fullmatch(blob)})
    if not wanted:
        return {}
    answer = _run(root, ["cat-file", "--batch"], "\n".join(wanted).encode())
    if answer.returncode:
        raise _refused(answer.stderr)
    found, left = {}, memoryview(answer.stdout)
    for blob in wanted:
        end = bytes(left[:200]).index(b"\n")
        about = bytes(left[:end]).split()
        left = left[end + 1 :]
        if len(about) == 3:
            size = int(about[2])
            if about[1] == b"blob":
                found[blob] = bytes(left[:size])
            left = left[size + 1 :]
    return found


def set_once(root: Path, name: str, value: str) -> bool:
    """Set a variable in the configuration of a clone, unless it has a value; False outside of a working tree of git."""
    try:
        if _run(root, ["rev-parse", "--is-inside-work-tree"]).stdout.strip() != b"true":
            return False
        return _run(root, ["config", name]).returncode == 0 or _run(root, ["config", name, value]).returncode == 0
    except GitError:
        return False


def missing_blob(blob: str, path: str) -> GitError:
    """Return the error for a blob that the repository does not have: which, and how to get it."""
    return GitError(
        f"git does not have the text that its catalog was last updated from, blob {blob}",
        path=path,
        hint=f"{FETCH}; if it was never committed, run `i18n update`, then commit the source and its catalogs",
    )


def _answer(root: Path, arguments: Sequence[str]) -> str:
    """Return what git prints, without the last line end; raises GitError where it refuses."""
    done = _run(root, arguments)
    if done.returncode:
        raise _refused(done.stderr)
    return os.fsdecode(done.stdout).removesuffix("\n")


def _run(root: Path, arguments: Sequence[str], text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(root), *arguments]
    environment = {**os.environ, "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(command, input=text, capture_output=True, check=False, env=environment)
    except FileNotFoundError:
        raise GitError("git is not installed, and this needs it", hint="install git") from None


def _refused(said: bytes) -> GitError:
    """Return what git says as our error."""
    words = said.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
    if "not a git repository" in words:
        return GitError("the project is in no git repository, and this needs one", hint="run it in a clone of yours")
    return GitError(f"git cannot read the repository: {words}")
