"""No figure for a screen or another system holds a shielded household, or finds anybody by a secret address."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.inzicht.afschermen import without_shielded
from keukentafel.inzicht.maken import make_cijferstanden
from keukentafel.inzicht.models import Cijferstand, Verkenstand
from keukentafel.inzicht.momentopname import from_product
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.rapport import make_report
from keukentafel.inzicht.states import Blikveld
from keukentafel.inzicht.vraag import Vraag
from keukentafel.meldingen.public import Melding, Meldinggegevens, register_melding
from keukentafel.personen.models import Afschermlid
from keukentafel.personen.public import Huishouden, add_member
from keukentafel.plannen.public import create_plan
from keukentafel.toegang.public import Gebruiker
from keukentafel.uitwisseling.public import Sleutelbos
from tests.cast import Cast
from tests.inzicht.voorbeelden import make_facets

Als = Callable[[Gebruiker], Client]


def shield(cast: Cast) -> None:
    """Only Sanne still knows of the household of Mieke."""
    Huishouden.objects.filter(pk=cast.gezin.pk).update(label="afgeschermd")
    Afschermlid.objects.create(huishouden=cast.gezin, gebruiker=cast.sanne)


def test_without_anything_hidden_it_is_the_same(cast: Cast) -> None:
    opname = from_product()
    assert without_shielded(opname) is opname


def test_a_shielded_household_takes_all_that_hangs_on_it_along(cast: Cast) -> None:
    create_plan(by=cast.noor, casus=cast.casus)
    keys, whole = Sleutelbos(), from_product()
    shield(cast)
    left = without_shielded(from_product())
    for naam, key in (("huishoudens", cast.gezin.pk), ("casussen", cast.casus.pk), ("personen", cast.mieke.pk)):
        gone = keys.of(naam, key)
        assert gone in whole.table(naam)["id"].to_pylist()
        assert gone not in left.table(naam)["id"].to_pylist()
    assert keys.of("casussen", cast.burencasus.pk) in left.table("casussen")["id"].to_pylist()
    for naam in ("plannen", "casusrollen"):
        assert keys.of("casussen", cast.casus.pk) in whole.table(naam)["casus"].to_pylist()
        assert keys.of("casussen", cast.casus.pk) not in left.table(naam)["casus"].to_pylist()


def test_who_also_lives_elsewhere_counts_there(cast: Cast) -> None:
    add_member(by=cast.noor, huishouden=cast.buren, persoon=cast.mieke, rol="volwassene", van=timezone.localdate())
    shield(cast)
    left = without_shielded(from_product())
    assert Sleutelbos().of("personen", cast.mieke.pk) in left.table("personen")["id"].to_pylist()


def test_the_area_of_a_secret_address_is_unknown(cast: Cast) -> None:
    cast.mieke.gebied = cast.gebied
    cast.mieke.save()
    key, vraag = Sleutelbos().of("personen", cast.mieke.pk), Vraag(timezone.localdate())

    def area() -> object:
        table = without_shielded(from_product()).table("personen")
        return dict(zip(table["id"].to_pylist(), table["gebied"].to_pylist(), strict=True))[key]

    assert area() is not None
    cast.mieke.geheim_adres = True
    cast.mieke.save()
    assert area() is None
    assert make_report("aansluiting", vraag, Motor(without_shielded(from_product()))).as_dict()["rijen"]


def test_the_figures_of_a_team_leave_it_out(cast: Cast) -> None:
    shield(cast)
    make_cijferstanden(timezone.localdate())
    noord = Cijferstand.objects.get(blik=Blikveld.TEAM, team=cast.noord)
    assert {figuur["naam"]: figuur for figuur in noord.figuren}["caseload"]["n"] == 1  # the neighbours


def test_what_was_shielded_since_is_not_counted_in_the_explorer(cast: Cast, als: Als) -> None:
    make_facets(cast)
    shield(cast)
    page = als(cast.tom).get(reverse("inzicht:verkenner"), {"team": cast.noord.pk})
    kept = Verkenstand.objects.get(stand__team=cast.noord)
    assert cast.casus.pk in kept.casussen
    assert f"1 casus van de {len(kept.casussen) - 1}" in page.content.decode()


def test_only_a_team_lead_opens_the_cases_of_a_choice(cast: Cast, als: Als) -> None:
    make_facets(cast)
    query = {"stand": "alle", "verken": f"team={cast.noord.pk}"}
    assert cast.gezin.naam in als(cast.tom).get(reverse("werkplek:casuslijst"), query).content.decode()
    assert cast.gezin.naam not in als(cast.sanne).get(reverse("werkplek:casuslijst"), query).content.decode()


def test_the_area_of_a_melding_about_a_secret_address_is_unknown(cast: Cast) -> None:
    """Else it would be counted there, and found behind that count."""
    made = register_melding(by=SYSTEEM, gegevens=Meldinggegevens("Hulp", persoon=cast.mieke, team=cast.noord))
    Melding.objects.filter(pk=made.pk).update(gebied=cast.gebied)

    def areas() -> list[object]:
        found: list[object] = without_shielded(from_product()).table("meldingen")["gebied"].to_pylist()
        return found

    assert areas() == [cast.gebied.code]
    cast.mieke.geheim_adres = True
    cast.mieke.save()
    assert areas() == [None]
