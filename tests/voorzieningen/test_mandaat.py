"""Who may decide is a rule of the municipality; by default nobody decides on a request of his own."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.actions import change_code
from keukentafel.referentielijsten.models import Code
from keukentafel.toegang.public import Gebruiker
from keukentafel.voorzieningen.models import Aanvraag
from keukentafel.voorzieningen.public import decide_aanvraag
from tests.cast import Cast
from tests.voorzieningen.test_aanvragen import handed_in, mieke_bekend

Als = Callable[[Gebruiker], Client]
__all__ = ["mieke_bekend"]


def rule(cast: Cast, rol: str, **kenmerken: object) -> None:
    """The functional administrator changes the rule for a role, from today."""
    code = Code.objects.get(lijst__code="mandaat", code=rol)
    change_code(by=cast.bea, code=code, ingang=date.today(), kenmerken={**code.kenmerken, **kenmerken})


def test_who_asks_does_not_decide(mieke_bekend: Cast, als: Als) -> None:
    cast = mieke_bekend
    found = handed_in(cast)
    page = als(cast.noor).get(f"/aanvragen/{found.pk}/").content.decode()
    assert "U vroeg dit zelf aan" in page and f"/aanvragen/{found.pk}/besluit/" not in page
    data = {"besluit": "toegekend", "besluit_op": date.today().isoformat()}
    refused = als(cast.noor).post(f"/aanvragen/{found.pk}/besluit/", data)
    assert refused.status_code == 422 and "U vroeg dit zelf aan" in refused.content.decode()
    assert als(cast.tom).post(f"/aanvragen/{found.pk}/besluit/", data).status_code == 302
    assert Aanvraag.objects.get(pk=found.pk).mandaat == "Teamleider"


def test_the_municipality_may_decide_otherwise(mieke_bekend: Cast) -> None:
    cast = mieke_bekend
    rule(cast, "regisseur", eigen_aanvraag=True)
    decided = decide_aanvraag(by=cast.noor, aanvraag=handed_in(cast), besluit="toegekend", door="Noor")
    assert (decided.status, decided.mandaat) == ("toegekend", "Regisseur van het team")


def test_a_mandate_has_an_amount(mieke_bekend: Cast, als: Als) -> None:
    cast = mieke_bekend
    dear, cheap = handed_in(cast, kosten=5000), handed_in(cast, kosten=900)
    assert "Back office Wmo" in als(cast.wim).get(f"/aanvragen/{dear.pk}/").content.decode()
    rule(cast, "backoffice_wmo", bedrag_hoogstens=1000)
    page = als(cast.wim).get(f"/aanvragen/{dear.pk}/").content.decode()
    assert "Regisseur van het team, Teamleider" in page and "Back office Wmo" not in page
    with pytest.raises(Regelfout, match="geen mandaat"):
        decide_aanvraag(by=cast.wim, aanvraag=dear, besluit="toegekend", door="Wim")
    assert decide_aanvraag(by=cast.wim, aanvraag=cheap, besluit="toegekend", door="Wim").status == "toegekend"
