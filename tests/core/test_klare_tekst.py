"""What is encrypted does not lie in the database as text, whichever field it was written in (K2); and the upgrade."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.models import Opschaling
from keukentafel.core import versleutelen
from keukentafel.core.geheimschrift import key_of
from keukentafel.core.models import Basismodel, Datasleutel
from keukentafel.core.rijnummers import row_bound
from keukentafel.core.versleutelen import encrypt_columns
from keukentafel.core.versleuteling import VersleuteldJsonveld, VersleuteldTekstveld
from keukentafel.meldingen.models import Escalatie, Melding, Regiecheck
from keukentafel.meldingen.public import bulk_bring_in_meldingen
from keukentafel.nazorg.models import Afsluiting, Nazorg
from keukentafel.nazorg.public import bulk_register_nazorg
from keukentafel.personen.models import Ontschermverzoek
from keukentafel.plannen.models import Doel, Doelevaluatie, Planversie
from keukentafel.privacy.models import Beperking, Verklaring, Verzoek
from keukentafel.tijdlijn.models import Contactmoment
from keukentafel.tijdlijn.public import Contactrij, bulk_bring_in_contactmomenten, bulk_register_contactmomenten
from keukentafel.zelfredzaamheid.models import Huishoudblik, Meting, Score
from keukentafel.zelfredzaamheid.public import Metingrij, bulk_register_metingen
from tests.cast import Cast
from tests.toegang.voorbeelden import VOORBEELDEN

pytestmark = pytest.mark.django_db
KANARIE = "kanarie-in-elk-veld"
VANDAAG = date.today()


#: Ids of addresses whose example makes an object with a text that is encrypted.
NODIG = (
    "doel_id", "vraag_id", "actie_id", "plan_id", "deel_id", "inzet_id", "versie_id", "coordinatiebesluit_id",
    "knelpunt_id", "inbreng_id", "kopie_id", "stop_id", "aanvraag_id", "vraagterug_id", "controlepunt_id",
    "overdracht_id", "faseovergang_id", "uitnodiging_id", "meelezing_id", "noodtoegang_id", "doorverbinding_id",
    "contactmoment_id", "gesprek_id", "meting_id", "melding_id", "doorverwijzing_id",
)  # fmt: skip


def make_the_rest(cast: Cast) -> None:
    """What has no address of its own."""
    asked = {"verzoek": Verzoek.objects.all()[0], "persoon": cast.mieke, "huishouden": cast.gezin, "van": VANDAAG}
    Verklaring.objects.create(**asked, tekst="Zo was het niet")
    Beperking.objects.create(**asked)
    Ontschermverzoek.objects.create(huishouden=cast.gezin, gevraagd_door=cast.noor, gevraagd_op=VANDAAG, reden="x")
    Opschaling.objects.create(casus=cast.casus, niveau="3", reden="zorg", besluit_door="Tom", op=VANDAAG)
    Doelevaluatie.objects.create(doel=Doel.objects.all()[0], datum=VANDAAG)
    Afsluiting.objects.create(casus=cast.casus, op=VANDAAG)
    Nazorg.objects.create(casus=cast.casus)
    Huishoudblik.objects.create(casus=cast.casus, meting=Meting.objects.all()[0], uitkomst="zorgen", op=VANDAAG)
    melding = Melding.objects.all()[0]
    Escalatie.objects.create(melding=melding, op=VANDAAG, soort="via_huisarts")
    Regiecheck.objects.create(melding=melding, team=cast.noord, op=VANDAAG, vragen_op=VANDAAG)


def dump() -> str:
    """Every cell of every table, as a dump of the database would show it."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [f"{table}: {row!r}" for row in cursor.fetchall()]
        return "\n".join(found)


def text_fields(model: type[models.Model]) -> list[Any]:
    return [field for field in row_bound(model) if isinstance(field, VersleuteldTekstveld)]


def write_canaries(model: type[Basismodel]) -> int:
    """Put the canary in every encrypted text of the first row; how many fields that were, 0 without a row."""
    row = model._base_manager.order_by("pk").first()
    fields = text_fields(model)
    if row is None:
        return 0
    row.change(**{one.name: [KANARIE] if isinstance(one, VersleuteldJsonveld) else KANARIE for one in fields})
    again = model._base_manager.get(pk=row.pk)
    assert all(KANARIE in getattr(again, one.name) for one in fields), model
    return len(fields)


@pytest.mark.sqlite  # what is written to a column is the same on both
def test_no_encrypted_field_of_any_model_is_in_a_dump(cast: Cast) -> None:
    for name in NODIG:
        VOORBEELDEN[name](cast)
    make_the_rest(cast)
    secret = [m for m in apps.get_models() if issubclass(m, Basismodel) and text_fields(m)]
    rest = {"personen.verplaatsing"}  # what hangs on a merge is written once
    written = {m._meta.label_lower: write_canaries(m) for m in secret if m._meta.label_lower not in rest}
    assert [name for name, number in written.items() if not number] == []  # a new model needs an example here
    assert sum(written.values()) >= 60
    assert KANARIE not in dump()


