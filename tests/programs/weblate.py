"""Handle a file as Weblate does, with the library that it reads and writes files with.

Run by the Python that has translate-toolkit, which is GPL and never imported by the product:

    weblate.py save IN OUT MSGID MSGSTR      translate one message, as its editor does
    weblate.py export IN OUT                 what it hands out as .xlf or .csv
"""

import sys

from translate.storage.csvl10n import csvfile
from translate.storage.poxliff import PoXliffFile
from translate.storage.pypo import pofile


def save(source, target, msgid, msgstr):
    store = pofile.parsefile(source)
    store.wrapper.width = 77
    unit = next(unit for unit in store.units if unit.source == msgid)
    unit.target = msgstr
    unit.markfuzzy(False)
    store.updateheader(
        add=True,
        Language="en",
        Last_Translator="Zhang San <zhang@example.com>",
        PO_Revision_Date="2026-01-01 00:00+0000",
        X_Generator="Weblate 5.14",
    )
    store.savefile(target)


def export(source, target):
    out = csvfile(fieldnames=FIELDS) if target.endswith(".csv") else PoXliffFile()
    out.settargetlanguage("en")
    for unit in pofile.parsefile(source).units:
        if unit.isheader() or unit.isobsolete():
            continue
        new = out.UnitClass(unit.source)
        out.addunit(new)
        new.target = unit.target
        for location in unit.getlocations():
            new.addlocation(location)
        if context := unit.getcontext():
            new.setcontext(context)
            new.setid(context)
        if unit.isfuzzy():
            new.markfuzzy()
    out.savefile(target)


FIELDS = ["location", "source", "target", "id", "fuzzy", "context", "translator_comments", "developer_comments"]

{"save": save, "export": export}[sys.argv[1]](*sys.argv[2:])
