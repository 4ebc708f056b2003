"""Who may import whom, and that the examples of the README run."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
OWNERS = {
    "babel": {"i18n/language.py"},
    "markdown_it": {"i18n/markdown"},
    "ctranslate2": {"i18n/translation/engines/offline.py"},
    "deep_translator": {
        "i18n/translation/engines/baidu.py",
        "i18n/translation/engines/google.py",
        "i18n/translation/engines/libretranslate.py",
        "i18n/translation/engines/microsoft.py",
        "i18n/translation/engines/mymemory.py",
    },
    "deepl": {"i18n/translation/engines/deepl.py"},
    "mdit_py_plugins": {"i18n/markdown"},
    "opencc": {"i18n/translation/engines/opencc.py"},
    "polib": {"i18n/catalog"},
    "pygments": {"i18n/markdown/code.py"},
    "rapidfuzz": {"i18n/matching/similar.py"},
    "requests": {"i18n/translation/transport.py"},
    "spellchecker": {"i18n/checks/spelling.py"},
    "rich": {"i18n/reports/tables.py", "i18n/cli/console.py"},
    "sentencepiece": {"i18n/translation/engines/offline.py"},
    "urllib3": {"i18n/translation/transport.py"},
    "yaml": {"i18n/data/yaml.py"},
    "click": {
        "i18n/cli",
        "i18n/reports/extract_explain.py",
        "i18n/reports/findings.py",
        "i18n/reports/status_since.py",
        "i18n/reports/text.py",
    },
}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("library", OWNERS)
def test_each_library_has_one_owner(library):
    """A third-party library is imported by its owner and nobody else."""
    users = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "i18n").rglob("*.py") if library in set(imported(path))
    }
    assert users
    assert [
        user for user in users if not any(user == owner or user.startswith(owner + "/") for owner in OWNERS[library])
    ] == []


def test_imports_point_one_way():
    """The layers in pyproject.toml hold, says import-linter."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_import_goes_in_a_circle():
    """No module needs one that needs it, be it for its annotations alone."""
    graph = grimp.build_graph("i18n", exclude_type_checking_imports=False, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(imports).prepare()


def test_the_readme_examples_run():
    """Every Python example of the README and of the package's docstring does what it shows."""
    import doctest

    import i18n

    failures, tried = doctest.testmod(i18n)
    assert (failures, tried > 0) == (0, True)
    failures, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert (failures, tried > 0) == (0, True)
