"""A filled database of each release, and the way from there to now (security.md D10).

`NAME.sql.xz` is the demo as that release made it, as statements of SQLite, `NAME.pgdump.xz` as a dump of PostgreSQL;
everyone in it is invented. Its keys are the names of the four keys filled up to 32 bytes (`KEYS` of opwaarderen.py).
"""
