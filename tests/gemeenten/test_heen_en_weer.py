"""Each demo municipality goes out, in and out again byte for byte, and every report of it is the same on each database.

What a report gives is held against the digests in rapporten.json, which both databases must meet: so they are equal to
each other. After a change of a definition or of the demo, look at what became different, then write them anew with
`scripts/test.sh gemeenten schrijf`. The ordinary tests do the smallest municipality, `scripts/test.sh gemeenten` all.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from keukentafel.audit.public import SYSTEEM
from keukentafel.demo.gemeenten.laden import GEMEENTEN
from keukentafel.inzicht.register import definities
from keukentafel.uitwisseling.fouten import Foutenlijst
from keukentafel.uitwisseling.inlezen import import_package
from keukentafel.uitwisseling.uitvoer import export_package
from tests.gemeenten.conftest import loaded
from tests.leeg import empty_tables

WAT = os.environ.get("KEUKENTAFEL_GEMEENTEN", "")  # '', alle, or schrijf: all, and write the digests anew
NAMEN = [*GEMEENTEN] if WAT else ["lopik"]
BEWAARD = Path(__file__).with_name("rapporten.json")
PERIODEN = ("--periode", "voor=2013-01-01..2013-12-31", "--periode", "na=2014-01-01..2014-06-30")


@pytest.fixture(scope="module", params=NAMEN)
def gemeente(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A municipality in an empty database; gives its name."""
    with loaded(django_db_blocker, request.param):
        yield request.param


def digests(naam: str) -> dict[str, str]:
    """The digest of each report as JSON, of all time up to the peildatum."""
    found = {}
    for rapport, definitie in sorted(definities().items()):
        text = StringIO()
        asked = PERIODEN if definitie.eigen_perioden else ()
        call_command(
            "report", rapport, *asked, "--peildatum", str(GEMEENTEN[naam].peildatum), "--format", "json", stdout=text
        )
        found[rapport] = hashlib.sha256(text.getvalue().encode()).hexdigest()[:16]
    return found


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.django_db
def test_every_report_is_the_same_on_each_database(gemeente: str) -> None:
    kept = json.loads(BEWAARD.read_text(encoding="utf-8")) if BEWAARD.exists() else {}
    made = digests(gemeente)
    if WAT == "schrijf":
        BEWAARD.write_text(json.dumps(kept | {gemeente: made}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return
    assert {naam for naam in made if made[naam] != kept[gemeente].get(naam)} == set()
    assert set(made) == set(kept[gemeente])


@pytest.mark.django_db
def test_out_in_and_out_again_is_the_same(gemeente: str, tmp_path: Path) -> None:
    export_package(tmp_path / "een")
    first = files_in(tmp_path / "een")
    with transaction.atomic():
        empty_tables()
        fouten = Foutenlijst()
        import_package(by=SYSTEEM, pad=tmp_path / "een", fouten=fouten)
        assert list(map(str, fouten.eerste)) == []
        export_package(tmp_path / "twee")
        transaction.set_rollback(True)
    second = files_in(tmp_path / "twee")
    assert {name for name in first | second if first.get(name) != second.get(name)} == set()
    assert len(first["casussen.csv"].splitlines()) > 40
