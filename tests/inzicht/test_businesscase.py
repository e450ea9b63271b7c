"""Business cases: every amount a range, unknown never nought, versions that stay, effects only where they are used."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from keukentafel.audit.models import Regel as Logregel
from keukentafel.audit.public import SYSTEEM
from keukentafel.cijfers.public import Mkbaprijs
from keukentafel.core.fouten import Regelfout
from keukentafel.inzicht.berekening import Bereik, Regel, compute_balance
from keukentafel.inzicht.businesscases import Postinvoer, add_post, content_of, create_businesscase, signed_euro
from keukentafel.inzicht.models import Businesscase, Businesscasepost, Businesscaseversie, Rapportbestand
from keukentafel.inzicht.states import Postsoort
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.inzicht.voorbeelden import fetch_file

Als = Callable[[Gebruiker], Client]
LIJST = reverse("inzicht:businesscases")
EEN = (Decimal(1), Decimal(1), Decimal(1))


def three(least: int, most: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.lists(st.integers(least, most), min_size=3, max_size=3).map(lambda found: tuple(sorted(found)))


REGELS = st.lists(
    st.builds(
        lambda soort, aantal, cent: Regel(soort, tuple(Decimal(n) for n in aantal), cent),  # type: ignore[arg-type]
        st.sampled_from([soort for soort in Postsoort if soort != Postsoort.EFFECT]), three(0, 9), three(0, 10**6),
    ),
    max_size=4,
)  # fmt: skip
TEKEN = {"uitgang": 1, "gerealiseerd": -1, "vermeden": 1, "investering": -1}


@given(REGELS)
def test_the_balance_holds_every_combination_and_its_ends_are_reached(regels: list[Regel]) -> None:
    found = compute_balance(regels)
    kinds = {regel.soort.value for regel in regels}
    if not {"uitgang", "gerealiseerd"} <= kinds:
        assert found.totaal is None and found.verschil is None
        return
    products = [
        [int(n) * cent * TEKEN[r.soort.value] for n, cent in zip(r.aantal, r.cent, strict=True)] for r in regels
    ]
    every = [sum(one) for one in itertools.product(*products)]
    assert found.totaal == Bereik(min(every), sum(p[1] for p in products), max(every))


def test_what_was_not_filled_in_is_unknown_and_an_effect_stays_out_of_the_balance() -> None:
    base, now = Regel(Postsoort.UITGANG, EEN, (9, 10, 11)), Regel(Postsoort.GEREALISEERD, EEN, (4, 5, 7))
    effect = Regel(Postsoort.EFFECT, EEN, (100, 100, 100), "gemeente", "zorgverzekeraar")
    assert compute_balance([base]).totaal is None and compute_balance([]).sommen == {}
    found = compute_balance([base, now, effect])
    assert found.verschil == found.totaal == Bereik(2, 5, 7)
    assert found.per_betaler == {"gemeente": Bereik(100, 100, 100)} and set(found.per_begunstigde) == {
        "zorgverzekeraar"
    }
    with pytest.raises(ValueError, match="volgorde"):
        Bereik(2, 1, 3)


@pytest.mark.parametrize(("cent", "text"), [(-1250, "-€ 12,50"), (0, "€ 0"), (100000, "€ 1.000")])
def test_an_amount_below_nought_says_so(cent: int, text: str) -> None:
    assert signed_euro(cent) == text


def line(soort: str, laag: str, midden: str, hoog: str, **more: str) -> dict[str, str]:
    return {"soort": soort, "naam": f"Post {soort}", "bron": "Begroting", "aanname": "Zoals vorig jaar",
            "aantal_laag": "1", "aantal_midden": "1", "aantal_hoog": "1", "bedrag_laag": laag, "bedrag_midden": midden,
            "bedrag_hoog": hoog, **more}  # fmt: skip


def test_the_analyst_makes_one_fixes_it_and_takes_the_pdf(cast: Cast, als: Als) -> None:
    client = als(cast.ana)
    year = {"van": "2025-01-01", "tot": "2025-12-31"}
    there = client.post(LIJST, {"naam": "Integraal team", "vraag": "", **year})["Location"]
    assert client.post(there, line("uitgang", "1.000", "1.200", "1.500,50")).status_code == 302
    assert "nog niet ingevuld" in client.get(there).content.decode()
    client.post(there, line("gerealiseerd", "700", "800", "900"))
    client.post(there, line("vermeden", "10", "20", "30", aantal_hoog="2,5"))
    page = client.get(there).content.decode()
    for expected in ("€ 110", "€ 420", "€ 875,50", "€ 75", "Bron: Begroting", "Zoals vorig jaar", "Saldo"):
        assert expected in page, expected
    made = Businesscase.objects.get()
    assert client.post(f"{there}vaststellen/", {"versie": made.versie - 1}).status_code == 409
    assert client.post(f"{there}vaststellen/", {"versie": made.versie}).status_code == 302
    fixed = Businesscaseversie.objects.get()
    post = Businesscasepost.objects.get(soort="vermeden")
    assert client.post(f"{there}regel/{post.pk}/weg/").status_code == 302
    assert client.post(f"{there}regel/{post.pk}/weg/").status_code == 422
    assert content_of(made)["totaal"][0] == "€ 100" and fixed.inhoud["totaal"][0] == "€ 110"
    pdf = fetch_file(client, f"{there}versie/1/")
    assert pdf.content.startswith(b"%PDF") and "versie-1.pdf" in pdf["Content-Disposition"]
    paper = pypdf.PdfReader(io.BytesIO(pdf.content))
    words = " ".join(page.extract_text() for page in paper.pages)
    assert "De uitkomst" in words and "Bron:" in words and made.naam in words
    assert paper.trailer["/Root"].get_object()["/MarkInfo"]["/Marked"] and paper.trailer["/Root"]["/Lang"] == "nl"
    page = client.get(reverse("inzicht:rapportbestand", args=[Rapportbestand.objects.get().pk])).content.decode()
    assert f"{made.naam}, versie 1" in page and there in page and "Cijfers van" not in page
    assert client.post(f"{there}versie/2/").status_code == 404
    events = set(Logregel.objects.filter(object_soort="businesscase").values_list("actie", flat=True))
    assert {"businesscase_gemaakt", "businesscasepost_toegevoegd", "businesscase_vastgesteld"} <= events


@pytest.mark.parametrize(
    "wrong",
    [line("uitgang", "3", "2", "1"), line("uitgang", "1", "", "3"), line("uitgang", "1", "2", "3", bron=""),
     line("vermeden", "1", "2", "3", aanname=" "), line("effect", "1", "2", "3"), line("uitgang", "-1", "2", "3"),
     line("uitgang", "1", "2", "3", aantal_laag="2"), line("weg", "1", "2", "3"), line("uitgang", "x", "2", "3")],
)  # fmt: skip
def test_a_line_that_cannot_be_is_refused_with_what_was_typed(cast: Cast, als: Als, wrong: dict[str, str]) -> None:
    made = create_businesscase(by=SYSTEEM, naam="Proef", van=date(2025, 1, 1), tot=date(2025, 12, 31))
    response = als(cast.ana).post(reverse("inzicht:businesscase", args=[made.pk]), wrong)
    assert response.status_code == 422 and f"Post {wrong['soort']}" in response.content.decode()
    assert not Businesscasepost.objects.exists()


def test_it_is_for_the_analyst_alone_and_its_pages_stay_cheap(
    cast: Cast, als: Als, django_assert_max_num_queries: Any
) -> None:
    made = create_businesscase(by=SYSTEEM, naam="Proef", van=date(2025, 1, 1), tot=date(2025, 12, 31))
    there = reverse("inzicht:businesscase", args=[made.pk])
    for user in (cast.tom, cast.noor, cast.bea):
        assert als(user).get(there).status_code == 403
    assert als(cast.ana).post(LIJST, {"naam": "x", "van": "2025-02-01", "tot": "2025-01-01"}).status_code == 422
    client = als(cast.ana)
    with django_assert_max_num_queries(25):
        client.get(there)


def test_effects_exist_only_where_an_mkba_is_used_and_keep_their_price(
    cast: Cast, als: Als, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "mkba.csv"
    file.write_text("code,omschrijving,bedrag,prijspeil,bron\nX1,Uitzetting,1250.50,2024,Eigen onderzoek\n")
    made = create_businesscase(by=SYSTEEM, naam="Proef", van=date(2025, 1, 1), tot=date(2025, 12, 31))
    there = reverse("inzicht:businesscase", args=[made.pk])
    with pytest.raises(CommandError, match="KEUKENTAFEL_MKBA"):
        call_command("mkba", str(file))
    assert "MKBA" not in als(cast.ana).get(there).content.decode()
    settings.MKBA = True
    call_command("mkba", str(file))
    price = Mkbaprijs.objects.get()
    effect = line(
        "effect", "", "", "", bron="", aantal_hoog="3", prijs="X1", betaler="Gemeente", begunstigde="Corporatie"
    )
    assert als(cast.ana).post(there, {**effect, "prijs": ""}).status_code == 422
    assert als(cast.ana).post(there, effect).status_code == 302
    page = als(cast.ana).get(there).content.decode()
    assert "€ 3.751,50" in page and "Eigen onderzoek, Uitzetting, prijspeil 2024" in page and "Corporatie" in page
    assert content_of(made)["totaal"][1] == "nog niet ingevuld"
    settings.MKBA = False
    assert content_of(made)["soorten"] == []
    with pytest.raises(Regelfout, match="geen MKBA"):
        invoer = Postinvoer(Postsoort.EFFECT, "x", "", EEN, (0, 0, 0), "y", "a", "b", price)
        add_post(by=SYSTEEM, businesscase=made, invoer=invoer)


def test_a_price_list_of_an_mkba_comes_in_whole_or_not_at_all(
    db: None, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MKBA = True
    file = tmp_path / "mkba.csv"
    rows = ("X1,Goed,1,2024,bron", "X1,Dubbel,1,2024,bron", "X2,,1,2024,bron", "X3,Fout,veel,1066,bron")
    file.write_text("\n".join(("code,omschrijving,bedrag,prijspeil,bron", *rows, "")))
    with pytest.raises(CommandError, match="Er is niets ingelezen"):
        call_command("mkba", str(file))
    said = capsys.readouterr().err
    assert (
        all(rule in said for rule in ("dubbel", "verplicht", "getal", "prijspeil")) and not Mkbaprijs.objects.exists()
    )
