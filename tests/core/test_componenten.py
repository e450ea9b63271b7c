"""Components: what the tags print, and the gallery that shows them all."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from keukentafel.core.schermdelen import Cel, Kolom, Taakregel, Tabel, Werkregel
from keukentafel.core.templatetags.keukentafel import korte_datum, naast
from keukentafel.core.voorstellen import Voorstel, answer_voorstellen
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast


def show(source: str, **context: object) -> str:
    return Template("{% load keukentafel %}" + source).render(Context(context))


def test_a_day_is_said_and_exact_for_who_needs_it() -> None:
    morgen = timezone.localdate() + timedelta(days=1)
    html = show("{{ dag|dagtaal }}", dag=morgen)
    assert html.startswith(f'<time datetime="{morgen.isoformat()}" title="')
    assert ">morgen<" in html
    assert 'class="kt-onzichtbaar"' in html
    assert show("{{ dag|dagtaal }}{{ dag|sinds }}{{ dag|te_laat }}", dag=None) == ""


def test_a_moment_of_today_tells_the_time_and_midnight_is_not_invented() -> None:
    nu = timezone.make_aware(datetime.combine(timezone.localdate(), datetime.min.time())) + timedelta(
        hours=14, minutes=3
    )
    assert ">vandaag 14.03<" in show("{{ moment|dagtaal }}", moment=nu)
    assert "0.00" not in show("{{ dag|dagtaal }}", dag=timezone.localdate())


def test_text_is_escaped_everywhere() -> None:
    kwaad = "<script>"
    html = show(
        "{% werklijst w %}{% takenlijst t %}{% etiket k %}{% knop k %}"
        "{% sectie k k %}x{% endsectie %}{% tabel tabel %}",
        w=[Werkregel(kwaad, "/", kwaad, kwaad)],
        t=[Taakregel(kwaad, "/", kwaad, actie=kwaad, actie_url="/")],
        k=kwaad,
        tabel=Tabel([Kolom(kwaad)], [[Cel(kwaad)]], kwaad),
        csrf_token="abc",
    )
    assert kwaad not in html
    assert html.count("&lt;script&gt;") >= 10


def test_a_finished_task_is_no_link_and_an_action_posts_with_its_token() -> None:
    html = show(
        "{% takenlijst regels %}",
        regels=[Taakregel("Gedaan", "/a/", gedaan=True), Taakregel("Nog", "/b/", actie="Doe", actie_url="/c/")],
        csrf_token="abc",
    )
    assert "/a/" not in html
    assert 'method="post" action="/c/"' in html
    assert 'name="csrfmiddlewaretoken" value="abc"' in html


def test_late_is_red_and_today_is_ink() -> None:
    html = show(
        "{% werklijst regels %}",
        regels=[
            Werkregel("A", "/", "x", "3 dagen te laat", te_laat=True),
            Werkregel("B", "/", "x", dag=timezone.localdate()),
            Werkregel("C", "/", "x", dag=timezone.localdate() + timedelta(days=3)),
        ],
    )
    assert html.count("kt-werk__wanneer kt-laat") == 1
    assert html.count("kt-werk__wanneer kt-zacht") == 1


@pytest.mark.parametrize(
    ("waarde", "klasse", "teken"), [("5", "5", "5"), (1, "1", "1"), (None, "leeg", "–"), ("7", "leeg", "–")]
)
def test_a_level_has_its_digit(waarde: object, klasse: str, teken: str) -> None:
    html = show("{% niveau w %}", w=waarde)
    assert f'class="kt-niveau kt-niveau--{klasse}">{teken}' in html


def test_a_row_of_levels_is_read_aloud_as_words() -> None:
    assert 'aria-label="3, niet besproken, 4"' in show("{% blokjes n %}", n=[3, None, 4])


def test_pages_keep_the_other_parameters() -> None:
    request = RequestFactory().get("/?team=caberg&pagina=2")
    html = show("{% paginering p %}", p=Paginator(list(range(50)), 10).page(2), request=request)
    assert 'href="?pagina=3&amp;team=caberg"' in html
    assert html.count('aria-current="page"') == 1
    assert show("{% paginering p %}", p=Paginator([1], 10).page(1), request=request).strip() == ""


def test_table_cells_carry_their_column_for_a_narrow_screen() -> None:
    tabel = Tabel([Kolom("Wie"), Kolom("Doelen", getal=True)], [[Cel("De Wit", "/1/"), Cel("2")]])
    html = show("{% tabel t %}", t=tabel).replace("\n", "")
    assert '<th scope="row"><a href="/1/">De Wit</a></th>' in html
    assert '<td data-label="Doelen" class="kt-getal">' in html


def test_a_summary_older_than_ninety_days_asks_whether_it_still_holds() -> None:
    nieuw, oud = timezone.localdate() - timedelta(days=90), timezone.localdate() - timedelta(days=91)
    assert "Klopt dit nog?" in show("{% notitie 'x' 'Noor' dag %}", dag=oud)
    assert "Klopt dit nog?" not in show("{% notitie 'x' 'Noor' dag %}", dag=nieuw)


def test_undo_is_read_from_the_message() -> None:
    assert show("{{ m|ongedaan_url }}", m=Message(25, "x", extra_tags="ongedaan:/terug/")) == "/terug/"
    assert show("{{ m|ongedaan_url }}", m=Message(25, "x")) == ""


def test_a_block_renders_what_is_inside_with_the_context_outside() -> None:
    html = show("{% sectie 'Doelen' aantal %}<p>{{ naam }}</p>{% endsectie %}", aantal=0, naam="Mieke & Jan")
    assert "<p>Mieke &amp; Jan</p>" in html
    assert "kt-telling" not in html, "nothing open is nothing to say"
    assert '<span class="kt-telling">3</span>' in show("{% sectie 'Doelen' 3 %}{% endsectie %}")


def test_suggestions_have_ids_of_the_box_that_asked() -> None:
    def answer(id_: str) -> str:
        request = RequestFactory().post("/", {"q": "jan", "id": id_})
        request.user, request.htmx = SimpleNamespace(), SimpleNamespace()  # type: ignore[attr-defined]
        return answer_voorstellen(request, [Voorstel("Jansen <b>", "7", "1988")]).content.decode()

    assert 'id="id_wie_1"' in answer("id_wie")
    assert "&lt;b&gt;" in answer("id_wie")
    assert 'id="voorstel_1"' in answer('x" onclick="')


def test_the_gallery_shows_everything(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    html = als(cast.noor).get("/componenten/").content.decode()
    for klasse in (
        "kt-composer",
        "kt-tijdlijn",
        "kt-werk",
        "kt-strook",
        "kt-chips",
        "kt-score",
        "kt-tekening",
        "kt-leeg",
    ):
        assert f'class="{klasse}' in html or f" {klasse}" in html, klasse
    assert html.count("<h1") == 1


def test_the_fragment_is_the_page_without_its_frame(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    client = als(cast.noor)
    page = client.get("/componenten/").content.decode()
    fragment = client.get("/componenten/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert fragment.lstrip().startswith("<main")
    assert stripped(fragment) == stripped(page)


def stripped(html: str) -> str:
    """The inside of main, without what differs on every request: tokens and keys."""
    inside = html[html.index("<main") : html.index("</main>")]
    inside = re.sub(r'name="(csrfmiddlewaretoken|idempotentiesleutel)" value="[^"]*"', "", inside)
    return re.sub(r'value="[0-9a-f-]{36}"', "", inside)


def test_a_municipality_drops_in_its_theme(
    cast: Cast, als: Callable[[Gebruiker], Client], settings: Settings, tmp_path: Path
) -> None:
    settings.THEMA_DIR = tmp_path
    assert "thema/thema.css" not in als(cast.noor).get("/componenten/").content.decode()
    (tmp_path / "thema.css").write_text(":root { --utrecht-link-color: #c00; }")
    html = als(cast.noor).get("/componenten/").content.decode()
    assert html.index("core/css/tokens.css") < html.index("thema/thema.css") < html.index("core/css/print.css")


def test_the_day_has_no_time() -> None:
    assert "uur" not in show("{{ dag|dagtaal }}", dag=date(2020, 1, 1))


def test_a_day_far_away_is_not_said_twice() -> None:
    vandaag = timezone.localdate()
    ver = vandaag + timedelta(days=200)
    assert "over 5 dagen" in naast(vandaag + timedelta(days=5), "vr 27 nov")
    assert naast(ver, korte_datum(ver)) == ""
    assert naast(None, "") == ""
