"""Documents on their way to a locale: translated by their catalogs, then changed as the project asks by name.

    translated        a document with the translations of its catalogs
    pages, page_ids   which pages are there, what leads to their headings, and what becomes of their ids?
    localizer         links, pictures, ids and notices of one page
    assets            the files that it shows

Where ids or links change, all sources are read first for what links lead to; then page by page.
"""
