"""The living demo municipality of `make run`: fictitious, deterministic, dates relative to today.

Nouns: the cast (one user per role, with a button on the login page), the neighbourhoods, and households in every
phase of the work. It uses the doors of the other rooms as a user would and owns no tables; it refuses to run
in production and on a database that already holds persons.
"""
