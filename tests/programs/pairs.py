"""Print the pairs of a TMX or TBX file as Weblate reads them, with the library that it reads files with.

Run by the Python that has translate-toolkit, which is GPL and never imported by the product:

    pairs.py FILE SOURCE TARGET
"""

import json
import sys
from pathlib import Path

from translate.storage.tbx import tbxfile
from translate.storage.tmx import tmxfile

path, source, target = sys.argv[1:]
reader = tbxfile if path.endswith(".tbx") else tmxfile
with Path(path).open("rb") as file:
    store = reader(file, source, target)
print(json.dumps([[unit.source, unit.target] for unit in store.units]))
