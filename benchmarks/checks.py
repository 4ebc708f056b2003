"""How precise the rules of `i18n check` are: what they say of good translations, and what they catch of bad ones.

    python benchmarks/checks.py [CORPUS] [--show RULE] [--damage KIND]

Good are the pairs of documents, Chinese and English, that people made, whose blocks are of the same kinds in the same
order: their texts are aligned one to one. Left out are documents that nobody translated (most of their texts are still
Chinese) and those whose links stand in another order (lists that were sorted anew: what stands in one place is no
translation of the other). Damaged are copies of good pairs, in the ways of `damage.py`, seeded.

Good pairs are also put into their documents, as a build does; what that refuses and no rule about pairs says is counted
as `refused`.

`--show` prints what a rule says of good pairs, to be judged by reading. Where pofilter (translate-toolkit) is found,
it is run on the same two sets.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from damage import FORBIDDEN, KINDS, TERMS, Kind

from i18n.catalog.message import Catalog, Message
from i18n.catalog.store import write_catalog
from i18n.checks.pair import Pair, Setting
from i18n.checks.registry import checks_of, findings_of
from i18n.codes import CODES
from i18n.glossary import Glossary, Term
from i18n.markdown.document import MarkdownDocument, parse
from i18n.markdown.inline.read import read_inline
from i18n.model import Finding, Key, Segment, Severity
from i18n.rules.registry import OPTIONAL, PAIR_RULES, RULES

CORPUS = Path(__file__).parents[2] / "shared" / "corpora" / "websoft9"
HAN = re.compile(r"[\u3400-\u9fff]")
DESTINATION = re.compile(r"\]\(([^)\s]+)\)")
SAID_BETTER = {"code-span", "link", "image", "tag", "variable", "note", "smuggled"}
"""Rules that say in detail why a build refuses a translation."""
EACH = 150
"""Damaged pairs per kind."""


class Text(NamedTuple):
    """A pair of texts of two documents."""

    path: str
    kind: str
    source: str
    target: str
    refused: str = ""
    """Why a build does not use the translation."""


def main() -> int:
    """Run the benchmark and print its tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    arguments.add_argument("--show", help="print what this rule says of good pairs")
    arguments.add_argument("--damage", help="print what is missed of a kind of damage")
    options = arguments.parse_args()
    if not options.corpus.is_dir():
        print(f"skipped: the corpus {options.corpus} is not here")
        return 0
    good = good_texts(options.corpus)
    if options.show:
        show(good, options.show)
        return 0
    damaged = damaged_texts(good)
    if options.damage:
        show_missed(damaged[options.damage])
        return 0
    report(good, damaged)
    return 0


# The good set -----------------------------------------------------------------------------------


def good_texts(corpus: Path) -> list[Text]:
    """Return the distinct pairs of the good set."""
    counts: Counter[str] = Counter()
    texts: dict[tuple[str, str], Text] = {}
    for file in sorted((corpus / "zh").rglob("*.md*")):
        path = file.relative_to(corpus / "zh")
        other = corpus / "en" / path
        why, pairs = aligned(file, other)
        counts[why] += 1
        refused = refusals(file, pairs)
        for source, target in pairs:
            if HAN.search(source.msgid):
                key = source.msgid, target.msgid
                text = Text(path.as_posix(), source.kind, source.msgid, target.msgid, refused.get(source.msgid, ""))
                texts.setdefault(key, text)
    print(", ".join(f"{count:,} {why}" for why, count in counts.most_common()))
    print(f"{len(texts):,} distinct pairs\n")
    return list(texts.values())


