"""Persons, households, memberships, relations, conflict and shielding: what the actions allow and refuse."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from keukentafel.audit.gebeurtenis import Gebeurtenis
from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casus, access_casus
from keukentafel.core.fouten import Regelfout, Versieconflict
from keukentafel.personen.actions import (
    NieuwLid,
    add_member,
    change_persoon,
    end_membership,
    end_relatie,
    record_relatie,
    register_huishouden,
    register_persoon,
    rename_huishouden,
)
from keukentafel.personen.belang import has_conflict
from keukentafel.personen.belangen import declare_belang, link_eigen_persoon, shield_huishouden, withdraw_belang
from keukentafel.personen.gegevens import Persoongegevens
from keukentafel.personen.models import Belang, Huishouden, Persoon
from keukentafel.personen.permissions import facts_of_huishoudens, facts_of_personen
from keukentafel.toegang.public import Relatie
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VANDAAG = date.today()
PROEF_BSN, ANDER_BSN = "999990639", "999993239"


def register(**fields: object) -> Persoon:
    return register_persoon(by=SYSTEEM, gegevens=Persoongegevens(**fields))  # type: ignore[arg-type]


def events() -> list[str]:
    return list(Regel.objects.order_by("volgnr").values_list("actie", flat=True))


def test_a_person_is_recorded_as_people_write_and_logged() -> None:
    persoon = register(
        voornamen=" Jan ", achternaam="van den  Boogaart", postcode="6217 ab", huisnummer="12 b", bsn="9999.90.639"
    )
    persoon.refresh_from_db()
    assert (persoon.tussenvoegsel, persoon.achternaam) == ("van den", "Boogaart")
    assert (persoon.postcode, persoon.huisnummer, persoon.bsn) == ("6217AB", "12 B", PROEF_BSN)
    assert persoon.naam == "Jan van den Boogaart"
    assert events()[-1] == "persoon_geregistreerd"
    assert persoon.history.count() == 1


def test_a_bsn_lies_nowhere_in_the_clear() -> None:
    persoon = register(achternaam="Bos", bsn=PROEF_BSN)
    from django.db import connection

    with connection.cursor() as cursor:
        for table in ("personen_persoon", "personen_historicalpersoon"):
            cursor.execute(f"SELECT * FROM {table}")
            assert PROEF_BSN not in str(cursor.fetchall())
    assert PROEF_BSN not in str(list(Regel.objects.values()))
    assert PROEF_BSN not in f"{persoon}{persoon!r}{Persoongegevens(bsn=PROEF_BSN)!r}"


@pytest.mark.parametrize(("fields", "veld"), [
    ({}, "achternaam"),
    ({"achternaam": "Bos", "geboortedatum": VANDAAG + timedelta(days=1)}, "geboortedatum"),
    ({"achternaam": "Bos", "geboortedatum": date(1850, 1, 1)}, "geboortedatum"),
    ({"achternaam": "Bos", "overleden_op": VANDAAG + timedelta(days=1)}, "overleden_op"),
    ({"achternaam": "Bos", "geboortedatum": date(2000, 1, 1), "overleden_op": date(1999, 1, 1)}, "overleden_op"),
    ({"achternaam": "Bos", "postcode": "12 AB"}, "postcode"),
    ({"achternaam": "Bos", "email": "bos"}, "email"),
        ({"achternaam": "B" * 201}, "achternaam"),
    ({"achternaam": "Bos", "bsn": "999990638"}, "bsn"),
    ({"achternaam": "Vlinder", "pseudoniem": True, "bsn": PROEF_BSN}, "bsn"),
    ({"achternaam": "Vlinder", "pseudoniem": True, "postcode": "6217AB"}, "postcode"),
    ({"anoniem": True, "bsn": PROEF_BSN}, "bsn"),
    ({"achternaam": "Vlinder", "anoniem": True, "pseudoniem": True}, "anoniem"),
])  # fmt: skip
def test_what_cannot_be_true_is_refused_at_its_field(fields: dict[str, object], veld: str) -> None:
    before = Persoon.objects.count()
    with pytest.raises(Regelfout) as fout:
        register(**fields)
    assert fout.value.veld == veld
    assert "99999" not in fout.value.melding
    assert Persoon.objects.count() == before


def test_one_bsn_belongs_to_one_person() -> None:
    register(achternaam="Bos", bsn=PROEF_BSN)
    with pytest.raises(Regelfout):
        register(achternaam="Smit", bsn=PROEF_BSN)


def test_a_person_may_be_unknown_or_under_another_name() -> None:
    assert register(anoniem=True).naam == "Naam niet bekend"
    assert register(achternaam="Vlinder van de Zee", pseudoniem=True).achternaam == "Vlinder van de Zee"
    assert register(achternaam="Bos", reden_zonder_casus="informatie_advies").geslacht == ""


@pytest.mark.parametrize(("born", "died", "on", "age"), [
    (date(1988, 3, 12), None, date(2026, 3, 11), 37), (date(1988, 3, 12), None, date(2026, 3, 12), 38),
    (date(2004, 2, 29), None, date(2026, 2, 28), 21), (date(2004, 2, 29), None, date(2026, 3, 1), 22),
    (date(1950, 1, 1), date(2000, 6, 1), date(2026, 1, 1), 50), (None, None, date(2026, 1, 1), None),
    (date(2026, 5, 1), None, date(2026, 1, 1), None),
])  # fmt: skip
def test_age_is_told_on_a_day(born: date | None, died: date | None, on: date, age: int | None) -> None:
    assert Persoon(geboortedatum=born, overleden_op=died).age_on(on) == age


def test_a_change_keeps_the_bsn_unless_it_is_given_and_the_household_follows() -> None:
    persoon = register(voornamen="Jan", achternaam="Bos", geslacht="man", bsn=PROEF_BSN)
    home = register_huishouden(by=SYSTEEM, leden=[NieuwLid(persoon, "volwassene", VANDAAG)])
    assert home.naam == "De heer J. Bos"
    changed = change_persoon(
        by=SYSTEEM, persoon=persoon, gegevens=Persoongegevens(voornamen="Jan", achternaam="Smit"), versie=1
    )
    assert changed.bsn == PROEF_BSN
    home.refresh_from_db()
    assert home.naam == "J. Smit"
    emptied = change_persoon(by=SYSTEEM, persoon=persoon, gegevens=Persoongegevens(achternaam="Smit", bsn=""))
    assert (emptied.bsn, emptied.bsn_index) == ("", None)
    with pytest.raises(Versieconflict):
        change_persoon(by=SYSTEEM, persoon=persoon, gegevens=Persoongegevens(achternaam="Bos"), versie=1)


def test_a_household_is_named_after_its_people_until_someone_names_it(cast: Cast) -> None:
    child = register(voornamen="Anna", achternaam="Smit", geboortedatum=date(2020, 1, 1))
    mother = register(voornamen="Eva", achternaam="de Wit", geslacht="vrouw", geboortedatum=date(1990, 1, 1))
    home = register_huishouden(by=SYSTEEM, leden=[NieuwLid(mother, "volwassene", VANDAAG)])
    assert home.naam == "Mevrouw E. de Wit"
    add_member(by=SYSTEEM, huishouden=home, persoon=child, rol="kind", van=VANDAAG)
    home.refresh_from_db()
    assert home.naam == "Gezin De Wit"
    rename_huishouden(by=SYSTEEM, huishouden=home, naam="De boerderij")
    end_membership(by=SYSTEEM, lid=home.leden.get(persoon=child), tot=VANDAAG)
    home.refresh_from_db()
    assert home.naam == "De boerderij"
    assert rename_huishouden(by=SYSTEEM, huishouden=home, naam="").naam == "Gezin De Wit"


def test_someone_lives_once_in_a_household_at_a_time_but_in_two_households_at_once() -> None:
    child = register(achternaam="Bos")
    homes = [Huishouden.objects.create(naam="A"), Huishouden.objects.create(naam="B")]
    begin = VANDAAG - timedelta(days=100)
    first = add_member(by=SYSTEEM, huishouden=homes[0], persoon=child, rol="kind", van=begin)
    add_member(by=SYSTEEM, huishouden=homes[1], persoon=child, rol="kind", van=begin)
    for van, tot in ((begin, None), (begin - timedelta(days=9), begin), (VANDAAG, VANDAAG)):
        with pytest.raises(Regelfout):
            add_member(by=SYSTEEM, huishouden=homes[0], persoon=child, rol="kind", van=van, tot=tot)
    end_membership(by=SYSTEEM, lid=first, tot=begin + timedelta(days=9))
    add_member(by=SYSTEEM, huishouden=homes[0], persoon=child, rol="kind", van=begin + timedelta(days=10))
    with pytest.raises(Regelfout):
        end_membership(by=SYSTEEM, lid=first, tot=begin - timedelta(days=1))
    with pytest.raises(Regelfout):
        register_huishouden(by=SYSTEEM, leden=[])


def test_a_relation_is_recorded_once_in_either_direction() -> None:
    one, other = register(achternaam="Bos"), register(achternaam="Smit")
    partner = record_relatie(by=SYSTEEM, persoon_a=one, persoon_b=other, soort="partner")
    for a, b in ((one, other), (other, one), (one, one)):
        with pytest.raises(Regelfout):
            record_relatie(by=SYSTEEM, persoon_a=a, persoon_b=b, soort="partner")
    end_relatie(by=SYSTEEM, relatie=partner, tot=VANDAAG - timedelta(days=1))
    record_relatie(by=SYSTEEM, persoon_a=other, persoon_b=one, soort="partner", van=VANDAAG)
    record_relatie(by=SYSTEEM, persoon_a=one, persoon_b=other, soort="ouder")
    record_relatie(by=SYSTEEM, persoon_a=other, persoon_b=one, soort="ouder")


def test_a_declared_tie_closes_the_household_and_is_not_withdrawn_by_oneself(cast: Cast) -> None:
    assert not has_conflict(cast.sanne, cast.gezin.pk)
    belang = declare_belang(by=cast.noor, huishouden=cast.gezin, gebruiker=cast.sanne)
    assert Relatie.BELANG in facts_of_huishoudens(cast.sanne, [cast.gezin])[cast.gezin.pk].relaties
    assert Relatie.BELANG in facts_of_personen(cast.sanne, [cast.mieke.pk])[cast.mieke.pk].relaties
    with pytest.raises(Regelfout):
        withdraw_belang(by=cast.sanne, belang=belang)
    withdraw_belang(by=cast.noor, belang=belang)
    assert not has_conflict(cast.sanne, cast.gezin.pk)
    assert declare_belang(by=cast.noor, huishouden=cast.gezin, gebruiker=cast.sanne).pk == belang.pk
    assert has_conflict(cast.sanne, cast.gezin.pk)
    assert {field.name for field in Belang._meta.fields} & {"reden", "soort", "gemeld_door"} == set()


def test_the_own_household_is_found_by_the_system(cast: Cast) -> None:
    link_eigen_persoon(by=cast.bea, gebruiker=cast.tom, persoon=cast.jan)
    assert has_conflict(cast.tom, cast.gezin.pk)
    assert Relatie.BELANG in facts_of_personen(cast.tom, [cast.kind.pk, cast.jan.pk])[cast.jan.pk].relaties


def test_a_shielded_household_exists_only_for_its_list(cast: Cast) -> None:
    with pytest.raises(Regelfout):
        shield_huishouden(by=cast.noor, huishouden=cast.gezin, gebruikers=[cast.sanne])
    shield_huishouden(by=cast.noor, huishouden=cast.gezin, gebruikers=[cast.noor, cast.tom])
    home = Huishouden.objects.get(pk=cast.gezin.pk)
    listed = {user.naam: facts_of_huishoudens(user, [home])[home.pk].op_lijst for user in (cast.noor, cast.sanne)}
    assert listed == {"Noor": True, "Sanne": False}
    assert facts_of_personen(cast.sanne, [cast.mieke.pk])[cast.mieke.pk].label == "afgeschermd"
    shield_huishouden(by=cast.noor, huishouden=home, gebruikers=[cast.noor])
    assert not facts_of_huishoudens(cast.tom, [home])[home.pk].op_lijst


def test_the_case_of_a_shielded_household_stays_with_its_list(cast: Cast, inzage: Gebeurtenis) -> None:
    shield_huishouden(by=cast.noor, huishouden=cast.gezin, gebruikers=[cast.noor])
    assert access_casus(cast.noor, cast.casus.pk).casus == cast.casus
    assert cast.casus in Casus.objects.visible_to(cast.noor)
    assert cast.casus not in Casus.objects.visible_to(cast.tom)
    with pytest.raises(Http404):
        access_casus(cast.tom, cast.casus.pk)
