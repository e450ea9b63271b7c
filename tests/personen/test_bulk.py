"""The bulk door: the same rules as one by one, one event, everything findable."""

from dataclasses import replace
from datetime import date

import pytest

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon, Relatie, Zoeksleutel
from keukentafel.personen.public import (
    Huishoudenrij,
    Lidrij,
    Persoongegevens,
    Relatierij,
    bulk_register,
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
