"""Documents on their way to a locale: translated by their catalogs, then changed as the project asks by name."""
