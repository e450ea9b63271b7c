"""The application's own role in PostgreSQL: it works with the product and cannot touch a line of the log."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client

from keukentafel.audit.models import Regel
from keukentafel.audit.partities import MONTHS_AHEAD
from keukentafel.audit.public import assert_append_only, verify_chain
from keukentafel.audit.rechten import LogboekOpen, log_tables
from keukentafel.meldingen.models import Melding
from keukentafel.toegang.public import Gebruiker
from tests.architectuur.house import ROOT
from tests.architectuur.test_startup import KEYS
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
ROL = "keukentafel_app"  # made by scripts/postgres.sh
REFUSED = r"permission denied|must be owner"
pytestmark = pytest.mark.postgresql


def run(*statements: str) -> None:
    """Run these as whoever the connection is now."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def app(cast: Cast) -> str:
    """From here on until the end of the test the connection is the application's role, with its rights."""
    call_command("grants", ROL, toepassen=True, stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROL}")
    return ROL


def test_the_product_works_as_that_role(cast: Cast, als: Als, app: str) -> None:
    client, lines = als(cast.noor), Regel.objects.count()
    for url in ("/", "/casussen/", f"/casussen/{cast.casus.pk}/", f"/casussen/{cast.casus.pk}/plan/", "/meldingen/"):
        assert client.get(url).status_code == 200, url
    sent = {"omschrijving": "Hulp gevraagd", "wie": "Nieuw Iemand", "soort": "hulpvraag", "kanaal": "telefoon",
            "melder_soort": "inwoner_zelf", "urgentie": "normaal", "antwoord": "nog_vragen", "wet": "algemeen",
            "ontvangen_op": str(cast.casus.aangemeld_op)}  # fmt: skip
    assert client.post("/meldingen/nieuw/", sent).status_code == 302
    assert "Hulp gevraagd" in {melding.omschrijving for melding in Melding.objects.all()}
    assert Regel.objects.count() > lines and verify_chain()[1] is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET actie = 'x'", "DELETE FROM {}", "TRUNCATE {}", "ALTER TABLE {} DISABLE TRIGGER ALL",
        "ALTER TABLE {} ADD COLUMN x int", "DROP TABLE {}", "ALTER TABLE {} OWNER TO keukentafel_app",
    ],
)  # fmt: skip
def test_that_role_cannot_touch_the_log_nor_a_partition(app: str, statement: str) -> None:
    names = log_tables()
    assert len(names) == MONTHS_AHEAD + 2  # the whole, the months, the rest
    for name in names:
        with pytest.raises(DatabaseError, match=REFUSED):
            run(statement.format(name))
    assert verify_chain()[1] is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_betrokkene SET zout = ''", "DELETE FROM audit_betrokkene", "DELETE FROM django_migrations",
        "INSERT INTO audit_regel_rest SELECT * FROM audit_regel", "CREATE TABLE achterdeur (x int)",
        "DROP FUNCTION audit_alleen_toevoegen() CASCADE", "SET session_replication_role = replica",
    ],
)  # fmt: skip
def test_nor_what_the_log_rests_on(app: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match=REFUSED):
        run(statement)


def test_the_server_starts_as_that_role_and_not_as_the_owner(cast: Cast) -> None:
    with pytest.raises(LogboekOpen, match="ALTER"):
        assert_append_only()
    call_command("grants", ROL, toepassen=True, stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROL}")
    assert_append_only()


@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE", "TRIGGER"])
@pytest.mark.parametrize("table", ["audit_regel", "audit_regel_rest", "audit_betrokkene"])
@pytest.mark.parametrize("to", [ROL, "PUBLIC"])
def test_one_right_too_many_stops_the_start_and_grants_takes_it_back(
    cast: Cast, right: str, table: str, to: str
) -> None:
    call_command("grants", ROL, toepassen=True, stdout=StringIO())
    run(f"GRANT {right} ON {table} TO {to}", f"SET LOCAL ROLE {ROL}")
    with pytest.raises(LogboekOpen, match=f"{right} op {table}"):
        assert_append_only()
    run("RESET ROLE")
    call_command("grants", ROL, toepassen=True, stdout=StringIO())
    run(f"SET LOCAL ROLE {ROL}")
    assert_append_only()


def test_it_prints_what_it_would_do_and_refuses_a_wrong_role(db: None) -> None:
    out = StringIO()
    call_command("grants", ROL, stdout=out)
    assert f"GRANT SELECT, INSERT ON audit_regel TO {ROL};" in out.getvalue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        owner = cursor.fetchone()[0]
    for wrong in (owner, 'x"; DROP TABLE audit_regel; --', "PUBLIC"):
        with pytest.raises(CommandError):
            call_command("grants", wrong, stdout=out)


def test_production_does_not_start_as_the_owner_of_the_log(db: None) -> None:
    place = connection.settings_dict
    url = f"postgres://{place['USER']}@{quote(place['HOST'], safe='')}/{place['NAME']}"
    told = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "KEUKENTAFEL_PRODUCTIE": "ja", "DATABASE_URL": url}
    started = subprocess.run(
        [sys.executable, "-c", "import config.wsgi"], env=told | KEYS, cwd=ROOT, capture_output=True, text=True
    )
    assert started.returncode != 0 and "LogboekOpen" in started.stderr
