"""The settings of pgBackRest: encrypted, WAL within a minute, elsewhere."""

from __future__ import annotations

from configparser import ConfigParser
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from keukentafel.reservekopie.pgbackrest import config


def test_what_is_written_is_encrypted_and_leaves_the_server_within_a_minute() -> None:
    said = StringIO()
    call_command("pgbackrest", "--data", "/var/lib/postgresql/15/main", "--opslag", "/mnt/back-up", stdout=said)
    read = ConfigParser()
    read.read_string(said.getvalue())
    assert read["global"]["repo1-cipher-type"] == "aes-256-cbc" and read["global"]["repo1-path"] == "/mnt/back-up"
    assert read["keukentafel"]["pg1-path"] == "/var/lib/postgresql/15/main"
    assert "archive_timeout = 60" in said.getvalue()


@pytest.mark.parametrize(
    ("data", "opslag"), [("main", "/mnt/b"), ("/data", "b"), ("/data", "/data/b"), ("/data", "/b\nx=1")]
)
def test_a_place_that_cannot_be_right_is_refused(data: str, opslag: str) -> None:
    with pytest.raises(ValueError):
        config(data, opslag)
    with pytest.raises(CommandError, match="Zo kan het niet"):
        call_command("pgbackrest", data=data, opslag=opslag)
