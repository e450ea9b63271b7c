"""A practice scan: figures beside what people tell, a top 10 in the order that people choose, nothing of a person."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht.figuren.vragen import VRAGEN
from keukentafel.inzicht.models import Bevinding, Ontwikkelpunt, Praktijkscan, Rapportbestand
from keukentafel.inzicht.praktijkscan import (
    CIJFERS_BIJ,
    HOOGSTENS,
    Bevindinginvoer,
    Puntinvoer,
    begin_scan,
    close_scan,
    raise_punt,
    record_bevinding,
    record_punt,
)
from keukentafel.inzicht.states import Scanthema
from keukentafel.personen.public import declare_belang
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.inzicht.voorbeelden import fetch_file, make_figures, make_scan

Als = Callable[[Gebruiker], Client]
LIJST = reverse("inzicht:scans")


def post(client: Client, name: str, *args: int, **data: object) -> Any:
    return client.post(reverse(f"inzicht:{name}", args=args), {**data, "idempotentiesleutel": uuid.uuid4()})


def told(tekst: str = "De regie is onduidelijk.", wie: str = "twee hulpverleners") -> Bevindinginvoer:
    return Bevindinginvoer("regie", "interview", timezone.localdate(), wie, tekst)


def names(scan: Praktijkscan) -> list[str]:
    return list(scan.punten.values_list("naam", flat=True))


def test_every_theme_has_its_questions_and_every_question_exists() -> None:
    assert set(CIJFERS_BIJ) == set(Scanthema.values)
    assert {code for codes in CIJFERS_BIJ.values() for code in codes} <= set(VRAGEN)


def test_the_whole_road_on_screen(cast: Cast, als: Als) -> None:
    make_figures(cast)
    client = als(cast.tom)
    assert post(client, "scans", naam="Scan 2026").status_code == 302
    scan = Praktijkscan.objects.get()
    assert scan.team == cast.noord
    day = timezone.localdate().isoformat()
    said = {"thema": "outreachend", "soort": "interview", "op": day, "wie": "de manager", "bewijs": "gesprek"}
    assert (
        post(client, "bevinding_nieuw", scan.pk, tekst="Ze gaan er alleen op af bij een vraag.", **said).status_code
        == 302
    )
    found = Bevinding.objects.get()
    data = {
        "naam": "Outreachend werken",
        "waarom": "Het gebeurt te weinig.",
        "bevindingen": [found.pk],
        "cijfers": ["binnen"],
    }
    assert post(client, "punt_nieuw", scan.pk, **data).status_code == 302
    page = client.get(reverse("inzicht:scan", args=[scan.pk])).content.decode()
    for expected in ("Ze gaan er alleen op af", "Interview, de manager", "Telefoon: 60% (30 van 50)",
                     "Outreachend werken", "Het gebeurt te weinig.", "Waar het op rust", "Eerdere versie"):  # fmt: skip
        assert expected in page
    assert post(client, "scan_afsluiten", scan.pk).status_code == 302
    page = client.get(reverse("inzicht:scan", args=[scan.pk])).content.decode()
    assert "Wijzigen" not in page
    assert post(client, "bevinding_nieuw", scan.pk, tekst="Te laat.", **said).status_code == 422


@pytest.mark.parametrize("veld", ["wie", "tekst", "bewijs"])
@pytest.mark.parametrize("persoon", ["bsn 999990639", "woont op 6217 AB", "mail a@b.nl", "dossier 2026123456"])
def test_what_points_to_a_person_is_refused(cast: Cast, veld: str, persoon: str) -> None:
    scan = make_scan(cast)
    said = {
        "thema": "regie",
        "soort": "interview",
        "op": timezone.localdate(),
        "wie": "team",
        "tekst": "x",
        "bewijs": "",
    }
    with pytest.raises(Regelfout) as fault:
        record_bevinding(by=SYSTEEM, scan=scan, invoer=Bevindinginvoer(**{**said, veld: persoon}))
    assert fault.value.veld == veld


def test_a_point_without_evidence_is_no_point(cast: Cast) -> None:
    with pytest.raises(Regelfout):
        record_punt(by=SYSTEEM, scan=make_scan(cast), invoer=Puntinvoer("Iets", "Zomaar"))


def test_evidence_of_another_scan_does_not_count(cast: Cast) -> None:
    other = begin_scan(by=SYSTEEM, naam="Gemeente", team=None)
    theirs = record_bevinding(by=SYSTEEM, scan=other, invoer=told())
    made = record_punt(by=SYSTEEM, scan=make_scan(cast), invoer=Puntinvoer("Iets", "w", [theirs.pk], ["plan"]))
    assert made.bevindingen == []


def test_people_choose_the_order_and_there_are_ten_at_most(cast: Cast) -> None:
    scan = make_scan(cast)
    for number in range(2, HOOGSTENS + 1):
        record_punt(by=SYSTEEM, scan=scan, invoer=Puntinvoer(f"Punt {number}", "w", cijfers=["plan"]))
    with pytest.raises(Regelfout):
        record_punt(by=SYSTEEM, scan=scan, invoer=Puntinvoer("Punt 11", "w", cijfers=["plan"]))
    raise_punt(by=SYSTEEM, punt=scan.punten.get(naam="Punt 3"))
    raise_punt(by=SYSTEEM, punt=scan.punten.get(naam="Punt 3"))
    assert names(scan)[:3] == ["Punt 3", "Regie afspreken", "Punt 2"]
    with pytest.raises(Regelfout):
        raise_punt(by=SYSTEEM, punt=scan.punten.get(naam="Punt 3"))


def test_what_is_taken_out_leaves_its_place_and_its_history(cast: Cast, als: Als) -> None:
    scan = make_scan(cast)
    punt = scan.punten.get()
    assert post(als(cast.tom), "punt_weg", scan.pk, punt.pk).status_code == 302
    assert names(scan) == []
    page = als(cast.tom).get(reverse("inzicht:scan", args=[scan.pk])).content.decode()
    assert "Regie afspreken: weggehaald" in page
    record_punt(by=SYSTEEM, scan=scan, invoer=Puntinvoer("Nieuw", "w", cijfers=["plan"]))
    assert Ontwikkelpunt.objects.get().plaats == 1


def test_one_scan_at_a_time_and_none_closes_empty(cast: Cast) -> None:
    scan = begin_scan(by=SYSTEEM, naam="Een", team=cast.noord)
    with pytest.raises(Regelfout):
        begin_scan(by=SYSTEEM, naam="Twee", team=cast.noord)
    with pytest.raises(Regelfout):
        close_scan(by=SYSTEEM, scan=scan)
    begin_scan(by=SYSTEEM, naam="Twee", team=cast.zuid)


def test_a_finding_is_not_of_tomorrow(cast: Cast) -> None:
    later = Bevindinginvoer("regie", "interview", timezone.localdate() + timedelta(1), "team", "x")
    with pytest.raises(Regelfout):
        record_bevinding(by=SYSTEEM, scan=make_scan(cast), invoer=later)


@pytest.mark.parametrize(
    ("naam", "lijst", "scan"), [("tom", 200, 200), ("ana", 200, 404), ("noor", 403, 403), ("bea", 403, 403)]
)
def test_a_scan_is_of_its_team(cast: Cast, als: Als, naam: str, lijst: int, scan: int) -> None:
    client = als(getattr(cast, naam))
    assert client.get(LIJST).status_code == lijst
    assert client.get(reverse("inzicht:scan", args=[make_scan(cast).pk])).status_code == scan


def test_the_page_costs_the_same_with_one_finding_and_with_forty(cast: Cast, als: Als) -> None:
    scan = make_scan(cast)
    client = als(cast.tom)

    def cost() -> int:
        client.get(reverse("inzicht:scan", args=[scan.pk]))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("inzicht:scan", args=[scan.pk]))
        return len(queries)

    few = cost()
    for number in range(40):
        record_bevinding(by=SYSTEEM, scan=scan, invoer=told(f"Bevinding {number}"))
    assert cost() == few <= 25


def test_the_scan_leaves_as_a_paper_that_can_be_read_aloud(cast: Cast, als: Als) -> None:
    make_figures(cast)
    scan = make_scan(cast)
    url = reverse("inzicht:scan_pdf", args=[scan.pk])
    client = als(cast.tom)
    assert url in client.get(reverse("inzicht:scan", args=[scan.pk])).content.decode()
    answer = fetch_file(client, url)
    paper = pypdf.PdfReader(io.BytesIO(answer.content))
    words = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "Praktijkscan Scan van dit jaar" in words and "De regie is onduidelijk." in words
    assert "drie hulpverleners" in words and "Wat wij gaan ontwikkelen" in words and "Telefoon: 60%" in words
    root = paper.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "nl" and b"pdfuaid:part" in root["/Metadata"].get_data()
    assert "Scan" not in answer["Content-Disposition"]
    assert Regel.objects.filter(actie="cijfers_meegenomen").count() == 1
    assert als(cast.ana).post(url).status_code == 404  # of a team; policy has its own


def test_a_scan_is_drawn_anew_for_who_may_still_read_its_figures(cast: Cast, als: Als) -> None:
    make_figures(cast)
    scan, client = make_scan(cast), als(cast.tom)
    url = reverse("inzicht:scan_pdf", args=[scan.pk])

    def ask() -> str:
        return str(client.post(url, {"idempotentiesleutel": str(uuid.uuid4())})["Location"])

    first = ask()
    assert ask() == first  # it is being made
    Rapportbestand.objects.update(klaar_op=timezone.now(), inhoud=b"%PDF")
    assert ask() != first  # what people tell may have changed
    file = reverse("inzicht:ophalen", args=[Rapportbestand.objects.earliest("pk").pk])
    assert [als(one).get(file).status_code for one in (cast.tom, cast.ana)] == [200, 404]
    declare_belang(by=cast.tom, huishouden=cast.gezin, gebruiker=cast.tom)
    assert client.get(file).status_code == 404  # drawn beside figures that are not his any more