def bring_in(cast: Cast) -> list[tuple[type[models.Model], str]]:
    """The canary through every door by which many words come in at once; where it must be readable now."""
    casus, worker = cast.casus, cast.medewerkers["noor"].pk
    bulk_register_contactmomenten(by=SYSTEEM, rijen=[Contactrij(casus.pk, VANDAAG, tekst=KANARIE)])
    bulk_bring_in_contactmomenten(by=SYSTEEM, rijen=[(casus.pk, worker, VANDAAG, "telefoon", 5, KANARIE)])
    told = ("ontvangen_op", "persoon_id", "huishouden_id", "team_id", "omschrijving")
    row = (VANDAAG, cast.mieke.pk, cast.gezin.pk, cast.noord.pk, KANARIE)
    bulk_bring_in_meldingen(by=SYSTEEM, velden=told, rijen=[row], teruggekoppeld=[None])
    measured = Metingrij(casus, cast.mieke, "zrm2013", VANDAAG, "start", {"adl": 3}, reden=KANARIE)
    bulk_register_metingen(by=SYSTEEM, rijen=[measured])
    Score.objects.get().change(toelichting=KANARIE)
    closing, check = Afsluiting(casus=casus, op=VANDAAG, zin=KANARIE), Nazorg(casus=casus, toelichting=KANARIE)
    bulk_register_nazorg(by=SYSTEEM, afsluitingen=[closing], nazorgen=[check])
    return [(Contactmoment, "tekst"), (Melding, "omschrijving"), (Meting, "reden"), (Score, "toelichting"),
            (Afsluiting, "zin"), (Nazorg, "toelichting")]  # fmt: skip


@pytest.mark.parametrize("afgeschermd", ["eerst", "later"])
def test_what_was_told_of_a_shielded_household_is_nowhere_in_a_dump(cast: Cast, afgeschermd: str) -> None:
    """A shield that comes later finds nothing in plain text either: not in the rows, not in their versions."""
    if afgeschermd == "eerst":
        cast.gezin.change(label="afgeschermd")
    places = bring_in(cast)
    cast.gezin.change(label="afgeschermd")
    assert KANARIE not in dump()
    for model, name in places:
        assert {getattr(row, name) for row in model._default_manager.all()} == {KANARIE}, model
        assert KANARIE in {getattr(old, name) for old in model.history.all()}  # type: ignore[attr-defined]


def plain_again(model: type[models.Model], veld: str, tekst: str) -> None:
    """As it lay there before the upgrade: the words themselves, in the row and in its former versions."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in (model._meta.db_table, model.history.model._meta.db_table):  # type: ignore[attr-defined]
            cursor.execute(f"UPDATE {quote(table)} SET {quote(veld)} = %s", [tekst])


def test_an_upgrade_encrypts_what_was_there_and_goes_on_where_it_broke_off(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    VOORBEELDEN["versie_id"](cast)
    for number in range(3):
        Doel.objects.create(plan=Planversie.objects.get().plan, leefdomein=Doel.objects.all()[0].leefdomein,
                            omschrijving=f"Doel {number}", wet="algemeen")  # fmt: skip
    plain_again(Doel, "omschrijving", f"s3.{KANARIE}")  # it may even look like a value that is encrypted
    plain_again(Planversie, "inhoud", f'{{"doel": "{KANARIE}"}}')
    fields = {"Doel": ("omschrijving",), "Planversie": ("inhoud",)}
    monkeypatch.setattr(versleutelen, "PORTIE", 2)
    sealed, done = versleutelen._row, []

    def break_off(*what: Any) -> list[Any]:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(what)
        return sealed(*what)

    monkeypatch.setattr(versleutelen, "_row", break_off)
    with pytest.raises(KeyboardInterrupt):
        encrypt_columns(apps, "plannen", fields)
    assert KANARIE in dump()
    monkeypatch.setattr(versleutelen, "_row", sealed)
    encrypt_columns(apps, "plannen", fields)
    assert KANARIE not in dump()
    assert {goal.omschrijving for goal in Doel.objects.all()} == {f"s3.{KANARIE}"}
    assert {old.omschrijving for old in Doel.history.all()} == {f"s3.{KANARIE}"}
    assert Planversie.objects.get().inhoud == {"doel": KANARIE}
    assert encrypt_columns(apps, "plannen", fields) == 0  # run again it does nothing


def test_an_upgrade_encrypts_under_the_key_of_the_dossier(cast: Cast) -> None:
    Contactmoment.objects.create(casus=cast.casus, datum=VANDAAG, tekst="x")
    melding = Melding.objects.create(team=cast.noord, ontvangen_op=VANDAAG, omschrijving="x")
    wanted: tuple[tuple[Any, str, str, str], ...] = (
        (Contactmoment, "tekst", "casus_id", f"casus:{cast.casus.pk}"),
        (Melding, "omschrijving", "id", f"melding:{melding.pk}"),
    )
    for model, name, by, owner in wanted:
        plain_again(model, name, KANARIE)
        encrypt_columns(apps, model._meta.app_label, {model.__name__: (name,)}, {model.__name__: by})
        for row in (*model._base_manager.all(), *model.history.all()):
            key = key_of(row.__dict__[name].opgeslagen)
            assert (getattr(row, name), Datasleutel.objects.get(pk=key).eigenaar) == (KANARIE, owner)
    assert KANARIE not in dump()
