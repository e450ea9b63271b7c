"""New keys while there is data: everything moves, also after a break, and nothing is lost (K1, K2 and K5 in short)."""

from __future__ import annotations

import dataclasses
import io
import os
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from pytest_django import Settings

from keukentafel.audit.gebeurtenis import Gebeurtenis
from keukentafel.audit.models import Regel
from keukentafel.audit.schrijven import write
from keukentafel.audit.selectors import verify_chain
from keukentafel.core import sleutelbeheer, sleutelbos
from keukentafel.core.geheimschrift import decrypt
from keukentafel.core.kluis import KluisWeigert
from keukentafel.core.models import Datasleutel
from keukentafel.core.sleutelbeheer import all_places, still_elsewhere
from keukentafel.core.sleutelbos import Doel
from keukentafel.personen.models import Persoon, bsn_fingerprint
from keukentafel.personen.selectors import ZOEKTERM, note_terms
from keukentafel.tijdlijn.models import Contactmoment
from keukentafel.uitwisseling.map import Inleesmap
from keukentafel.werkplek.models import Concept
from tests.cast import Cast

pytestmark = pytest.mark.django_db
BSN = "999990019"
KANARIE = "kanarie-vluchtadres"
SEED = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """No waiting for other processes, and no key remembered of a transaction that is rolled back."""
    monkeypatch.setattr(sleutelbeheer.time, "sleep", lambda seconds: None)
    settings.INLEZINGEN_DIR = tmp_path
    yield
    sleutelbos.forget()


@pytest.fixture
def world(cast: Cast, inzage: Gebeurtenis) -> dict[str, Any]:
    """Something encrypted of every kind."""
    one = Persoon.objects.create(achternaam="Proef", bsn=BSN, bsn_index=bsn_fingerprint(BSN))
    one.change(voornamen="Anna")
    note = Contactmoment.objects.create(casus=cast.casus, datum=date.today(), tekst=KANARIE, wet="veiligheid")
    draft = Concept.objects.create(gebruiker=cast.noor, sleutel="casus-1", velden=KANARIE.encode())
    data = {"secret": get_adapter().encrypt(SEED)}
    totp = Authenticator.objects.create(user=cast.noor, type="totp", data=data)
    package = Inleesmap(uuid.uuid4())
    package.receive([KANARIE.encode()])
    note_terms("persoon_gezocht", KANARIE, hits=0)
    write(inzage)
    return {"persoon": one, "note": note, "draft": draft, "totp": totp, "pakket": package}


def assert_readable(world: dict[str, Any]) -> None:
    sleutelbos.forget()
    one = Persoon.objects.get(pk=world["persoon"].pk)
    assert [one.bsn, *(old.bsn for old in one.history.all())] == [BSN] * 3
    note = Contactmoment.objects.get(pk=world["note"].pk)
    assert [note.tekst, *(old.tekst for old in note.history.all())] == [KANARIE] * 2
    assert Concept.objects.get(pk=world["draft"].pk).velden == KANARIE.encode()
    assert get_adapter().decrypt(Authenticator.objects.get(pk=world["totp"].pk).data["secret"]) == SEED
    assert world["pakket"].open_pakket().read() == KANARIE.encode()
    line = Regel.objects.filter(geheim__isnull=False).latest("volgnr")
    assert decrypt(bytes(line.geheim or b""), ZOEKTERM).decode() == KANARIE
    assert verify_chain()[1] is None


def rotate(**options: Any) -> str:
    out = io.StringIO()
    call_command("sleutels", "rotate", stdout=out, **options)
    return out.getvalue()


def test_after_a_rotation_all_is_readable_and_nothing_lies_under_an_old_key(world: dict[str, Any]) -> None:
    before = {pk.hex for pk in Datasleutel.objects.values_list("pk", flat=True)}
    rotate(dossiers=True)
    assert still_elsewhere() == 0
    assert_readable(world)
    under = {name: set(place.counts()) for name, place in all_places().items()}
    assert [name for name, keys in under.items() if keys & before] == ["audit.regel.geheim"]
    assert sum(map(len, under.values())) >= 8  # person, note, both histories, draft, secret, package, log


