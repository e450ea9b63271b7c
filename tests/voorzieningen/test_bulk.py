"""The bulk door of voorzieningen: requests and decisions of others, with history, as one event."""

from datetime import date

import pytest

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.voorzieningen.models import Aanvraag, BesluitAnder
from keukentafel.voorzieningen.public import bulk_register_voorzieningen, duplicates_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VAN, TOT = date(2026, 1, 1), date(2026, 12, 31)


def test_requests_and_decisions_come_in_and_are_held_against_each_other(cast: Cast) -> None:
    before = Regel.objects.count()
    given = {"casus": cast.casus, "persoon": cast.mieke, "wet": "wmo", "product": "HH1", "van": VAN, "tot": TOT}
    asked = Aanvraag(nummer="A1", status="toegekend", ingediend_op=VAN, besluit_op=VAN, **given)
    decided = BesluitAnder(verwijzer="01", bekend_sinds=VAN, **given)
    [one], [other] = bulk_register_voorzieningen(by=SYSTEEM, aanvragen=[asked], besluiten=[decided])
    assert Regel.objects.count() == before + 1
    assert Aanvraag.history.get(id=one.pk).categorie == one.categorie == other.categorie != ""
    assert BesluitAnder.history.filter(id=other.pk).count() == 1
    assert len(duplicates_of(one)) == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"status": "toegekend", "ingediend_op": VAN}, "dag van het besluit"),
        ({"status": "aangevraagd"}, "dag van indienen"),
        ({"status": "gestart", "ingediend_op": TOT, "hulp_gestart_op": VAN}, "volgorde"),
        ({"status": "verdampt"}, "status"),
        ({"product": "ONZIN"}, "product"),
    ],
)
def test_a_faulty_request_is_named_and_nothing_is_kept(cast: Cast, wrong: dict[str, object], words: str) -> None:
    good = Aanvraag(nummer="A1", casus=cast.casus, persoon=cast.mieke, wet="wmo")
    bad = Aanvraag(**{"nummer": "A2", "casus": cast.casus, "persoon": cast.mieke, "wet": "wmo"} | wrong)
    with pytest.raises(Regelfout, match=f"Aanvraag 2.*{words}"):
        bulk_register_voorzieningen(by=SYSTEEM, aanvragen=[good, bad])
    assert not Aanvraag.objects.exists()