def aligned(file: Path, other: Path) -> tuple[str, list[tuple[Segment, Segment]]]:
    """Return the pairs of segments of two documents, or none; and why."""
    if not other.is_file():
        return "without a translation", []
    before, after = (read(path) for path in (file, other))
    pairs = list(zip(before.segments, after.segments, strict=False))
    if [segment.kind for segment in before.segments] != [segment.kind for segment in after.segments]:
        return "with other blocks", []
    chinese = [pair for pair in pairs if HAN.search(pair[0].msgid)]
    if 2 * sum(bool(HAN.search(target.msgid)) for _, target in chinese) > len(chinese):
        return "not translated", []
    links, others = (DESTINATION.findall(document.text) for document in (before, after))
    if links != others and sorted(links) == sorted(others):
        return "with links in another order", []
    return "used", pairs


def refusals(file: Path, pairs: Iterable[tuple[Segment, Segment]]) -> dict[str, str]:
    """Return why a build of a document refuses texts, by msgid."""
    translations: dict[str | Key, str] = {(source.context, source.msgid): target.msgid for source, target in pairs}
    found = read(file).splice(translations).findings if translations else ()
    return {finding.msgid: finding.message for finding in found if finding.name == "refused"}


def read(file: Path) -> MarkdownDocument:
    """Parse a document of the corpus, bytes that are not UTF-8 replaced."""
    return parse(file.read_bytes().decode("utf-8", "replace"), "docusaurus", messages="all")


# Checking ---------------------------------------------------------------------------------------


def setting() -> Setting:
    """Return what the pairs of the corpus have in common, with a glossary of its terms."""
    document = parse("甲[^1]\n\n[^1]: 乙\n", "docusaurus")
    definitions = document.extraction.blocks.definitions
    terms = [Term(source, target) for source, target, _ in TERMS]
    return Setting(
        partial(read_inline, dialect=document.dialect, definitions=definitions),
        glossary=Glossary((*terms, Term("", FORBIDDEN, "forbidden"))),
    )


SETTING = setting()
CHECKS = checks_of(rule.code for rule in PAIR_RULES if rule.code not in OPTIONAL)


def findings(text: Text) -> list[Finding]:
    """Return what the rules say of a pair, and that a build refuses it if they do not."""
    found = list(findings_of(Pair(text.source, text.target, SETTING, kinds=(text.kind,)), CHECKS))
    if text.refused and not {finding.name for finding in found} & SAID_BETTER:
        found.append(Finding("refused", text.refused, Severity.ERROR))
    return found


def show(good: Iterable[Text], name: str) -> None:
    """Print what one rule says of good pairs."""
    for text in good:
        for finding in findings(text):
            if name in (finding.name, finding.code):
                print(f"{text.path} [{text.kind}] {finding.message}\n    {text.source}\n    {text.target}")


# The damaged set --------------------------------------------------------------------------------


class Damaged(NamedTuple):
    """A pair before and after a damage."""

    kind: Kind
    before: Text
    after: Text


def damaged_texts(good: list[Text]) -> dict[str, list[Damaged]]:
    """Return the damaged pairs by kind; the rule that is meant says nothing of the pairs before."""
    silent = [(text, {finding.name for finding in findings(text)}) for text in good]
    return {kind.title: list(of_kind(kind, silent)) for kind in KINDS}


def of_kind(kind: Kind, good: list[tuple[Text, set[str]]]) -> Iterator[Damaged]:
    """Yield damaged pairs of one kind; what a build says of them is not asked."""
    rng = random.Random(kind.title)
    order = rng.sample(good, len(good))
    made = 0
    for text, said in order:
        if kind.rule in said or made >= EACH:
            continue
        source, target = kind.plant(text.source, text.target) if kind.plant else text[2:4]
        whole = text._replace(source=source, target=target, refused="")
        if kind.plant and kind.rule in {finding.name for finding in findings(whole)}:
            print(f"planted, not damaged, yet found by {kind.rule}: {whole.source} => {whole.target}")
        result = kind.damage(rng, whole.source, whole.target)
        if result and result != (whole.source, whole.target):
            made += 1
            yield Damaged(kind, whole, whole._replace(source=result[0], target=result[1]))


def is_found(one: Damaged) -> bool:
    """Tell whether the rule that is meant finds a damage."""
    return one.kind.rule in {finding.name for finding in findings(one.after)}


