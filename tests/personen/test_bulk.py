"""The bulk door: the same rules as one by one, one event, everything findable."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon, Relatie, Zoeksleutel
from keukentafel.personen.public import (
    Huishoudenrij,
    Lidmaatschapsrij,
    Lidrij,
    Persoongegevens,
    Persoonrij,
    Persoonsrelatierij,
    Relatierij,
    bulk_add_members,
    bulk_record_relaties,
    bulk_register,
    bulk_register_huishoudens,
    bulk_register_personen,
    index_later,
    load_gezinnen,
    rebuild_index,
)
from keukentafel.personen.zoeken import by_bsn, by_name
from tests.personen.test_actions import PROEF_BSN

pytestmark = pytest.mark.django_db
VAN = date(2024, 1, 1)
MOEDER = Lidrij(
    Persoongegevens("Eva", "", "van den Berg", geslacht="vrouw", geboortedatum=date(1985, 1, 1), bsn=PROEF_BSN),
    "volwassene",
    VAN,
)
KIND = Lidrij(Persoongegevens("Sam", "", "Jansen", geboortedatum=date(2015, 1, 1)), "kind", VAN)


def test_households_come_in_with_people_relations_history_and_one_event() -> None:
    rows = [
        Huishoudenrij((KIND, MOEDER), (Relatierij(1, 0, "ouder"),)),
        Huishoudenrij((replace(KIND, rol="volwassene"),), naam="De boerderij"),
    ]
    before = Regel.objects.count()
    first, second = bulk_register(by=SYSTEEM, rijen=rows)
    assert Regel.objects.count() == before + 1
    assert (first.huishouden.naam, second.huishouden.naam) == ("Gezin Van den Berg", "De boerderij")
    assert [persoon.naam for persoon in first.personen] == ["Sam Jansen", "Eva van den Berg"]
    relatie = Relatie.objects.get(persoon_b=first.personen[0])
    assert (relatie.persoon_a, relatie.persoon_b) == (first.personen[1], first.personen[0])
    assert by_name(("eva", "berg"), None) == [first.personen[1].pk] == by_bsn(PROEF_BSN)
    people, homes = [*first.personen, *second.personen], [first.huishouden.pk, second.huishouden.pk]
    assert Persoon.history.filter(id__in=[persoon.pk for persoon in people]).count() == 3
    assert Huishoudlid.history.filter(huishouden__in=homes).count() == 3
    assert Huishouden.history.filter(id__in=homes).count() == 2


def test_a_bad_row_is_named_and_nothing_is_kept() -> None:
    before = Persoon.objects.count(), Zoeksleutel.objects.count()
    bad = Lidrij(Persoongegevens(achternaam="Bos", postcode="1"), "kind", VAN)
    for rows, word in (
        ([Huishoudenrij((KIND,)), Huishoudenrij((bad,))], "Regel 2"),
        ([Huishoudenrij(())], "Regel 1"),
        ([Huishoudenrij((MOEDER,)), Huishoudenrij((MOEDER,))], "twee keer"),
    ):
        with pytest.raises(Regelfout, match=word):
            bulk_register(by=SYSTEEM, rijen=rows)
    assert (Persoon.objects.count(), Zoeksleutel.objects.count()) == before
    bulk_register(by=SYSTEEM, rijen=[Huishoudenrij((MOEDER,))])
    with pytest.raises(Regelfout):
        bulk_register(by=SYSTEEM, rijen=[Huishoudenrij((MOEDER,))])


def test_every_official_test_person_passes_the_rules_and_is_found() -> None:
    rows = [
        Huishoudenrij(
            tuple(
                Lidrij(
                    Persoongegevens(
                        person.voornamen, person.tussenvoegsel, person.achternaam,
                        geboortedatum=person.geboortedatum, geslacht=person.geslacht, postcode=person.postcode,
                        overleden_op=person.overleden_op, bsn=person.bsn,
                    ),
                    "volwassene",
                    VAN,
                )
                for person in family
            )
        )
        for family in load_gezinnen()
    ]  # fmt: skip
    rebuild_index()
    made = bulk_register(by=SYSTEEM, rijen=rows)
    assert len(made) == len(load_gezinnen())
    before = sorted(Zoeksleutel.objects.values_list("persoon", "eerste", "tweede"))
    assert rebuild_index() == Persoon.objects.count()
    assert sorted(Zoeksleutel.objects.values_list("persoon", "eerste", "tweede")) == before
    assert set(Zoeksleutel.objects.values_list("persoon", flat=True)) == set(
        Persoon.objects.values_list("pk", flat=True)
    )


def test_one_kind_of_row_at_a_time_is_indexed_once_at_the_end() -> None:
    """As an exchange package brings people in: someone in two households, someone in none."""
    with index_later():
        ids = bulk_register_personen(
            by=SYSTEEM,
            rijen=[
                Persoonrij(MOEDER.gegevens),
                Persoonrij(KIND.gegevens),
                Persoonrij(Persoongegevens(achternaam="Bos")),
            ],
        )
        one, two = bulk_register_huishoudens(by=SYSTEEM, namen=["Gezin Van den Berg", "Mevrouw S. Jansen"])
        bulk_add_members(
            by=SYSTEEM,
            rijen=[
                Lidmaatschapsrij(one, ids[0], "volwassene", VAN),
                Lidmaatschapsrij(one, ids[1], "kind", VAN, date(2024, 6, 1)),
                Lidmaatschapsrij(two, ids[1], "volwassene", date(2024, 6, 2)),
                Lidmaatschapsrij(one, ids[1], "kind", date(2025, 1, 1)),
            ],
        )
        [relation] = bulk_record_relaties(by=SYSTEEM, rijen=[Persoonsrelatierij(ids[0], ids[1], "ouder")])
        assert not Zoeksleutel.objects.filter(persoon__in=ids).exists()
    mother = Persoon.objects.get(pk=ids[0])
    assert (mother.naam, mother.bsn, mother.versie) == ("Eva van den Berg", PROEF_BSN, 1)
    assert Persoon.history.get(id=ids[0]).bsn == PROEF_BSN
    assert by_name(("eva", "berg"), None) == [ids[0]] == by_bsn(PROEF_BSN)
    assert by_name(("bos",), None) == [ids[2]]
    assert Relatie.history.get(id=relation).persoon_b_id == ids[1]
    assert Huishoudlid.objects.filter(persoon=ids[1]).count() == 3


def test_the_doors_refuse_what_cannot_be_true() -> None:
    ids = bulk_register_personen(by=SYSTEEM, rijen=[Persoonrij(KIND.gegevens), Persoonrij(MOEDER.gegevens)])
    [home] = bulk_register_huishoudens(by=SYSTEEM, namen=["Gezin Jansen"])
    lives = Lidmaatschapsrij(home, ids[0], "kind", VAN, date(2025, 12, 31))
    bulk_add_members(by=SYSTEEM, rijen=[lives])
    before = Huishoudlid.objects.count(), Persoon.history.count(), Relatie.objects.count()
    for rows, word in (
        ([replace(lives, persoon_id=ids[1]), replace(lives, van=date(2024, 5, 1))], "Regel 2"),
        ([replace(lives, persoon_id=ids[1]), replace(lives, persoon_id=ids[1], van=date(2025, 5, 1))], "Regel 1"),
        ([replace(lives, persoon_id=ids[1], tot=date(2020, 1, 1))], "Regel 1"),
        ([replace(lives, persoon_id=ids[1], rol="huisdier")], "Regel 1"),
    ):
        with pytest.raises(Regelfout, match=word):
            bulk_add_members(by=SYSTEEM, rijen=rows)
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk_add_members(by=SYSTEEM, rijen=[replace(lives, huishouden_id=10**9)])
        connection.check_constraints()
    with pytest.raises(Regelfout, match="Regel 1"):
        bulk_record_relaties(by=SYSTEEM, rijen=[Persoonsrelatierij(ids[0], ids[0], "ouder")])
    with pytest.raises(Regelfout, match="Regel 2"):
        bulk_register_huishoudens(by=SYSTEEM, namen=["Gezin Bos", "  "])
    with pytest.raises(Regelfout):  # the BSN is in use
        bulk_register_personen(by=SYSTEEM, rijen=[Persoonrij(MOEDER.gegevens)])
    assert (Huishoudlid.objects.count(), Persoon.history.count(), Relatie.objects.count()) == before
