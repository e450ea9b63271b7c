"""While the use of a dossier stands still (AVG 18) it is counted as before; nobody comes to it by a count or a file.

The choices are those of docs/adr/0024.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.inzicht.momentopname import from_product
from keukentafel.personen.models import Huishouden
from keukentafel.toegang.uitvoerregister import load_uitvoer
from keukentafel.uitwisseling.public import resources
from keukentafel.uitwisseling.uitvoer import export_package
from tests.cast import Cast
from tests.inzicht.test_doorklikken import keep
from tests.inzicht.voorbeelden import make_facets
from tests.toegang.voorbeelden import VOORBEELDEN

Als = Callable[[Any], Client]
pytestmark = pytest.mark.sqlite
LIJST = reverse("werkplek:casuslijst")


def stand_still(home: Huishouden) -> None:
    Huishouden.objects.filter(pk=home.pk).update(beperkt=True)


def tables() -> dict[str, list[dict[str, Any]]]:
    """What every report is counted over."""
    opname = from_product()
    return {naam: opname.table(naam).to_pylist() for naam in resources()}


@pytest.mark.django_db
def test_no_figure_tells_that_somebody_asked(cast: Cast) -> None:
    before = tables()
    assert len(before["casussen"]) >= 2
    stand_still(cast.gezin)
    assert tables() == before


@pytest.mark.django_db
def test_what_is_kept_moves_along_with_everything(cast: Cast, tmp_path: Path) -> None:
    stand_still(cast.gezin)
    counts = export_package(tmp_path / "pakket")
    assert counts["casussen"] == len(tables()["casussen"])


def test_it_is_not_behind_a_number(cast: Cast, als: Als) -> None:
    url = f"{LIJST}?stand=alle&cijfer={keep(cast).pk}"
    assert als(cast.tom).get(url).context["lijst"].pagina.paginator.count == 1
    stand_still(cast.gezin)
    shown = als(cast.tom).get(url)
    assert shown.context["lijst"].pagina.paginator.count == 0
    assert "Gezin De Wit" not in shown.content.decode()


def test_it_is_not_behind_a_choice_nor_counted_in_it(cast: Cast, als: Als) -> None:
    """The explorer narrows until one is left: there a count is a list."""
    make_facets(cast)
    stand_still(cast.gezin)
    answer = als(cast.tom).get(reverse("inzicht:verkend", args=["csv"]) + "?naar=stand")
    assert [row[1] for row in csv.reader(io.StringIO(answer.content.decode()))][1:] == ["1"]
    page = als(cast.tom).get(f"{LIJST}?stand=alle&verken=team%3D{cast.noord.pk}").content.decode()
    assert "Gezin De Wit" not in page and "De heer B. Buur" in page


@pytest.mark.parametrize("deur", ["voorzieningen:blok", "tijdlijn:noemen", "tijdlijn:gesprek_ics", "plannen:versie"])
def test_no_file_of_it_leaves_but_to_who_has_the_regie(deur: str, cast: Cast, als: Als) -> None:
    assert f"scherm {deur} GET" in load_uitvoer().deuren
    ids = {
        "voorzieningen:blok": ["aanvraag_id"], "tijdlijn:noemen": ["casus_id"],
        "tijdlijn:gesprek_ics": ["casus_id", "gesprek_id"], "plannen:versie": ["casus_id", "versie_id"],
    }[deur]  # fmt: skip
    url = reverse(deur, args=[VOORBEELDEN[naam](cast) for naam in ids])
    assert als(cast.sanne).get(url).status_code == 200
    stand_still(cast.gezin)
    assert als(cast.sanne).get(url).status_code == 403
    reads = deur in ("tijdlijn:gesprek_ics", "plannen:versie")  # who has the regie reads, and does nothing with it
    assert als(cast.noor).get(url).status_code == (200 if reads else 403)
