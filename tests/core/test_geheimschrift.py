"""Encrypted values: they stay where they were put (K3), never repeat (K4), and follow their key (docs/adr/0026)."""

from __future__ import annotations

import base64
from datetime import date
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection, transaction

from keukentafel.casussen.models import Casus, Opschaling
from keukentafel.core import sleutelbos
from keukentafel.core.geheimschrift import MERK, OntsleutelingMislukt, decrypt, encrypt, encrypt_text, key_of
from keukentafel.core.inlezen import bulk_change, bulk_rows
from keukentafel.core.models import Datasleutel
from keukentafel.core.sleutelbos import Doel, SleutelVernietigd
from keukentafel.personen.models import Persoon, bsn_fingerprint
from keukentafel.tijdlijn.models import Contactmoment
from tests.cast import Cast

pytestmark = pytest.mark.django_db
BSN, ANDER = "999990019", "999990020"
GEHEIM = "kanarie-vluchtadres"


def persoon(bsn: str, **more: Any) -> Persoon:
    return Persoon.objects.create(achternaam="Proef", bsn=bsn, bsn_index=bsn_fingerprint(bsn), **more)


def raw(table: str, column: str, pk: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def put(table: str, column: str, pk: int, value: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, pk])


def test_a_bsn_is_read_where_it_was_put_and_lies_encrypted() -> None:
    one = persoon(BSN)
    assert Persoon.objects.get(pk=one.pk).bsn == BSN
    stored = raw("personen_persoon", "bsn", one.pk)
    assert stored.startswith(MERK) and BSN not in stored
    one.achternaam = "Anders"
    one.save()
    assert [old.bsn for old in one.history.all()] == [BSN, BSN]


def test_a_value_of_another_row_is_refused() -> None:
    one, two = persoon(BSN), persoon(ANDER)
    mine, theirs = (raw("personen_persoon", "bsn", each.pk) for each in (one, two))
    put("personen_persoon", "bsn", one.pk, theirs)
    put("personen_persoon", "bsn", two.pk, mine)
    for each in (one, two):
        with pytest.raises(OntsleutelingMislukt):
            _ = Persoon.objects.get(pk=each.pk).bsn


def test_every_flipped_bit_is_refused() -> None:
    cipher = encrypt(BSN.encode(), "a.b", doel=Doel.VELDEN, rij="1")
    assert decrypt(cipher, "a.b", rij="1").decode() == BSN
    for at in range(len(cipher)):
        for bit in (1, 128):
            changed = cipher[:at] + bytes([cipher[at] ^ bit]) + cipher[at + 1 :]
            with pytest.raises(OntsleutelingMislukt):
                decrypt(changed, "a.b", rij="1")


@pytest.mark.parametrize(("place", "rij"), [("a.c", "1"), ("a.b", "2"), ("a.b", ""), ("a", "b\x1f1")])
def test_another_place_or_row_is_refused(place: str, rij: str) -> None:
    cipher = encrypt(b"tekst", "a.b", doel=Doel.VELDEN, rij="1")
    with pytest.raises(OntsleutelingMislukt):
        decrypt(cipher, place, rij=rij)


def test_the_same_value_never_looks_the_same() -> None:
    made = {encrypt(BSN.encode(), "a.b", doel=Doel.VELDEN) for _ in range(5000)}
    nonces = {cipher[17:29] for cipher in made}
    assert len(made) == len(nonces) == 5000


def test_a_value_of_the_first_form_is_read_and_written_in_the_new_one() -> None:
    one = persoon(BSN)
    nonce = b"\x00" * 12
    first = (
        b"\x01" + nonce + AESGCM(settings.SLEUTELS.versleuteling).encrypt(nonce, BSN.encode(), b"personen.persoon.bsn")
    )
    old = base64.b64encode(first).decode()
    assert key_of(old) == "eerste vorm"
    put("personen_persoon", "bsn", one.pk, old)
    again = Persoon.objects.get(pk=one.pk)
    assert again.bsn == BSN
    again.save()
    assert raw("personen_persoon", "bsn", one.pk).startswith(MERK)


def test_a_value_cannot_be_stored_without_its_row() -> None:
    one = persoon(BSN)
    with pytest.raises(TypeError, match="per rij"), transaction.atomic():
        Persoon.objects.filter(pk=one.pk).update(bsn=ANDER)
    shown = Persoon.objects.filter(pk=one.pk).values_list("bsn", flat=True).get()
    assert BSN not in str(shown) and MERK not in str(shown)


def test_many_rows_at_once_are_bound_to_their_rows() -> None:
    first, second = bulk_rows(
        Persoon, ("achternaam", "bsn", "bsn_index"), [("Een", BSN, bsn_fingerprint(BSN)), ("Twee", "", None)], 2
    )
    assert Persoon.objects.get(pk=first).bsn == BSN
    bulk_change(Persoon, ("bsn", "bsn_index"), [(second, (ANDER, bsn_fingerprint(ANDER)))])
    assert Persoon.objects.get(pk=second).bsn == ANDER
    assert Persoon.objects.get(pk=second).history.first().bsn == ANDER


def note(cast: Cast, **values: Any) -> Contactmoment:
    given = {"casus": cast.casus, "datum": date.today(), "tekst": GEHEIM, "wet": "veiligheid"} | values
    return Contactmoment.objects.create(**given)


