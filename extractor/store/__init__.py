"""The store: domain values <-> rows, decisions that only ever grow, and what they add up to.

Start at ``repository.py`` (the one object that others use) and ``records`` (what it hands out). ``changes.py`` is what
a person can do; ``payloads.py`` turns it into a decision, ``standing.py`` adds decisions up, ``projection.py`` writes
the sum into the columns that queues are made from. ``saving.py`` takes reports in, ``alignment.py`` recognises their
items in a new version. ``schema.py`` has the tables, ``migrations`` their history, ``database.py`` the connection.
"""
