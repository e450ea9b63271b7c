"""A package on the screen: offered, checked, shown in numbers, brought in by a process of its own."""

from __future__ import annotations

import os
import stat
import uuid
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from keukentafel.audit.models import Regel
from keukentafel.casussen.public import Casus
from keukentafel.personen.public import Persoon
from keukentafel.plannen.public import Doel
from keukentafel.toegang.public import Gebruiker
from keukentafel.uitwisseling import scherm
from keukentafel.uitwisseling.map import Inleesmap, Stand
from keukentafel.uitwisseling.models import Inlezing, Sleutel
from tests.cast import Cast
from tests.uitwisseling.pakketten import Tabellen, files_of, whole, write_zip

pytestmark = pytest.mark.django_db
Als = Callable[[Gebruiker], Client]
ZIP = "application/zip"


def others() -> Tabellen:
    """The whole package, about people who are not in the cast."""
    tabellen = whole()
    tabellen["personen"][0] |= {"bsn": "", "voornamen": "Wilhelmina"}
    return tabellen


@pytest.fixture(autouse=True)
def _hier(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process of its own would do is done here, by its command."""
    monkeypatch.setattr(scherm, "start_process", lambda row: call_command("pakket_verwerken", str(row.pk)))


@pytest.fixture
def bea(cast: Cast, als: Als) -> Client:
    """The functional administrator."""
    return als(cast.bea)


@pytest.fixture
def offer(
    bea: Client, tmp_path: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Callable[..., Inlezing]:
    """`offer(tables)`: offer a package with these tables on the screen; it is checked at once."""

    def do(tabellen: Tabellen, bron: str = "oud systeem") -> Inlezing:
        content = write_zip(tmp_path / "p.zip", files_of(tabellen)).read_bytes()
        data = {"bron": bron, "bestand": SimpleUploadedFile("p.zip", content, ZIP), "idempotentiesleutel": uuid.uuid4()}
        with django_capture_on_commit_callbacks(execute=True):
            answer = bea.post(reverse("uitwisseling:pakketten"), data)
        made = Inlezing.objects.order_by("-pk")[0]
        assert (answer.status_code, answer.headers["Location"]) == (302, page(made))
        return made

    return do


def page(row: Inlezing, name: str = "inlezing") -> str:
    """The address of this package."""
    return reverse(f"uitwisseling:{name}", args=[row.pk])


def press(client: Client, row: Inlezing, name: str, run: DjangoCaptureOnCommitCallbacks) -> int:
    """Press a button of this package; the status of the answer."""
    with run(execute=True):
        return client.post(page(row, name), {"idempotentiesleutel": uuid.uuid4()}).status_code


def test_from_upload_to_import(
    bea: Client, offer: Callable[..., Inlezing], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    before = Persoon.objects.count()
    row = offer(others())
    text = bea.get(page(row)).content.decode()
    assert "Geen fouten" in text
    assert "Er is nog niets ingelezen" in text
    assert Persoon.objects.count() == before
    zip_file = Inleesmap(row.sleutel).pakket
    assert stat.S_IMODE(zip_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(zip_file.parent.stat().st_mode) == 0o700
    assert not zipfile.is_zipfile(zip_file) and b"personen.csv" not in zip_file.read_bytes()  # it lies encrypted
    row.refresh_from_db()
    assert row.tellingen["personen"] == [2, 0, 0]
    assert press(bea, row, "inlezen", django_capture_on_commit_callbacks) == 302
    assert "Alles uit dit pakket staat erin" in bea.get(page(row)).content.decode()
    assert Persoon.objects.count() == before + 2
    assert not zip_file.exists()
    assert press(bea, row, "inlezen", django_capture_on_commit_callbacks) == 422
    assert press(bea, row, "weg", django_capture_on_commit_callbacks) == 422
    again = offer(others())
    again.refresh_from_db()
    assert again.tellingen["personen"] == [0, 0, 2]


def test_faults_are_shown_as_a_number_and_as_a_file_without_anybodys_data(
    bea: Client, offer: Callable[..., Inlezing]
) -> None:
    tabellen = others()
    tabellen["personen"][0] |= {"bsn": "987654321", "geboortedatum": "gisteren"}
    row = offer(tabellen)
    text = bea.get(page(row)).content.decode()
    assert "2 fouten" in text
    assert "personen · bsn" in text and "personen · geboortedatum" in text
    assert page(row, "fouten") in text
    answer = bea.get(page(row, "fouten"))
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines[0] == "resource,row,column,rule,message"
    assert [line.split(",")[:4] for line in lines[1:]] == [
        ["personen", "1", "geboortedatum", "type"],
        ["personen", "1", "bsn", "elfproef"],
    ]
    assert "Wilhelmina" not in answer.headers["Content-Disposition"] + text
    assert not Inleesmap(row.sleutel).pakket.exists()


def test_what_is_no_package_is_told_on_the_page(
    bea: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    text = SimpleUploadedFile("p.zip", b"geen zip", ZIP)
    data = {"bron": "oud", "bestand": text, "idempotentiesleutel": uuid.uuid4()}
    refused = bea.post(reverse("uitwisseling:pakketten"), data)
    assert refused.status_code == 422 and "Dit is geen zipbestand" in refused.content.decode()
    data["bestand"] = SimpleUploadedFile("p.zip", b"PK\x03\x04 geen zip", ZIP)
    with django_capture_on_commit_callbacks(execute=True):
        bea.post(reverse("uitwisseling:pakketten"), data)
    assert "geen leesbaar zipbestand" in bea.get(page(Inlezing.objects.get())).content.decode()
    empty = bea.post(reverse("uitwisseling:pakketten"), {"bron": "oud", "idempotentiesleutel": uuid.uuid4()})
    assert empty.status_code == 422
    assert 'value="oud"' in empty.content.decode()


def test_a_double_press_offers_it_once(bea: Client, tmp_path: Path) -> None:
    content, key = write_zip(tmp_path / "p.zip", files_of(whole())).read_bytes(), uuid.uuid4()
    for _ in range(2):
        data = {"bron": "oud", "bestand": SimpleUploadedFile("p.zip", content, ZIP), "idempotentiesleutel": key}
        assert bea.post(reverse("uitwisseling:pakketten"), data).status_code == 302
    assert Inlezing.objects.count() == 1


def test_how_far_it_is_shows_without_javascript_and_a_broken_off_process_can_be_started_again(
    cast: Cast, bea: Client, offer: Callable[..., Inlezing],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    row = offer(others())
    Inlezing.objects.filter(pk=row.pk).update(status="inlezen")
    place = Inleesmap(row.sleutel)
    place.tell(Stand("inlezen", "scores", 40_000))
    with place.at_work() as ours:
        assert ours
        Inlezing.objects.filter(pk=row.pk).update(gewijzigd_op=timezone.now() - timedelta(hours=1))
        text = bea.get(page(row)).content.decode()
        assert "Inlezen: scores" in text
        assert "40.000 rijen" in text
        assert press(bea, row, "weg", django_capture_on_commit_callbacks) == 422
        scherm.process_package(row)  # a second process finds it taken
    assert not Persoon.objects.filter(voornamen="Wilhelmina").exists()
    assert "Het werk is afgebroken" in bea.get(page(row)).content.decode()
    assert press(bea, row, "inlezen", django_capture_on_commit_callbacks) == 302
    row.refresh_from_db()
    assert row.status == "ingelezen"
    assert Regel.objects.filter(actie="gegevenspakket_ingelezen").exists()


def test_a_package_that_nobody_comes_back_for_goes_after_a_day(
    bea: Client, offer: Callable[..., Inlezing], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row, young = offer(others()), offer(others(), "ander systeem")
    old = Inleesmap(row.sleutel).pakket
    moment = old.stat().st_mtime - 25 * 60 * 60
    os.utime(old, (moment, moment))
    Inlezing.objects.filter(pk=row.pk).update(status="inlezen", gewijzigd_op=timezone.now() - timedelta(hours=25))
    with Inleesmap(row.sleutel).at_work():
        bea.get(reverse("uitwisseling:pakketten"))
        assert old.exists()  # it is being read
    text = bea.get(page(row)).content.decode()
    assert "wachtte langer dan een dag" in text and page(row, "inlezen") not in text
    assert not old.exists() and Inleesmap(young.sleutel).pakket.exists()
    assert press(bea, row, "inlezen", django_capture_on_commit_callbacks) == 422
    assert press(bea, row, "weg", django_capture_on_commit_callbacks) == 302


def test_a_kept_package_that_was_changed_is_refused(
    bea: Client, offer: Callable[..., Inlezing], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = offer(others())
    kept = Inleesmap(row.sleutel).pakket
    data = bytearray(kept.read_bytes())
    data[-1] ^= 1
    kept.write_bytes(data)
    press(bea, row, "inlezen", django_capture_on_commit_callbacks)
    assert "beschadigd" in bea.get(page(row)).content.decode()
    assert not kept.exists() and not Persoon.objects.filter(voornamen="Wilhelmina").exists()


def test_put_aside_leaves_nothing_on_disk(
    bea: Client, offer: Callable[..., Inlezing], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = offer(others())
    folder = Inleesmap(row.sleutel).pakket.parent
    assert press(bea, row, "weg", django_capture_on_commit_callbacks) == 302
    assert not folder.exists()
    assert "Het bestand is verwijderd" in bea.get(page(row)).content.decode()
    assert bea.get(page(row, "fouten")).status_code == 404


def test_only_the_functional_administrator_sees_it(cast: Cast, als: Als, offer: Callable[..., Inlezing]) -> None:
    row = offer(others())
    for who in (cast.noor, cast.tom, cast.zeno):
        assert als(who).get(reverse("uitwisseling:pakketten")).status_code in (403, 404)
        assert als(who).get(page(row)).status_code in (403, 404)
        assert als(who).post(page(row, "inlezen")).status_code in (403, 404)


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    cast: Cast, bea: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Inlezing.objects.bulk_create([Inlezing(bron=f"bron {n}", door=cast.bea) for n in range(200)])
    with django_assert_max_num_queries(25):
        text = bea.get(reverse("uitwisseling:pakketten")).content.decode()
    assert text.count("bron 1") <= 25


def test_the_command_of_a_package_that_is_not_there_says_so() -> None:
    with pytest.raises(CommandError, match="niet"):
        call_command("pakket_verwerken", "99")


def test_a_fault_that_nobody_foresaw_is_told_and_logged_without_its_words(
    bea: Client, offer: Callable[..., Inlezing], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**given: object) -> None:
        raise KeyError("Mieke Wit")

    monkeypatch.setattr(scherm, "import_package", fail)
    row = offer(others())
    row.refresh_from_db()
    assert (row.status, row.reden, row.fouten) == ("geweigerd", scherm.STORING, 1)
    assert "KeyError" in caplog.text and "Mieke" not in caplog.text
    assert "door een storing" in bea.get(page(row)).content.decode()


def test_a_trial_says_what_was_closed_here_and_stays_so(
    bea: Client, offer: Callable[..., Inlezing], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = offer(others())
    assert "Blijft hier afgesloten" not in bea.get(page(row)).content.decode()
    assert press(bea, row, "inlezen", django_capture_on_commit_callbacks) == 302
    ids = Sleutel.objects.filter(bron__naam="oud systeem")
    casus = Casus.objects.get(pk=ids.get(resource="casussen").object_id)
    casus.change(afgesloten_op=date(2015, 1, 1))
    Doel.objects.get(pk=ids.get(resource="doelen").object_id).change(status="behaald")
    later = others()
    later["casussen"][0] |= {"veiligheid": "ja"}
    later["doelen"][0] |= {"telwijze": "interventie"}
    newer = offer(later)
    newer.refresh_from_db()
    assert (newer.tellingen["casussen"], newer.tellingen["doelen"]) == ([0, 1, 0, 0, 1], [0, 1, 0, 0, 1])
    assert newer.tellingen["personen"] == [0, 0, 2]
    assert "Blijft hier afgesloten" in bea.get(page(newer)).content.decode()
