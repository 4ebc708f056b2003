"""The rules as data: code, name and page of every kind of finding, one file for each section of the handbook."""
