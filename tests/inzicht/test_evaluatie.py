"""One command makes the appendix that was made by hand: every table with its text, accessible, nothing small."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pypdf
import pytest
from django.core.management import CommandError, call_command

from keukentafel.inzicht.evaluatie import Evaluatie, make_evaluation
from keukentafel.inzicht.grafieken.drukwerk import printable
from keukentafel.inzicht.motor import Motor
from keukentafel.inzicht.vormen.evaluatiebestand import render_html, render_pdf
from keukentafel.inzicht.vraag import Periode, Vraagfout
from tests.cast import Cast
from tests.inzicht.pakketten import PEILDATUM, opname_of
from tests.inzicht.test_blik import larger

KNIP = date(2014, 7, 20)
PERIODEN = (Periode("lente", date(2014, 5, 1), date(2014, 7, 19)), Periode("zomer", KNIP, PEILDATUM))


@pytest.fixture
def exact(db: None, motor: Motor) -> str:
    """The page with all numbers."""
    motor.load(opname_of(larger(1)))
    return render_html(make_evaluation(Evaluatie(PEILDATUM, KNIP, PERIODEN, True), motor), PEILDATUM, exact=True)


def test_every_chapter_has_table_definition_and_caveats(exact: str) -> None:
    heads = re.findall(r"<h2>(.*?)</h2>", exact)
    for expected in ("Instroom per maand", "Instroom per periode", "Wie de inwoners zijn", "vanaf 20 juli 2014",
                     "Zelfredzaamheid bij de start", "Ondersteuning die er al was", "Waar hulp vandaan komt", "Doelen",
                     "Wat er anders ging dan voorheen"):  # fmt: skip
        assert any(expected in head for head in heads), expected
    articles = exact.split("<article>")[1:]
    assert len(articles) > 20
    for article in articles:
        assert "<table>" in article and "Rapport " in article and "versie" in article
    assert "niet bedoeld om te verspreiden" in exact


def test_the_paper_is_tagged_and_has_text_beside_each_drawing(exact: str) -> None:
    paper = pypdf.PdfReader(io.BytesIO(render_pdf(exact)))
    root = paper.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    text = " ".join(page.extract_text() for page in paper.pages)
    assert "Evaluatie sociale teams" in text and "Personen zonder casus" in text
    assert all(re.findall(r'<img [^>]*alt="([^"]+)"', exact))
    assert exact.count("<img") > 10


def test_to_be_spread_it_holds_no_small_number(db: None, motor: Motor) -> None:
    motor.load(opname_of(larger(0)))
    parts = make_evaluation(Evaluatie(PEILDATUM, date(2014, 7, 1), (), False), motor)
    for part in parts:
        for figuur in part.figuren:
            for row in figuur.rijen:
                for kolom, cel in zip(figuur.kolommen, row, strict=True):
                    small = kolom.soort == "geheel" and isinstance(cel, int) and 0 < cel < 10
                    assert not small, (part.kop, figuur.naam, row)


@pytest.mark.parametrize(("knip", "perioden"), [(KNIP, ()), (date(2014, 7, 1), PERIODEN)])
def test_spans_that_differ_by_days_are_not_spread(
    db: None, motor: Motor, knip: date, perioden: tuple[Periode, ...]
) -> None:
    with pytest.raises(Vraagfout, match="eerste van een maand"):
        make_evaluation(Evaluatie(PEILDATUM, knip, perioden, False), motor)


def test_what_was_not_recorded_is_not_available_and_no_nought(db: None, motor: Motor) -> None:
    """T-23: new support in the second half of 2014 was lost by a fault."""
    tabellen = larger(1)
    tabellen["inzet"] = []
    motor.load(opname_of(tabellen))
    page = render_html(make_evaluation(Evaluatie(PEILDATUM, KNIP, (), True), motor), PEILDATUM, exact=True)
    chapter = page.split("Waar hulp vandaan komt: vanaf")[1].split("</section>")[0]
    assert "Niet beschikbaar." in chapter and "<table>" not in chapter


def test_a_drawing_for_paper_carries_its_colours_itself() -> None:
    made = printable('<svg class="kt-tekening"><rect class="niveau-2"/><text class="vet op-2">3</text></svg>')
    assert 'fill="#bd1208"' in made and 'font-weight="700"' in made
    assert "class=" not in made


def test_the_command_writes_page_paper_and_companions(cast: Cast, tmp_path: Path) -> None:
    call_command("evaluation", tmp_path / "uit", knip=date(2014, 7, 1), peildatum=date.today())
    assert {path.name for path in (tmp_path / "uit").iterdir()} == {
        "evaluatie.html", "evaluatie.pdf", "evaluatie.css", "letter.woff2"
    }  # fmt: skip
    assert b"niet in, en ook niet" in (tmp_path / "uit" / "evaluatie.html").read_bytes()
    (tmp_path / "bezet").write_text("")
    with pytest.raises(CommandError):
        call_command("evaluation", tmp_path / "bezet", knip=date(2014, 7, 1))
