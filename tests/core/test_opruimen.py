"""What lapses goes by a command that runs by itself, also when nobody visits a page."""

from __future__ import annotations

import os
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from keukentafel.core.opruimen import OPRUIMEN
from keukentafel.toegang.models import BewaardeInvoer
from keukentafel.uitwisseling.map import BEWAARTIJD, Inleesmap
from keukentafel.werkplek.concepten import keep_concept
from keukentafel.werkplek.models import Concept
from tests.cast import Cast

COMMANDO = [("verzend", {}), ("inzicht", {"als_nodig": True})]


@pytest.mark.parametrize(("naam", "options"), COMMANDO)
def test_a_regular_command_removes_what_lapsed_and_nothing_else(
    naam: str, options: dict[str, bool], cast: Cast, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keukentafel.inzicht.management.commands.inzicht._make", lambda day, folder: 0)
    settings.INLEZINGEN_DIR = tmp_path
    old, young = Inleesmap(uuid.uuid4()), Inleesmap(uuid.uuid4())
    for place in (old, young):
        place.receive([b"x"])
    moment = old.pakket.stat().st_mtime - BEWAARTIJD - 60
    os.utime(old.pakket, (moment, moment))
    for sleutel in ("oud", "nieuw"):
        keep_concept(cast.noor, sleutel, [["naam", "x"]])
        BewaardeInvoer.objects.create(sleutel=uuid.uuid4(), gebruiker=cast.noor, pad=f"/{sleutel}", invoer=b"x")
    Concept.objects.filter(sleutel="oud").update(bewaard_op=timezone.now() - timedelta(days=31))
    BewaardeInvoer.objects.filter(pad="/oud").update(gemaakt_op=timezone.now() - timedelta(days=1, minutes=1))
    call_command(naam, **options)
    assert [place.pakket.exists() for place in (old, young)] == [False, True]
    assert list(Concept.objects.values_list("sleutel", flat=True)) == ["nieuw"]
    assert list(BewaardeInvoer.objects.values_list("pad", flat=True)) == ["/nieuw"]


def test_every_kind_that_lapses_is_known() -> None:
    assert {naam for naam, _remove in OPRUIMEN.items()} >= {"bewaarde_invoer", "concepten", "pakketten"}
