"""What an attacker inside tries beside the front door: counts, filters, old memberships, numbers that are guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from keukentafel.audit.models import Regel
from keukentafel.audit.public import pseudonyms_of
from keukentafel.casussen.models import Casusrol
from keukentafel.casussen.public import Casus
from keukentafel.personen.models import Afschermlid, Belang, Huishouden, Huishoudlid
from keukentafel.toegang.public import Gebruiker
from keukentafel.werkplek.teambord import Teambord, load_teambord
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]
TODAY = timezone.localdate()


def figures(bord: Teambord) -> tuple[object, ...]:
    """Every number on a board that counts cases."""
    asked = [(rule.naam, rule.gevraagd) for rule in bord.expertise if rule.gevraagd]
    return bord.stroom, asked, list(bord.zonder_afspraak), bord.zonder_regisseur_aantal, bord.stil_aantal


@pytest.mark.parametrize("why", ["afgeschermd", "belang"])
def test_no_number_on_the_board_counts_what_does_not_exist_for_the_reader(cast: Cast, inzage: object, why: str) -> None:
    Casus.objects.filter(pk=cast.casus.pk).update(expertise_gevraagd=["wmo"])
    seen = figures(load_teambord(cast.tom, cast.noord, TODAY))
    assert seen[1] and seen[2] == ["Noor"]
    if why == "belang":
        Belang.objects.create(gebruiker=cast.tom, huishouden=cast.gezin, gemeld_op=TODAY)
    else:
        Huishouden.objects.filter(pk=cast.gezin.pk).update(label="afgeschermd")
        Afschermlid.objects.create(huishouden=cast.gezin, gebruiker=cast.noor)
    tom = Gebruiker.objects.get(pk=cast.tom.pk)
    hidden = figures(load_teambord(tom, cast.noord, TODAY))
    Casusrol.objects.filter(casus=cast.casus).update(tot=TODAY - timedelta(days=1))
    Casus.objects.filter(pk=cast.casus.pk).update(aangemeld_op=date(2001, 1, 1), expertise_gevraagd=[])
    assert hidden == figures(load_teambord(Gebruiker.objects.get(pk=cast.tom.pk), cast.noord, TODAY))
    assert not hidden[1] and not hidden[2]


def test_who_may_not_see_the_safety_flag_does_not_find_by_it(cast: Cast, als: Als) -> None:
    worker = cast.medewerkers["max"]
    Casusrol.objects.create(casus=cast.casus, medewerker=worker, rol="consulent", van=TODAY)
    client, team = als(cast.max), als(cast.noor)
    for flagged in (False, True):
        Casus.objects.filter(pk=cast.casus.pk).update(veiligheid=flagged)
        page = client.get("/casussen/?veiligheid=ja").content.decode()
        assert "Gezin De Wit" in page and "Alleen met veiligheid" not in page
        assert ("Gezin De Wit" in team.get("/casussen/?veiligheid=ja").content.decode()) is flagged


@pytest.mark.parametrize(("wie", "hits"), [("noor", 1), ("zeno", 0)])
def test_trying_a_case_number_leaves_a_line_whether_it_hits_or_not(cast: Cast, als: Als, wie: str, hits: int) -> None:
    before = Regel.objects.count()
    als(cast.gebruikers[wie]).post("/zoeken/", {"q": cast.casus.nummer})
    asked = Regel.objects.get(volgnr__gt=before, soort="zoeken")
    assert asked.actor == cast.gebruikers[wie].pk and asked.reden == f"{hits} gevonden"
    assert asked.geheim is not None and cast.casus.nummer.encode() not in bytes(asked.geheim)


def test_an_old_membership_does_not_name_who_fled(cast: Cast, als: Als) -> None:
    lid = cast.gezin.leden.get(persoon=cast.mieke)
    Huishoudlid.objects.filter(pk=lid.pk).update(tot=TODAY - timedelta(days=1))
    home = Huishouden.objects.create(naam="Veilig", label="afgeschermd")
    Huishoudlid.objects.create(huishouden=home, persoon=cast.mieke, van=TODAY)
    url = f"/huishoudens/{cast.gezin.pk}/leden/{lid.pk}/beeindigen/"
    answer = als(cast.noor).get(url)
    assert answer.status_code == 404 and "Mieke" not in answer.content.decode()


def test_a_member_who_left_gets_a_line_when_his_data_are_opened(cast: Cast, als: Als) -> None:
    Huishoudlid.objects.filter(huishouden=cast.gezin, persoon=cast.jan).update(tot=TODAY - timedelta(days=1))
    Huishoudlid.objects.create(huishouden=Huishouden.objects.create(naam="Jan"), persoon=cast.jan, van=TODAY)
    before = Regel.objects.count()
    casus = Casus.objects.get(pk=cast.casus.pk)
    Casus.objects.create(
        nummer="KAAAAAA", huishouden=Huishouden.objects.get(naam="Jan"), persoon=cast.jan, team=casus.team,
        aangemeld_op=TODAY, geregistreerd_op=TODAY,
    )  # fmt: skip
    answer = als(cast.noor).get(f"/huishoudens/{cast.gezin.pk}/personen/{cast.jan.pk}/wijzigen/")
    assert answer.status_code == 200
    lines = Regel.objects.filter(volgnr__gt=before, soort="lezen", betrokkene=pseudonyms_of([cast.jan.pk])[cast.jan.pk])
    assert lines.exists()
