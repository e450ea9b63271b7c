"""The export of one person: everything of him, nothing of others (AVG 15 lid 1 and 4; security.md A5, A6)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keukentafel.core.inlezen import bulk_add
from keukentafel.nazorg.models import Afsluiting
from keukentafel.personen.models import Huishoudlid, Persoon, Relatie
from keukentafel.personen.public import Huishouden
from keukentafel.privacy.inzage import pakket
from keukentafel.privacy.inzage.omgeving import Omgeving
from keukentafel.privacy.inzage.pakket import Kopie, render_pdfs
from keukentafel.privacy.inzage.plaats import load_plaatsing
from keukentafel.privacy.states import Onthouding
from keukentafel.tijdlijn.models import Contactmoment
from tests.cast import Cast
from tests.privacy.wereld import fill, lees, moved_in, note

pytestmark = pytest.mark.django_db
VAN_ANDEREN = ("VANJAN", "VANBUUR", "VANBUURMAN", "VANBUURVROUW", "0600MELDER", "INTERNETEKST", "VEILIGETEKST",
               "PLANINTERN", "DOELINTERN")  # fmt: skip


def test_the_client_gets_what_is_hers_and_what_names_nobody_and_nothing_of_another(cast: Cast) -> None:
    fill(cast)
    gave = lees(cast.mieke)
    for soort in ("notitie", "vraag", "aanvraag", "doel", "actie", "inzet"):
        assert f"{soort} VANMIEKE" in gave.tekst
    assert "notitie VANALLEN" in gave.tekst and "doel VANALLEN" in gave.tekst and "zorgen om u" in gave.tekst
    assert [word for word in VAN_ANDEREN if word in gave.tekst] == []
    assert {"personen.persoon", "personen.huishoudlid", "casussen.casus", "casussen.casusrol"} <= gave.soorten()
    assert set(gave.onthouden) == {Onthouding.INTERN, Onthouding.VEILIGHEID, Onthouding.MELDER, Onthouding.DERDEN}


def test_a_member_of_the_household_gets_his_own_and_of_the_household_no_text(cast: Cast) -> None:
    fill(cast)
    gave = lees(cast.jan)
    for soort in ("notitie", "vraag", "aanvraag", "doel", "meting"):
        assert f"{soort} VANJAN" in gave.tekst
    assert "VANMIEKE" not in gave.tekst and "VANALLEN" not in gave.tekst and "zorgen om u" not in gave.tekst
    assert "casussen.casus" in gave.soorten() and gave.onthouden[Onthouding.GEZIN] > 0
    assert "notitie VANALLEN" in lees(cast.jan, Onthouding.GEZIN).tekst
    assert "VANMIEKE" not in lees(cast.jan, *Onthouding).tekst, "of another never, whatever the officer lifts"


def test_what_the_officer_lifts_goes_along_and_a_third_party_never(cast: Cast) -> None:
    fill(cast)
    gave = lees(cast.mieke, *Onthouding)
    assert "INTERNETEKST" in gave.tekst and "VEILIGETEKST" in gave.tekst and "VANBUURMAN" in gave.tekst
    assert "VANJAN" not in gave.tekst and "VANBUURVROUW" not in gave.tekst
    assert set(gave.onthouden) == {Onthouding.DERDEN}


def test_a_reporter_gets_what_she_told_of_herself_and_not_about_whom(cast: Cast) -> None:
    fill(cast)
    gave = lees(cast.mieke)
    assert "Mieke de melder" in gave.tekst
    assert "VANBUUR" not in gave.tekst and "Bram" not in gave.tekst and "Buur" not in gave.tekst


def test_what_a_closing_keeps_to_be_undone_is_not_told_a_second_time(cast: Cast) -> None:
    """Its cells are told with their own rows, by the rules of those; here no rule would hold them back."""
    kept = {
        "plan": None,
        "herstel": {"nieuw": [], "cellen": [["plannen.doelevaluatie", 1, {"toelichting": ["WASGEZEGD", ""]}]]},
    }
    Afsluiting.objects.create(casus=cast.casus, op=date.today(), zin="WAAROM", vorige=kept)
    gave = lees(cast.mieke, *Onthouding)
    assert "WAAROM" in gave.tekst and "WASGEZEGD" not in gave.tekst


def test_workers_are_not_named(cast: Cast) -> None:
    note(cast.casus, "iets", cast.mieke, medewerker=cast.medewerkers["noor"])
    said = lees(cast.mieke).tekst.splitlines()
    assert "Noor" not in said and "een medewerker" in said


def test_who_left_gets_of_the_household_only_the_days_that_he_lived_there(cast: Cast) -> None:
    weg = moved_in(cast.gezin, "Weg", date.today() - timedelta(days=60), date.today() - timedelta(days=20))
    note(cast.casus, "TOENDAAR", datum=date.today() - timedelta(days=25))
    note(cast.casus, "DAARNA", datum=date.today() - timedelta(days=5))
    gave = lees(weg, Onthouding.GEZIN)
    assert "TOENDAAR" in gave.tekst and "DAARNA" not in gave.tekst


def test_former_versions_and_removed_rows_go_along(cast: Cast) -> None:
    cast.mieke.change(telefoon="0612345678")
    cast.mieke.change(telefoon="0687654321")
    gone = note(cast.casus, "WEGGEHAALDE", cast.mieke)
    gone.delete()
    gave = lees(cast.mieke)
    assert "0612345678" in gave.tekst and "0687654321" in gave.tekst
    assert any(piece.weggehaald for piece in gave.stukken) and "WEGGEHAALDE" in gave.tekst


def test_a_note_that_was_put_on_another_by_mistake_stays_with_whom_it_named_then(cast: Cast) -> None:
    wrong = note(cast.casus, "EERSTBIJJAN", cast.jan)
    wrong.change(persoon=cast.mieke, tekst="NUBIJMIEKE")
    assert "EERSTBIJJAN" not in lees(cast.mieke).tekst and "NUBIJMIEKE" in lees(cast.mieke).tekst
    assert "EERSTBIJJAN" in lees(cast.jan).tekst and "NUBIJMIEKE" not in lees(cast.jan).tekst


def test_who_was_registered_twice_gets_both(cast: Cast) -> None:
    dubbel = Persoon.objects.create(voornamen="Mie", achternaam="Wit", samengevoegd_in=cast.mieke)
    note(cast.casus, "OPDEDUBBELE", dubbel)
    assert "OPDEDUBBELE" in lees(cast.mieke).tekst


def test_who_hides_in_a_shielded_household_is_not_named(cast: Cast) -> None:
    ex = moved_in(cast.gezin, "Gevlucht", date.today() - timedelta(days=300), date.today() - timedelta(days=100))
    Relatie.objects.create(persoon_a=cast.mieke, persoon_b=ex, soort="partner")
    assert "Gevlucht" in lees(cast.mieke).tekst
    safe = Huishouden.objects.create(naam="Elders", label="afgeschermd")
    Huishoudlid.objects.create(huishouden=safe, persoon=ex, rol="volwassene", van=date.today() - timedelta(days=99))
    assert "Gevlucht" not in lees(cast.mieke).tekst and "iemand anders" in lees(cast.mieke).tekst


def test_the_number_of_questions_does_not_grow_with_the_rows(cast: Cast) -> None:
    fill(cast)

    def asked(more: int) -> int:
        rows = [Contactmoment(casus=cast.casus, persoon=cast.mieke, tekst="x", datum=date.today()) for _ in range(more)]
        bulk_add(Contactmoment, rows)
        with CaptureQueriesContext(connection) as found:
            lees(cast.mieke)
        return len(found)

    asked(1)  # the lists are read once per process
    assert asked(1) == asked(400)


def test_a_large_dossier_is_drawn_in_parts_that_together_say_everything_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawing keeps a whole document in memory; the parts keep that bounded, whatever the size of the dossier."""
    fill(cast)
    drawn: list[str] = []
    monkeypatch.setattr(pakket, "write_pdf", lambda html, *_: drawn.append(html) or b"%PDF")
    pieces = lees(cast.mieke).stukken
    copy = Kopie(pieces, dict.fromkeys(Onthouding, 1), Omgeving((), (), (), ()), "daarom", date.today())
    names = [name for name, _file in render_pdfs(copy, load_plaatsing(), per_deel=5)]
    assert len(names) == -(-len(pieces) // 5) > 2 and names[0] == "uw-gegevens-deel-1.pdf"
    assert sum(html.count("<h3>") for html in drawn) == len(pieces) and max(html.count("<h3>") for html in drawn) == 5
    assert ["Wat er niet in staat" in html for html in drawn] == [True, *[False] * (len(drawn) - 1)]
    assert ["Wie uw gegevens bekeek" in html for html in drawn] == [*[False] * (len(drawn) - 1), True]
    assert [name for name, _file in render_pdfs(copy, load_plaatsing())] == ["uw-gegevens.pdf"]
