"""One form post: done once, whole or not at all; a read that cannot be written down is not shown."""

import uuid
from collections.abc import Callable

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from keukentafel.audit import middleware
from keukentafel.audit.inhoud import content_of
from keukentafel.audit.models import Regel
from keukentafel.audit.public import action, handle_post, record
from keukentafel.core.formulieren import Formulier
from keukentafel.core.fouten import Regelfout
from keukentafel.core.models import Idempotentie
from keukentafel.personen.public import Huishouden
from keukentafel.tijdlijn.public import register_niet_bereikt
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast

Als = Callable[[Gebruiker], Client]


class NaamForm(Formulier):
    naam = forms.CharField(label="Naam", max_length=40)


@action("huishouden_hernoemd")
def rename(*, by: Gebruiker, pk: int, naam: str, versie: int | None) -> None:
    huishouden = Huishouden.lock(pk, versie)
    if naam == "Verboden":
        raise Regelfout("Kies een andere naam.", veld="naam")
    huishouden.change(naam=naam)
    record("huishouden_hernoemd", huishouden)


def post(cast: Cast, **data: object) -> HttpResponse:
    request: HttpRequest = RequestFactory().post("/", data)
    request.user, request.session = cast.noor, {}
    request.COOKIES = {}
    request.htmx = False  # type: ignore[attr-defined]
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]

    def do(form: NaamForm) -> str:
        data = form.cleaned_data
        rename(by=cast.noor, pk=cast.gezin.pk, naam=data["naam"], versie=data["versie"])
        return "/klaar/"

    def show(form: NaamForm, status: int) -> HttpResponse:
        return HttpResponse(str(form), status=status)

    return handle_post(request, NaamForm(request.POST), by=cast.noor, actie="hernoemen", do=do, show=show)


def test_a_double_click_has_one_effect_and_the_same_answer(cast: Cast) -> None:
    key = uuid.uuid4()
    first = post(cast, naam="Gezin Nieuw", idempotentiesleutel=key)
    lines = Regel.objects.count()
    second = post(cast, naam="Gezin Nieuw", idempotentiesleutel=key)
    assert first["Location"] == second["Location"] == "/klaar/"
    assert Regel.objects.count() == lines
    assert cast.gezin.history.count() == 2


def test_other_words_under_a_used_key_are_no_repeat(cast: Cast) -> None:
    """Saved, back in the browser, written on, saved again: what was typed is kept, once, or said to be in conflict."""
    key, opened = uuid.uuid4(), cast.gezin.versie
    post(cast, naam="Gezin Nieuw", idempotentiesleutel=key)
    for _ in range(2):
        assert post(cast, naam="Gezin Nieuwer", idempotentiesleutel=key)["Location"] == "/klaar/"
    assert post(cast, naam="Gezin Nieuw", idempotentiesleutel=key)["Location"] == "/klaar/"  # the first, once more
    cast.gezin.refresh_from_db()
    assert (cast.gezin.naam, cast.gezin.versie) == ("Gezin Nieuwer", opened + 2)
    stale = post(cast, naam="Uit het oude scherm", versie=opened, idempotentiesleutel=key)
    assert (stale.status_code, "Uit het oude scherm" in stale.content.decode()) == (409, True)
    assert post(cast, naam="x" * 41, idempotentiesleutel=key).status_code == 422


def test_the_content_of_a_form_is_its_fields_and_files_and_not_its_token() -> None:
    def digest(tekst: str, bestand: bytes, **more: str) -> str:
        file = SimpleUploadedFile("lijst.csv", bestand)
        request = RequestFactory().post("/", {"tekst": tekst, "bestand": file, **more})
        request.FILES["bestand"].read(2)
        found = content_of(request)
        assert request.FILES["bestand"].read() == bestand[2:]  # its reader finds it where it was
        return found

    assert digest("een", b"a;b") == digest("een", b"a;b", csrfmiddlewaretoken="x", idempotentiesleutel="y")
    assert (
        len({digest("een", b"a;b"), digest("een", b"a;c"), digest("twee", b"a;b"), digest("een", b"a;b", knop="1")})
        == 4
    )


def test_someone_elses_key_is_another_key(cast: Cast) -> None:
    key = uuid.uuid4()
    Idempotentie.objects.create(sleutel=key, gebruiker_id=cast.zeno.pk, resultaat="/van-zeno/")
    assert post(cast, naam="Gezin Nieuw", idempotentiesleutel=key)["Location"] == "/klaar/"


def test_a_second_editor_sees_theirs_and_mine_and_loses_nothing(cast: Cast) -> None:
    opened = cast.gezin.versie
    post(cast, naam="Van de collega", versie=opened)
    answer = post(cast, naam="Van mij", versie=opened)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Van de collega" in page
    assert "Van mij" in page
    assert f'name="versie" value="{opened + 1}"' in page
    cast.gezin.refresh_from_db()
    assert cast.gezin.naam == "Van de collega"


def test_a_rule_that_forbids_keeps_the_text_and_leaves_no_trace(cast: Cast) -> None:
    lines = Regel.objects.count()
    answer = post(cast, naam="Verboden", idempotentiesleutel=uuid.uuid4())
    assert answer.status_code == 422
    assert "Kies een andere naam." in answer.content.decode()
    assert 'value="Verboden"' in answer.content.decode()
    assert Regel.objects.count() == lines
    assert not Idempotentie.objects.exists()


def test_a_read_that_cannot_be_logged_is_not_shown(cast: Cast, als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(event: object) -> None:
        raise DatabaseError("vol")

    assert "Gezin De Wit" in als(cast.noor).get("/casussen/?stand=open").content.decode()
    monkeypatch.setattr(middleware, "write", broken)
    answer = als(cast.noor).get("/casussen/?stand=open")
    assert answer.status_code == 503
    assert "De Wit" not in answer.content.decode()


def test_a_refused_page_is_logged_as_refused(cast: Cast, als: Als) -> None:
    als(cast.zeno).get(f"/casussen/{cast.casus.pk}/")
    line = Regel.objects.order_by("-volgnr").first()
    assert line is not None
    assert (line.soort, line.actie, line.actor) == ("weigeren", "casus_inzien", cast.zeno.pk)


def test_what_is_gone_by_its_own_form_reads_as_done_and_by_another_as_gone(cast: Cast, als: Als) -> None:
    """A double click on a button that removes: the second finds nothing, and leads where the first led."""
    note = register_niet_bereikt(by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers["noor"])
    address = f"/casussen/{cast.casus.pk}/tijdlijn/{note.pk}/intrekken/"
    data = {"idempotentiesleutel": str(uuid.uuid4()), "versie": "1", "reden": "dubbel"}
    client = als(cast.noor)
    first, second = client.post(address, data), client.post(address, data)
    assert (first.status_code, second.status_code) == (302, 302) and first["Location"] == second["Location"]
    assert client.post(address, data, headers={"HX-Request": "true"})["HX-Redirect"] == first["Location"]
    assert client.post(address, {**data, "idempotentiesleutel": str(uuid.uuid4())}).status_code == 404
    assert client.post(address, {**data, "idempotentiesleutel": "geen"}).status_code == 404
    assert als(cast.sanne).post(address, data).status_code in (403, 404)  # a key is of who pressed
