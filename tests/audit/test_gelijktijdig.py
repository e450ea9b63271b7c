"""Several processes write to the log at once on PostgreSQL: one chain, no gap, no line lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.db import connection

from tests.architectuur.house import ROOT
from tests.architectuur.test_startup import KEYS

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]
WRITERS, EVENTS = 4, 60
WRITE = """
import django, sys
django.setup()
from keukentafel.audit.public import SYSTEEM, post_event, record
sys.stdin.readline()  # all begin together
for _ in range(int(sys.argv[1])):
    with post_event("proef", by=SYSTEEM):
        record("proef geschreven", None)
"""
VERIFY = """
import django
django.setup()
from keukentafel.audit.public import verify_chain
read, broken = verify_chain()
print(read, broken)
"""


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """Settings for a process on a database of its own, in the cluster of the tests."""
    settings, name = connection.settings_dict, "keten_gelijktijdig"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    host = quote(str(settings["HOST"]), safe="")
    url = f"postgres://{settings['USER']}@{host}/{name}"
    yield {**os.environ, **KEYS, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(environment: dict[str, str], *arguments: str) -> str:
    """Run Python with these arguments to its end; returns what it printed."""
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=99, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_writers_at_once_make_one_chain(environment: dict[str, str]) -> None:
    run(environment, "-m", "keukentafel", "migrate", "audit", "--no-input", "--verbosity", "0")
    before = int(run(environment, "-c", VERIFY).split()[0])
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, str(EVENTS)], env=environment, cwd=ROOT, stdin=subprocess.PIPE, text=True
        )
        for _ in range(WRITERS)
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    assert [writer.wait(timeout=120) for writer in writers] == [0] * WRITERS
    assert run(environment, "-c", VERIFY).strip() == f"{before + WRITERS * EVENTS} None"
