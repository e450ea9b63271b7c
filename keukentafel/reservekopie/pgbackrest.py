"""The settings of pgBackRest for one municipality: back-ups of the files and the WAL, to go back to a minute.

The product writes them, so that nobody leaves out what matters: encrypted, two full back-ups kept, and WAL that leaves
the server within a minute (the RPO of docs/back-up.md).
"""

from __future__ import annotations

from pathlib import PurePosixPath

RPO = 60  # seconds of work that may be lost with the server

VORM = """\
# Instellingen van pgBackRest voor Keukentafel. Naar /etc/pgbackrest.conf, alleen leesbaar voor PostgreSQL.
#
# In postgresql.conf van {data}:
#   archive_mode = on
#   archive_command = 'pgbackrest --stanza={stanza} archive-push %p'
#   archive_timeout = {rpo}
#   wal_level = replica
[global]
repo1-path={opslag}
repo1-cipher-type=aes-256-cbc
# Een eigen sleutel: openssl rand -base64 48. Bewaar haar bij de andere, niet bij de back-ups.
repo1-cipher-pass=VUL-HIER-DE-SLEUTEL-IN
repo1-retention-full=2
repo1-retention-diff=14
repo1-bundle=y
compress-type=gz
start-fast=y
log-level-console=warn
log-level-file=info

[global:archive-push]
compress-level=3

[{stanza}]
pg1-path={data}
"""


def config(data: str, opslag: str, stanza: str = "keukentafel") -> str:
    """The file for a data directory and a repository (both absolute paths). Raises ValueError for another one."""
    for path in (data, opslag):
        if not PurePosixPath(path).is_absolute() or "\n" in path:
            raise ValueError(f"{path!r} is geen volledig pad")
    if PurePosixPath(opslag).is_relative_to(PurePosixPath(data)):
        raise ValueError("de opslag ligt in de datamap: een back-up staat ergens anders")
    if not stanza.replace("-", "").isalnum():
        raise ValueError("de naam van de stanza heeft alleen letters, cijfers en streepjes")
    return VORM.format(data=data, opslag=opslag, stanza=stanza, rpo=RPO)