def show_missed(damaged: Iterable[Damaged]) -> None:
    """Print the damaged pairs that the rule meant for them does not find."""
    for one in damaged:
        if not is_found(one):
            print(f"[{one.after.kind}] {one.after.source}\n    {one.after.target}")


# pofilter ---------------------------------------------------------------------------------------


def pofilter(texts: list[Text]) -> list[set[str]] | None:
    """Return which of pofilter's tests fail for each pair; None where there is no pofilter."""
    program = shutil.which("pofilter")
    if not program:
        return None
    header = {"Content-Type": "text/plain; charset=UTF-8", "Language": "en", "X-Source-Language": "zh_CN"}
    messages = [Message(text.source, text.target, msgctxt=str(number)) for number, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder, "in.po"), Path(folder, "out.po")
        file.write_text(write_catalog(Catalog(header, messages)), "utf-8")
        subprocess.run([program, "--progress=none", file, out], check=True, capture_output=True)
        found: list[set[str]] = [set() for _ in texts]
        for entry in out.read_text("utf-8").split("\n\n") if out.exists() else []:
            context = re.search(r'^msgctxt "(\d+)"', entry, re.MULTILINE)
            if context:
                found[int(context[1])] = set(re.findall(r"^# \(pofilter\) (\w+):", entry, re.MULTILINE))
    return found


# The tables -------------------------------------------------------------------------------------


def report(good: list[Text], damaged: dict[str, list[Damaged]]) -> None:
    """Print rule × (fires on good, catches of bad), and the kinds of damage."""
    fires: Counter[str] = Counter()
    with_error = 0
    for text in good:
        found = findings(text)
        fires.update({finding.name for finding in found})
        with_error += any(finding.severity is Severity.ERROR for finding in found)
    caught: defaultdict[str, list[bool]] = defaultdict(list)
    others = pofilter(good)
    print("| kind of damage | rule | damaged | found | pofilter |\n|---|---|--:|--:|--:|")
    total: list[bool] = []
    by_pofilter: list[bool] = []
    for title, ones in damaged.items():
        results = [is_found(one) for one in ones]
        caught[ones[0].kind.rule] += results
        total += results
        theirs = pofilter_finds(ones)
        by_pofilter += theirs or []
        print(f"| {title} | {ones[0].kind.rule} | {len(ones)} | {share(results)} | {share(theirs)} |")
    print(f"| **all** | | {len(total):,} | {share(total)} | {share(by_pofilter)} |\n")
    print("| rule | severity | fires on good | catches of bad |\n|---|---|--:|--:|")
    for rule in (RULES[CODES["refused"]], *PAIR_RULES):
        if rule.code not in OPTIONAL:
            count = fires[rule.name]
            row = f"| {rule.code} {rule.name} | {rule.severity} | {count} ({100 * count / len(good):.2f} %) |"
            print(f"{row} {share(caught[rule.name])} |")
    percent = 100 * with_error / len(good)
    print(f"\n{with_error} of {len(good):,} good pairs ({percent:.2f} %) have an error, true or false")
    if others:
        flagged = sum(map(bool, others))
        print(f"pofilter fails {flagged:,} of them ({100 * flagged / len(good):.1f} %)")
        for test, count in Counter(test for tests in others for test in tests).most_common():
            print(f"  {test} {count} ({100 * count / len(good):.1f} %)")


def pofilter_finds(ones: list[Damaged]) -> list[bool] | None:
    """Tell of each damaged pair whether pofilter fails a test that it did not fail before; None without pofilter."""
    before, after = (pofilter([getattr(one, when) for one in ones]) for when in ("before", "after"))
    if before is None or after is None:
        return None
    return [bool(now - was) for was, now in zip(before, after, strict=True)]


def share(results: list[bool] | None) -> str:
    """Return how many of some results are true, in per cent."""
    return f"{100 * sum(results) / len(results):.1f} %" if results else "–"


if __name__ == "__main__":
    sys.exit(main())
