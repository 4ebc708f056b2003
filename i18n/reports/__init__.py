"""How results are shown, a file per format or command; commands only choose among them.

formats                            the formats of a check's report: text, json, sarif, junit, github, gitlab, …
verdict, grouping, findings        what a check says in words, and findings as people want to read them
excerpt, tables                    a finding's texts above each other; tables on a terminal or in a pipe
identity                           a name for each finding that stays when lines move
status*, translate*, *_explain     what these commands found, for people and for programs
objects                            what results have in common as JSON
"""
