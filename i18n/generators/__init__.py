"""Site generators: one file each with all that is known of it, by rules that others can ask for.

A generator says *how* its sites differ (`has_partials`, `links_by_route`), so that nobody else needs its name. What
several share stands beside them: `slugs.py` and `routes.py`. `listing.py` lists them.
"""
