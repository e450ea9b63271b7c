"""Closing lays the answer to a professional reporter ready, as a by-product, and a task to send it (R-025)."""

from keukentafel.meldingen.models import Terugkoppelbericht
from keukentafel.meldingen.public import assign_melding, send_terugkoppeling
from keukentafel.nazorg.public import close_casus, undo_close
from keukentafel.referentielijsten.public import Grondslag
from keukentafel.socialekaart.public import Organisatie
from keukentafel.taken.public import Taak
from tests.cast import Cast
from tests.meldingen.test_terugkoppeling import van_huisarts
from tests.nazorg.test_herstel import everything
from tests.nazorg.test_sluiten import invoer


def test_closing_answers_the_reporter(cast: Cast) -> None:
    huisarts = Organisatie.objects.create(naam="Huisarts", soort="partner", email="praktijk@voorbeeld.invalid")
    melding = van_huisarts(cast, huisarts, grondslag=Grondslag.INWONER_AKKOORD)
    assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["sanne"]])
    send_terugkoppeling(by=cast.sanne, bericht=Terugkoppelbericht.objects.get(status="klaar"), wijze="mail")
    casus = melding.koppeling.casus
    close_casus(by=cast.noor, casus=casus, invoer=invoer())
    last = Terugkoppelbericht.objects.get(status="klaar")
    assert (last.aanleiding, last.hulp_geregeld) == ("afgerond", True)
    assert set(Taak.objects.open().values_list("soort", flat=True)) >= {"terugkoppeling", "nazorg"}


def test_undoing_takes_the_answer_back_that_closing_laid_ready(cast: Cast) -> None:
    huisarts = Organisatie.objects.create(naam="Huisarts", soort="partner", email="praktijk@voorbeeld.invalid")
    melding = van_huisarts(cast, huisarts, grondslag=Grondslag.INWONER_AKKOORD)
    assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["sanne"]])
    before = everything()
    closing = close_casus(by=cast.noor, casus=melding.koppeling.casus, invoer=invoer())
    assert Terugkoppelbericht.objects.get(status="klaar").aanleiding == "afgerond"
    undo_close(by=cast.noor, afsluiting=closing)
    assert Terugkoppelbericht.objects.get(status="klaar").aanleiding != "afgerond"
    assert everything() == before
