"""Requests of residents on the screens: from receipt to letter, with a term, and what they bring about."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, timedelta

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Persoon, update_personen
from keukentafel.privacy.inzage import bestand as inzage_bestand
from keukentafel.privacy.inzage.bestand import BEWAREN, forget_old, make_copy
from keukentafel.privacy.models import Inbreng, Inzagebestand, Verzoek
from keukentafel.privacy.rechten.termijn import due_on
from keukentafel.taken.public import Taak
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.privacy.wereld import fill

Als = Callable[[Gebruiker], Client]
pytestmark = pytest.mark.django_db


def ask(cast: Cast, als: Als, soort: str, **extra: str) -> Verzoek:
    """Petra registers a request of Mieke and sees who she is."""
    petra = als(cast.petra)
    data = {"soort": soort, "ontvangen_op": date.today().isoformat(), "vrager": "zelf", **extra}
    answer = petra.post(reverse("privacy:nieuw", args=[cast.mieke.pk]), data)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    found = Verzoek.objects.get()
    petra.post(reverse("privacy:identiteit", args=[found.pk]), {"wijze": "document", "versie": found.versie})
    found.refresh_from_db()
    assert found.identiteit == "document"
    return found


def test_the_term_is_a_month_and_two_more_when_it_was_put_off() -> None:
    assert due_on(date(2026, 1, 31), verlengd=False) == date(2026, 2, 28)
    assert due_on(date(2026, 11, 22), verlengd=False) == date(2026, 12, 22)
    assert due_on(date(2026, 11, 30), verlengd=True) == date(2027, 2, 28)


def test_the_officer_finds_somebody_exactly_and_not_by_browsing(cast: Cast, als: Als) -> None:
    petra = als(cast.petra)
    found = petra.post(reverse("privacy:zoeken"), {"achternaam": "wit", "geboortedatum": "12-3-1988"})
    assert "Mieke de Wit" in found.content.decode()
    assert petra.post(reverse("privacy:zoeken"), {"achternaam": "Wit"}).status_code == 422
    none = petra.post(reverse("privacy:zoeken"), {"achternaam": "Wit", "geboortedatum": "13-3-1988"})
    assert "Wij vinden niemand" in none.content.decode()


def test_a_shielded_person_does_not_exist_for_an_officer_who_is_not_on_the_list(cast: Cast, als: Als) -> None:
    verzoek = ask(cast, als, "inzage")
    cast.gezin.change(label="afgeschermd")
    petra = als(cast.petra)
    assert petra.get(reverse("privacy:verzoek", args=[verzoek.pk])).status_code == 404
    assert "Mieke" not in petra.get(reverse("privacy:verzoeken")).content.decode()
    found = petra.post(reverse("privacy:zoeken"), {"achternaam": "wit", "geboortedatum": "12-3-1988"})
    assert "Mieke" not in found.content.decode()


def test_the_copy_is_made_read_and_handed_over_once(
    cast: Cast, als: Als, monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    fill(cast)
    started: list[int] = []
    monkeypatch.setattr(inzage_bestand, "start_making", started.append)
    verzoek, petra = ask(cast, als, "inzage"), als(cast.petra)
    url = reverse("privacy:inzage", args=[verzoek.pk])
    assert petra.post(url, {"mee": ["melder"]}).status_code == 422, "wat niet meegaat vraagt een reden"
    with django_capture_on_commit_callbacks(execute=True):
        assert petra.post(url, {"mee": ["melder"], "reden": "Het gaat over anderen."}).status_code == 302
    bestand = Inzagebestand.objects.get()
    assert started == [bestand.pk]
    made = make_copy(by=SYSTEEM, bestand=bestand)
    assert bytes(made.inhoud)[:2] != b"PK" and b"notitie VANMIEKE" not in bytes(made.inhoud)
    answer = petra.post(reverse("privacy:ophalen", args=[bestand.pk]))
    assert "uw-gegevens.zip" in answer["Content-Disposition"] and answer["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        assert not any("Wit" in name or "Mieke" in name for name in package.namelist())
        whole = json.loads(package.read("uw-gegevens.json"))
        assert "csv/tijdlijn-contactmoment.csv" in package.namelist()
        read = pypdf.PdfReader(io.BytesIO(package.read("uw-gegevens.pdf")))
        text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    everything = json.dumps(whole, ensure_ascii=False) + text
    assert "notitie VANMIEKE" in text and "VANBUURMAN" in text and "Het gaat over anderen." in text
    assert "Wie uw gegevens bekeek" in text and read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for other in ("VANJAN", "INTERNETEKST", "VANBUURVROUW", "notitie VANBUUR", "VEILIGETEKST"):
        assert other not in everything
    again = petra.post(reverse("privacy:ophalen", args=[bestand.pk]))
    assert again.status_code == 302 and bytes(Inzagebestand.objects.get().inhoud) == b""


def test_a_copy_that_nobody_fetched_is_gone_after_seven_days(cast: Cast, als: Als) -> None:
    verzoek = ask(cast, als, "inzage")
    decided = inzage_bestand.Inzage.objects.create(verzoek=verzoek)
    old = Inzagebestand.objects.create(inzage=decided, gevraagd_op=verzoek.gemaakt_op, inhoud=b"x", stand="klaar")
    old.klaar_op = verzoek.gemaakt_op - BEWAREN - timedelta(minutes=1)
    old.save()
    with pytest.raises(Regelfout):
        inzage_bestand.hand_over(by=cast.petra, bestand=old)
    assert forget_old(by=SYSTEEM) == 1 and bytes(Inzagebestand.objects.get().inhoud) == b""


def test_the_regisseur_is_asked_by_a_task_and_a_stranger_cannot_answer(cast: Cast, als: Als) -> None:
    verzoek = ask(cast, als, "rectificatie", vraag="Dit klopt niet")
    als(cast.petra).post(reverse("privacy:inbreng_vragen", args=[verzoek.pk]), {"vraag": "Klopt het?"})
    asked = Inbreng.objects.get()
    assert asked.medewerker == cast.medewerkers["noor"] and Taak.objects.open().filter(casus=cast.casus).count() == 1
    url = reverse("privacy:inbreng", args=[asked.pk])
    assert als(cast.zeno).get(url).status_code == 404
    assert als(cast.noor).post(url, {"tekst": "Ja, het is anders gegaan."}).status_code == 302
    assert not Taak.objects.open().filter(casus=cast.casus).exists()
    page = als(cast.petra).get(reverse("privacy:verzoek", args=[verzoek.pk])).content.decode()
    assert "Ja, het is anders gegaan." in page


def test_nothing_is_given_before_it_is_known_who_asks_and_a_refusal_says_why(cast: Cast, als: Als) -> None:
    petra = als(cast.petra)
    data = {"soort": "wissen", "ontvangen_op": date.today().isoformat(), "vrager": "zelf"}
    petra.post(reverse("privacy:nieuw", args=[cast.mieke.pk]), data)
    verzoek = Verzoek.objects.get()
    url = reverse("privacy:afhandelen", args=[verzoek.pk])
    assert petra.post(url, {"uitkomst": "toegewezen", "versie": verzoek.versie}).status_code == 422
    assert petra.post(url, {"uitkomst": "afgewezen", "versie": verzoek.versie}).status_code == 422
    done = petra.post(url, {"uitkomst": "afgewezen", "reden": "De wet zegt 15 jaar.", "versie": verzoek.versie})
    assert done.status_code == 302
    letter = petra.get(reverse("privacy:brief", args=[verzoek.pk])).content.decode()
    assert "Wij doen niet wat u vroeg" in letter and "De wet zegt 15 jaar." in letter and "bezwaar maken" in letter


def test_a_statement_stands_beside_the_dossier(cast: Cast, als: Als) -> None:
    verzoek = ask(cast, als, "verklaring", vraag="Ik heb dit nooit gezegd.", stuk="de notitie van 3 mei")
    als(cast.petra).post(reverse("privacy:uitvoeren", args=[verzoek.pk]))
    page = als(cast.noor).get(reverse("werkplek:casuspagina", args=[cast.casus.pk])).content.decode()
    url = reverse("privacy:verklaringen", args=[cast.gezin.pk])
    assert "Er is een verklaring van de inwoner" in page and url in page
    assert "Ik heb dit nooit gezegd." in als(cast.noor).get(url).content.decode()
    assert als(cast.zeno).get(url).status_code == 404


def test_while_the_use_stands_still_only_the_regisseur_reads_and_nobody_writes(cast: Cast, als: Als) -> None:
    verzoek = ask(cast, als, "beperking")
    als(cast.petra).post(reverse("privacy:uitvoeren", args=[verzoek.pk]))
    page, write = (
        reverse("werkplek:casuspagina", args=[cast.casus.pk]),
        reverse("casussen:samenvatting", args=[cast.casus.pk]),
    )
    assert "Stilgezet: alleen lezen" in als(cast.noor).get(page).content.decode()
    assert als(cast.noor).get(write).status_code == 403
    refused = als(cast.sanne).get(page)
    assert refused.status_code == 403 and "stil te zetten" in refused.content.decode()
    assert als(cast.zeno).get(page).status_code == 404
    listed = reverse("werkplek:casuslijst")
    assert "Gezin De Wit" in als(cast.noor).get(listed).content.decode()
    assert "Gezin De Wit" not in als(cast.sanne).get(f"{listed}?van=team").content.decode()
    als(cast.petra).post(reverse("privacy:hervatten", args=[verzoek.pk]))
    assert als(cast.sanne).get(page).status_code == 200


def test_a_name_that_went_out_is_nowhere_and_no_import_brings_it_back(cast: Cast, als: Als) -> None:
    cast.mieke.change(telefoon="0612345678")
    verzoek = ask(cast, als, "buiten_systeem")
    als(cast.petra).post(reverse("privacy:uitvoeren", args=[verzoek.pk]))
    gone = Persoon.objects.get(pk=cast.mieke.pk)
    assert (gone.voornamen, gone.geboortedatum, gone.postcode, gone.bsn_index, gone.pseudoniem) == (
        "",
        None,
        "",
        None,
        True,
    )
    versions = gone.history.values_list("voornamen", "achternaam", "postcode", "telefoon")
    assert set(versions) == {("", gone.achternaam, "", "")}
    assert "Mieke" not in als(cast.noor).get(reverse("werkplek:casuspagina", args=[cast.casus.pk])).content.decode()
    update_personen(by=SYSTEEM, velden=("voornamen", "achternaam"), ids=[gone.pk], rijen=[("Mieke", "de Wit")])
    gone.refresh_from_db()
    assert gone.voornamen == "" and gone.pseudoniem


def test_only_the_officer_handles_requests(cast: Cast, als: Als) -> None:
    for who in (cast.noor, cast.tom, cast.bea):
        assert als(who).get(reverse("privacy:verzoeken")).status_code == 403


def test_the_start_page_says_what_waits(cast: Cast, als: Als) -> None:
    verzoek = ask(cast, als, "inzage")
    Verzoek.objects.filter(pk=verzoek.pk).update(ontvangen_op=date.today() - timedelta(days=40))
    page = als(cast.petra).get(reverse("privacy:start")).content.decode()
    assert "Verzoeken van inwoners" in page and "1 over de termijn heen" in page
