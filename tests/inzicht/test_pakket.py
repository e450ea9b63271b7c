"""The pack of all figures: one button, one command, as a workbook and as an accessible PDF."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.inzicht.voorbeelden import FIGUUR, fetch_file, make_figures

Als = Callable[[Gebruiker], Client]
PDF, XLSX = (reverse("inzicht:pakket", args=[form]) for form in ("pdf", "xlsx"))


def test_the_lead_takes_all_figures_of_the_team_along(cast: Cast, als: Als) -> None:
    make_figures(cast)
    client = als(cast.tom)
    assert PDF in client.get(reverse("inzicht:overzicht")).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(fetch_file(client, XLSX).content))
    assert book.sheetnames == ["inhoud", "kanaal", "definities"]
    assert book["inhoud"]["A1"].value == "Team Noord" and book["inhoud"]["C1"].value == "exact"
    assert book["kanaal"]["B2"].value == 30 and book["kanaal"]["A3"].data_type == "s"
    paper = pypdf.PdfReader(io.BytesIO(fetch_file(client, PDF).content))
    text = " ".join(page.extract_text() for page in paper.pages)
    assert "Cijfers van Team Noord" in text and FIGUUR.titel in text and "Niet beschikbaar" in text
    assert paper.trailer["/Root"].get_object()["/MarkInfo"]["/Marked"]


def test_the_council_gets_the_pack_without_small_numbers(cast: Cast, als: Als) -> None:
    make_figures(cast)
    book = openpyxl.load_workbook(io.BytesIO(fetch_file(als(cast.ana), XLSX).content))
    assert book["inhoud"]["C1"].value == "zonder kleine aantallen"


def test_a_pack_of_others_or_of_nothing_is_not_there(cast: Cast, als: Als) -> None:
    assert als(cast.tom).post(PDF).status_code == 404
    make_figures(cast)
    assert als(cast.tom).post(f"{XLSX}?team={cast.zuid.pk}").status_code == 404
    assert als(cast.noor).post(XLSX).status_code == 403
    assert als(cast.tom).post(reverse("inzicht:pakket", args=["docx"])).status_code == 404


def test_one_command_writes_the_packs_of_all(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nog geen cijfers"):
        call_command("pack", tmp_path)
    make_figures(cast)
    call_command("pack", tmp_path)
    names = {path.name.rsplit("-20")[0] for path in tmp_path.iterdir()}
    assert names == {"gemeente", f"team-{cast.noord.pk}"}
    assert len(list(tmp_path.iterdir())) == 4