def test_every_note_lies_under_the_key_of_its_case_whatever_its_law(cast: Cast) -> None:
    for wet in ("veiligheid", "algemeen"):
        row = note(cast, wet=wet, aanwezig=GEHEIM)
        assert Contactmoment.objects.get(pk=row.pk).tekst == GEHEIM
        for column in ("tekst", "aanwezig"):
            stored = raw("tijdlijn_contactmoment", column, row.pk)
            assert Datasleutel.objects.get(pk=key_of(stored)).eigenaar == f"casus:{cast.casus.pk}"
            assert GEHEIM not in raw("tijdlijn_historicalcontactmoment", column, row.pk)


def test_text_that_looks_encrypted_comes_back_as_it_was_typed(cast: Cast) -> None:
    row = note(cast, wet="algemeen", tekst="s3.abc.def")
    assert Contactmoment.objects.get(pk=row.pk).tekst == "s3.abc.def"


def test_many_notes_at_once_are_encrypted(cast: Cast) -> None:
    names = ("casus_id", "datum", "tekst")
    (pk,) = bulk_rows(Contactmoment, names, iter([(cast.casus.pk, date.today(), GEHEIM)]), 1)
    assert Contactmoment.objects.get(pk=pk).tekst == GEHEIM
    assert GEHEIM not in raw("tijdlijn_contactmoment", "tekst", pk)
    with pytest.raises(TypeError, match="casus_id"):
        bulk_change(Contactmoment, ("tekst",), [(pk, ("nieuw",))])


def test_a_destroyed_key_opens_nothing_and_is_not_replaced(cast: Cast) -> None:
    safe, owner = note(cast), f"casus:{cast.casus.pk}"
    assert sleutelbos.destroy(Doel.DOSSIER, owner) == 1
    with pytest.raises(SleutelVernietigd):
        _ = Contactmoment.objects.get(pk=safe.pk).tekst
    with pytest.raises(SleutelVernietigd):
        encrypt_text("nieuw", "a.b", doel=Doel.DOSSIER, eigenaar=owner)


@pytest.fixture
def reden() -> Any:
    """A field of which the text lies under the key of the case."""
    return Opschaling._meta.get_field("reden")


def scaled_up(cast: Cast, reden: str = GEHEIM) -> Opschaling:
    return Opschaling.objects.create(casus=cast.casus, niveau="3", reden=reden, besluit_door="Tom", op=date.today())


def owner_of_stored(row: Opschaling) -> str:
    return Datasleutel.objects.get(pk=key_of(raw("casussen_opschaling", "reden", row.pk))).eigenaar


def test_a_text_lies_under_the_key_of_the_dossier_that_its_field_names(cast: Cast, reden: Any) -> None:
    row = scaled_up(cast)
    assert owner_of_stored(row) == f"casus:{cast.casus.pk}"
    assert Opschaling.objects.get(pk=row.pk).reden == GEHEIM
    assert [old.reden for old in row.history.all()] == [GEHEIM]
    part = Opschaling.objects.only("reden").get(pk=row.pk)  # without the case: it is fetched
    part.reden = "anders"
    part.save()
    assert owner_of_stored(row) == f"casus:{cast.casus.pk}"
    with pytest.raises(TypeError, match="casus_id"):
        bulk_change(Opschaling, ("reden",), [(row.pk, ("nieuw",))])
    bulk_change(Opschaling, ("reden", "casus_id"), [(row.pk, ("nieuw", cast.casus.pk))])
    assert Opschaling.objects.get(pk=row.pk).reden == "nieuw"


def test_a_row_that_moves_to_another_dossier_is_encrypted_again(cast: Cast, reden: Any) -> None:
    row = Opschaling.objects.get(pk=scaled_up(cast).pk)
    other = Casus.objects.create(
        nummer="KPROEF9", huishouden=cast.gezin, persoon=cast.mieke, team=cast.noord, aangemeld_op=date.today()
    )
    row.change(casus=other)
    assert owner_of_stored(row) == f"casus:{other.pk}"
    assert Opschaling.objects.get(pk=row.pk).reden == GEHEIM


def test_the_owner_of_a_key_is_the_row_its_dossier_or_the_municipality(monkeypatch: pytest.MonkeyPatch) -> None:
    for model in (Opschaling, Opschaling.history.model):
        field: Any = model._meta.get_field("reden")
        monkeypatch.setattr(field, "dossier", "")
        assert field.owner_of({"id": 3}) == ""
        monkeypatch.setattr(field, "dossier", "id")
        assert field.owner_of({"id": 3}) == "opschaling:3" and field.hangt_af_van() == frozenset()
        monkeypatch.setattr(field, "dossier", "casus_id")
        assert field.owner_of({"id": 3, "casus_id": 5}) == "casus:5"
        assert field.owner_of({"id": 3, "casus_id": None}) == ""
        assert field.hangt_af_van() == {"casus_id"}
        with pytest.raises(ValueError, match="casus_id"):
            field.owner_of({"id": 3})


def test_the_municipality_keeps_its_key() -> None:
    with pytest.raises(ValueError, match="gemeente"):
        sleutelbos.destroy(Doel.VELDEN, "")
