"""The rules as data: code, name and page of every kind of finding, one file for each section of the handbook.

rule, registry                                      what a rule is, and all of them
catalogs, markup, language, terms, sources          the sections, C1 to C5
incidents                                           what a command runs into: codes without a page
"""
