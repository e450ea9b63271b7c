"""What a team can still fill in: every line sees its own fault, its number opens as many cases, and beyond the team
nothing small is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keukentafel.casussen.models import Casus, Casusrol
from keukentafel.inzicht.kwaliteit import VOORWAARDEN, quality_lines
from keukentafel.inzicht.models import Kwaliteitsstand
from keukentafel.inzicht.teamkwaliteit import count_quality, keep_quality, quality_beyond, quality_of
from keukentafel.nazorg.models import Nazorg, Werkwijzereview
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon
from keukentafel.plannen.models import Actie, Doel, Inzet, Plan
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.plannen.voorbeelden import make_doel, make_inzet

Als = Callable[[Gebruiker], Client]
URL = reverse("inzicht:kwaliteit")
VANDAAG = date.today()
GISTEREN = VANDAAG - timedelta(1)


def perfect(cast: Cast) -> None:
    """The case of the cast without anything to fill in."""
    Persoon.objects.filter(pk=cast.mieke.pk).update(telefoon="0612345678")
    Casus.objects.filter(pk=cast.casus.pk).update(
        vraagtype="enkelvoudig", geregistreerd_op=cast.casus.aangemeld_op, laatste_contact_op=VANDAAG,
        vraagverheldering_op=cast.casus.aangemeld_op, plan_op=VANDAAG,
    )  # fmt: skip
    doel = make_doel(cast)
    Doel.objects.filter(pk=doel.pk).update(soort="verbetering")
    Actie.objects.create(doel=doel, omschrijving="Bellen")


def closed(cast: Cast) -> None:
    """The same case, closed yesterday as it should."""
    Casus.objects.filter(pk=cast.casus.pk).update(afgesloten_op=GISTEREN)
    Plan.objects.update(beeindigd_op=GISTEREN)
    Werkwijzereview.objects.create(casus=cast.casus, datum=GISTEREN)


def _casus(**fields: Any) -> Callable[[Cast], object]:
    return lambda cast: Casus.objects.filter(pk=cast.casus.pk).update(**fields)


def _mieke(**fields: Any) -> Callable[[Cast], object]:
    return lambda cast: Persoon.objects.filter(pk=cast.mieke.pk).update(**fields)


def _support_over_time(cast: Cast) -> None:
    Inzet.objects.filter(pk=make_inzet(cast)).update(hoogstens_tot=GISTEREN)
    Doel.objects.update(soort="verbetering")


def _late(cast: Cast) -> None:
    Casus.objects.filter(pk=cast.casus.pk).update(geregistreerd_op=cast.casus.aangemeld_op + timedelta(15))


FOUTEN: dict[str, tuple[bool, Callable[[Cast], object]]] = {  # code: on a closed case; what goes wrong
    "bereikbaar": (False, _mieke(telefoon="")),
    "regisseur": (False, lambda cast: Casusrol.objects.filter(casus=cast.casus).update(tot=GISTEREN)),
    "volgende_stap": (False, lambda cast: Actie.objects.update(gedaan_op=GISTEREN)),
    "doelsoort": (False, lambda cast: Doel.objects.update(soort="")),
    "vraagtype": (False, _casus(vraagtype="")),
    "geboortedatum": (False, _mieke(geboortedatum=None)),
    "buurt": (False, _mieke(gebied=None)),
    "terugblik": (True, lambda cast: Werkwijzereview.objects.all().delete()),
    "overleden": (False, _mieke(overleden_op=GISTEREN)),
    "hulp_voorbij": (False, _support_over_time),
    "plan_loopt": (True, lambda cast: Plan.objects.update(beeindigd_op=None)),
    "stilstand": (False, _casus(laatste_contact_op=VANDAAG - timedelta(400))),
    "achter": (False, _casus(vraagverheldering_op=None, aangemeld_op=VANDAAG - timedelta(300))),
    "evaluatie": (False, lambda cast: Plan.objects.update(evaluatie_op=GISTEREN)),
    "streefdatum": (False, lambda cast: Doel.objects.update(streefdatum=GISTEREN)),
    "nazorg": (True, lambda cast: Nazorg.objects.create(casus=cast.casus, gepland_op=GISTEREN)),
    "later_ingevoerd": (False, _late),
}


def told(cast: Cast, user: Gebruiker) -> dict[str, int | None]:
    """The lines of team Noord for this reader, without the neighbours (a case of which nothing was recorded)."""
    return {row.regel.code: row.aantal for row in quality_of(user, cast.noord, VANDAAG).regels if row.aantal}


def test_every_line_has_words_and_a_condition() -> None:
    assert set(quality_lines()) == set(VOORWAARDEN) == set(FOUTEN)
    for line in quality_lines().values():
        assert line.hulp.endswith((".", "?")) and line.nut.endswith("."), line.code
        assert not line.wat[0].isupper() and not line.wat.endswith("."), line.code


@pytest.mark.parametrize("code", FOUTEN)
def test_a_line_sees_its_fault_and_opens_exactly_the_case(cast: Cast, als: Als, code: str) -> None:
    after_closing, break_it = FOUTEN[code]
    perfect(cast)
    if after_closing:
        closed(cast)
    assert told(cast, cast.noor) == {}
    break_it(cast)
    assert code in told(cast, cast.noor)
    client = als(cast.noor)
    address = next(url for url in re.findall(r'href="([^"]+)"', client.get(URL).content.decode()) if code in url)
    query = QueryDict(address.replace("&amp;", "&").partition("?")[2])
    found = client.get(reverse("werkplek:casuslijst"), query.dict()).content.decode()
    assert "Gezin De Wit" in found and "De heer B. Buur" not in found


def test_who_leads_until_a_later_day_leads_and_who_begins_later_does_not(cast: Cast) -> None:
    perfect(cast)
    lead = Casusrol.objects.filter(casus=cast.casus, rol="regisseur")
    lead.update(tot=VANDAAG + timedelta(400))
    assert "regisseur" not in told(cast, cast.noor)
    lead.update(van=VANDAAG + timedelta(1))
    assert told(cast, cast.noor)["regisseur"] == 1


def test_who_moves_out_later_can_still_be_reached(cast: Cast) -> None:
    perfect(cast)
    other = Huishoudlid.objects.filter(huishouden=cast.gezin).exclude(persoon=cast.mieke).first()
    assert other is not None
    Persoon.objects.filter(pk=cast.mieke.pk).update(telefoon="")
    Persoon.objects.filter(pk=other.persoon_id).update(telefoon="0612345678")
    Huishoudlid.objects.filter(pk=other.pk).update(tot=VANDAAG + timedelta(400))
    assert "bereikbaar" not in told(cast, cast.noor)
    Huishoudlid.objects.filter(pk=other.pk).update(tot=GISTEREN)
    assert told(cast, cast.noor)["bereikbaar"] == 1


def test_a_case_that_is_closed_to_the_reader_is_not_counted(cast: Cast) -> None:
    perfect(cast)
    assert "bereikbaar" not in told(cast, cast.noor)  # the neighbours have no telephone number, and she is a neighbour
    assert told(cast, cast.sanne)["bereikbaar"] == 1
    Huishouden.objects.filter(pk=cast.buren.pk).update(label="afgeschermd")
    assert "bereikbaar" not in told(cast, cast.sanne)


@pytest.mark.parametrize(
    ("naam", "status", "tekst"),
    [
        ("noor", 200, "Alleen uw team ziet dit per casus"), ("tom", 200, "Alleen uw team ziet dit per casus"),
        ("ana", 200, "één keer geteld"), ("bea", 200, "één keer geteld"),
        ("lot", 403, ""), ("petra", 403, ""), ("gwen", 403, ""),
    ],
)  # fmt: skip
def test_who_sees_what(cast: Cast, als: Als, naam: str, status: int, tekst: str) -> None:
    answer = als(getattr(cast, naam)).get(URL)
    assert answer.status_code == status
    assert tekst in answer.content.decode()
    if status == 200:
        main = answer.content.decode().partition("<main")[2].replace("Team Noord", "")
        assert not any(worker.naam in main for worker in cast.medewerkers.values())  # never by worker


def test_a_team_of_others_does_not_exist(cast: Cast, als: Als) -> None:
    assert als(cast.noor).get(URL, {"team": cast.zuid.pk}).status_code == 404


def test_the_filter_is_no_way_around_for_who_reads_fewer_laws(cast: Cast, als: Als) -> None:
    """Gwen takes part in the case; the list does not tell her of goals under a law that is not hers."""
    perfect(cast)
    Casusrol.objects.create(casus=cast.casus, medewerker=cast.medewerkers["gwen"], rol="consulent", van=GISTEREN)
    client = als(cast.gwen)
    for code in ("volgende_stap", "doelsoort"):
        page = client.get(reverse("werkplek:casuslijst"), {"aanvullen": code}).content.decode()
        assert "Gezin De Wit" in page  # as if it had not been asked


def test_beyond_the_team_only_sums_that_are_not_small_once_a_span(cast: Cast) -> None:
    for number in range(30):
        person = Persoon.objects.create(achternaam=f"P{number}", telefoon="" if number < 12 else "0612345678")
        house = Huishouden.objects.create(naam=f"P{number}")
        Casus.objects.create(
            nummer=f"K{number}", huishouden=house, persoon=person, team=cast.zuid, aangemeld_op=GISTEREN,
            vraagtype="enkelvoudig" if number < 25 else "",
        )  # fmt: skip
    keep_quality(GISTEREN, count_quality(GISTEREN))
    first = quality_beyond()
    assert first is not None
    rows = {row.regel.code: (row.aantal, row.n) for row in first[1]}
    assert rows["bereikbaar"] == (14, 32)  # the two of the cast have none either
    assert rows["vraagtype"] == (None, 32)  # 7 without
    assert rows["geboortedatum"] == (None, 32)  # 1 with
    assert rows["streefdatum"] == (0, 32)
    assert rows["terugblik"] == (0, 0)
    Persoon.objects.update(telefoon="0612345678")
    keep_quality(GISTEREN, count_quality(GISTEREN))
    assert Kwaliteitsstand.objects.count() == 1
    again = quality_beyond()
    assert again is not None and {row.regel.code: row.aantal for row in again[1]}["bereikbaar"] == 14


def test_the_page_costs_the_same_at_one_and_at_thirty_cases(cast: Cast, als: Als) -> None:
    client = als(cast.tom)

    def cost() -> int:
        client.get(URL)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        return len(queries)

    few = cost()
    for number in range(30):
        house = Huishouden.objects.create(naam=f"P{number}")
        Casus.objects.create(
            nummer=f"K{number}", huishouden=house, persoon=cast.jan, team=cast.noord, aangemeld_op=GISTEREN
        )
    assert cost() == few <= 25