def test_a_rotation_that_broke_off_is_run_again(world: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sleutelbeheer, "PORTIE", 1)
    portion, done = sleutelbeheer.Veldplaats._anew, []

    def break_off(self: Any, row: dict[str, Any]) -> bool | None:
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(row)
        return portion(self, row)

    monkeypatch.setattr(sleutelbeheer.Veldplaats, "_anew", break_off)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        rotate(dossiers=True)
    monkeypatch.setattr(sleutelbeheer.Veldplaats, "_anew", portion)
    sleutelbeheer.begin(dossiers=True)
    assert still_elsewhere() > 0
    assert_readable(world)
    keys = Datasleutel.objects.count()
    assert "eerst gaat dat verder" in rotate()
    assert Datasleutel.objects.count() == keys  # no new keys on top of the unfinished ones
    assert still_elsewhere() == 0
    assert_readable(world)


def test_another_key_over_the_keys(world: dict[str, Any], settings: Settings) -> None:
    settings.SLEUTELS = dataclasses.replace(settings.SLEUTELS, keks={"k2": os.urandom(32)}, kek="k2")
    call_command("sleutels", "omhullen", stdout=io.StringIO())
    sleutelbos.forget()
    assert set(Datasleutel.objects.filter(eigenaar="").values_list("omhuld_door", flat=True)) == {"k2"}
    assert_readable(world)


@pytest.mark.parametrize("wrong", ["lost", "other"])
def test_with_a_wrong_key_over_the_keys_nothing_starts(wrong: str, settings: Settings) -> None:
    if wrong == "lost":
        Datasleutel.objects.filter(doel=Doel.VELDEN).update(omhuld_door="weg")
    else:
        settings.SLEUTELS = dataclasses.replace(settings.SLEUTELS, versleuteling=os.urandom(32))
    sleutelbos.forget()
    with pytest.raises(KluisWeigert):
        sleutelbos.assert_opens()
    with pytest.raises(CommandError, match="gaat niet open"):
        call_command("sleutels", "status")
    with pytest.raises(KluisWeigert):
        Persoon.objects.create(achternaam="Proef", bsn=BSN)


def test_a_wrapped_key_of_another_owner_is_refused(cast: Cast) -> None:
    first, second = (sleutelbos.make(Doel.DOSSIER, f"casus:{number}") for number in (1, 2))
    stolen = Datasleutel.objects.get(pk=first.id).omhuld
    Datasleutel.objects.filter(pk=second.id).update(omhuld=stolen)
    sleutelbos.forget()
    with pytest.raises(KluisWeigert):
        sleutelbos.by_id(second.id)


def test_old_keys_go_when_nothing_lies_under_them_but_never_that_of_the_log(world: dict[str, Any]) -> None:
    rotate(dossiers=True)
    call_command("sleutels", "opruimen", stdout=io.StringIO())
    left = Datasleutel.objects.filter(vernietigd_op=None).exclude(opgevolgd_op=None)
    assert [row.doel for row in left] == [Doel.ZOEKTERMEN]
    assert_readable(world)


def test_what_somebody_saves_meanwhile_wins(world: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    sleutelbeheer.begin(dossiers=False)
    rows = sleutelbeheer.Veldplaats._rows

    def meanwhile(self: Any, ids: list[Any]) -> list[dict[str, Any]]:
        found = rows(self, ids)
        if self.model is Persoon:
            Persoon.objects.get(pk=world["persoon"].pk).change(bsn="999990020")
        return found

    monkeypatch.setattr(sleutelbeheer.Veldplaats, "_rows", meanwhile)
    sleutelbeheer.move_all()
    assert Persoon.objects.get(pk=world["persoon"].pk).bsn == "999990020"


def test_status_names_every_key_and_no_value(world: dict[str, Any]) -> None:
    out = io.StringIO()
    call_command("sleutels", "status", stdout=out)
    said = out.getvalue()
    assert "personen.persoon.bsn" in said and "basis" in said
    assert BSN not in said and KANARIE not in said and SEED not in said


def test_no_canary_lies_in_the_database_in_plain_text(world: dict[str, Any]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("pg_dump: scripts/sleutelproef.py")
    dump = "\n".join(connection.connection.iterdump())
    assert "Proef" in dump
    for canary in (BSN, KANARIE, SEED):
        assert canary not in dump and canary.encode().hex().upper() not in dump.upper()
