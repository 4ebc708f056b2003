"""Files of other programs: translations that come back, memories and terms.

delivery, formats   what such a file holds, and which format it is in
po, xliff, csv      translations, each with `read(file, name)`
tmx                 memories: read unit by unit, and written
tbx, term_tables    terms: read and written
xml                 XML as a small tree that knows its lines; no entities, nothing fetched
"""
