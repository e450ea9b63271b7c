"""A request stays complete once it was handed in; what others decided is seen, corrected and flagged at once."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from keukentafel.core.fouten import Regelfout
from keukentafel.toegang.public import Gebruiker
from keukentafel.voorzieningen.models import Aanvraag, BesluitAnder
from keukentafel.voorzieningen.public import (
    create_aanvraag,
    duplicates_of,
    register_besluit_ander,
    submit_aanvraag,
    update_aanvraag,
)
from tests.cast import Cast
from tests.voorzieningen.test_aanvragen import handed_in, mieke_bekend, request_for

Als = Callable[[Gebruiker], Client]
VANDAAG = date.today()
__all__ = ["mieke_bekend"]


def test_what_was_handed_in_stays_complete(mieke_bekend: Cast) -> None:
    cast = mieke_bekend
    found = handed_in(cast)
    with pytest.raises(Regelfout, match=r"al ingediend\. Nog nodig: Kies welk product") as fault:
        update_aanvraag(by=cast.noor, aanvraag=found, versie=None, product="", motivering="")
    assert fault.value.veld == "product"
    assert Aanvraag.objects.get(pk=found.pk).product == "HH1"


def test_who_decides_sees_that_it_changed(mieke_bekend: Cast, als: Als) -> None:
    cast = mieke_bekend
    found = request_for(cast)
    update_aanvraag(by=cast.noor, aanvraag=found, versie=None, motivering="Eerst zo")
    found = submit_aanvraag(by=cast.noor, aanvraag=found)
    address = f"/aanvragen/{found.pk}/"
    assert "Gewijzigd na het indienen" not in als(cast.wim).get(address).content.decode()
    update_aanvraag(by=cast.noor, aanvraag=found, versie=None, motivering="Toch anders")
    page = als(cast.wim).get(address).content.decode()
    assert "Gewijzigd na het indienen" in page and "waarom is dit nodig" in page


def test_a_product_without_category_is_doubled_by_itself(mieke_bekend: Cast) -> None:
    """Schuldhulpverlening has no national category: the same product counts (R-111)."""
    cast = mieke_bekend
    one, two = (
        create_aanvraag(by=cast.noor, casus=cast.casus, persoon=cast.mieke, wet="schulden", product="SHV", van=VANDAAG)
        for _ in range(2)
    )
    assert one.categorie == ""
    assert [d.wat for d in duplicates_of(two)] == ["Schuldhulpverlening"]


def huisarts(cast: Cast, **velden: object) -> BesluitAnder:
    """What the huisarts decided for Mieke, from today on."""
    values = {"wet": "wmo", "product": "HH1", "verwijzer": "02", "van": VANDAAG, **velden}
    return register_besluit_ander(by=cast.noor, casus=cast.casus, persoon=cast.mieke, **values)  # type: ignore[arg-type]


def test_a_decision_of_another_is_seen_and_flagged_at_once(mieke_bekend: Cast, als: Als) -> None:
    cast = mieke_bekend
    handed_in(cast)
    client, tab = als(cast.noor), f"/casussen/{cast.casus.pk}/ondersteuning/"
    assert "Besluiten van anderen" not in client.get(tab).content.decode()
    data = {"persoon": str(cast.mieke.pk), "product": "HH1", "verwijzer": "02", "van": VANDAAG.isoformat()}
    saved = client.post(f"/casussen/{cast.casus.pk}/aanvragen/ander/", data)
    assert saved.status_code == 302 and saved["Location"].endswith("#besluiten")
    page = client.get(tab).content.decode()
    assert "Besluiten van anderen" in page and "Lijkt dubbel" in page
    assert "Besluit van een ander" in client.get(f"/casussen/{cast.casus.pk}/tijdlijn/").content.decode()


def test_it_is_corrected_ended_and_taken_away(mieke_bekend: Cast, als: Als) -> None:
    cast = mieke_bekend
    found, client = huisarts(cast), als(cast.noor)
    address = f"/casussen/{cast.casus.pk}/aanvragen/ander/{found.pk}/"
    values = {"product": "HH1", "verwijzer": "02", "van": VANDAAG.isoformat()}
    before = (VANDAAG - timedelta(days=1)).isoformat()
    assert client.post(address, values | {"tot": before}).status_code == 422
    assert client.post(address, values | {"tot": VANDAAG.isoformat()}).status_code == 302
    assert BesluitAnder.objects.get().tot == VANDAAG
    assert als(cast.zeno).get(address).status_code == 404
    mine = request_for(cast)
    assert duplicates_of(mine)
    assert client.post(address, values | {"vergissing": "ja"}).status_code == 302
    assert duplicates_of(mine) == [] and client.get(address).status_code == 404


def test_a_law_one_may_not_read_is_not_on_the_tab(mieke_bekend: Cast, als: Als) -> None:
    cast = mieke_bekend
    found = huisarts(cast)
    assert "Besluiten van anderen" in als(cast.sanne).get(f"/casussen/{cast.casus.pk}/ondersteuning/").content.decode()
    found.change(wet="veiligheid")
    page = als(cast.sanne).get(f"/casussen/{cast.casus.pk}/ondersteuning/").content.decode()
    assert "Besluiten van anderen" not in page
    address = f"/casussen/{cast.casus.pk}/aanvragen/ander/{found.pk}/"
    assert als(cast.sanne).get(address).status_code == 404
