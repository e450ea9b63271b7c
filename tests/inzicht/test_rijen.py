"""The list behind a number: its rows for the lead of the team, as far as he may see them, and every person logged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM, pseudonyms_of
from keukentafel.buurt.public import register_buurtvraag
from keukentafel.inzicht.models import Cijferrijen, Cijferstand
from keukentafel.inzicht.states import Blikveld, Rijsoort
from keukentafel.inzicht.views.rijen import LIJSTEN
from keukentafel.personen.public import declare_belang
from keukentafel.plannen.models import Inzet
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.plannen.voorbeelden import make_doel, make_inzet
from tests.voorzieningen.voorbeelden import the_request

Als = Callable[[Gebruiker], Client]


def kept(cast: Cast, soort: Rijsoort, ids: Sequence[int]) -> str:
    """A number of team Noord with these objects behind it; returns the address of its list."""
    day = timezone.localdate()
    stand, _new = Cijferstand.objects.get_or_create(
        blik=Blikveld.TEAM, team=cast.noord, peildatum=day, defaults={"gemaakt_op": timezone.now(), "figuren": []}
    )
    rows = Cijferrijen.objects.create(stand=stand, sleutel=f"proef/{soort}", soort=soort, ids=list(ids))
    return reverse("inzicht:rijen", args=[rows.pk])


def make_ids(cast: Cast, soort: Rijsoort) -> list[int]:
    """One object of this kind that belongs to team Noord."""
    made: dict[Rijsoort, Callable[[], int]] = {
        Rijsoort.DOELEN: lambda: make_doel(cast).pk,
        Rijsoort.INZET: lambda: make_inzet(cast),
        Rijsoort.AANVRAGEN: lambda: the_request(cast).pk,
        Rijsoort.MEDEWERKERS: lambda: cast.medewerkers["noor"].pk,
        Rijsoort.BUURTVRAGEN: lambda: register_buurtvraag(by=SYSTEEM, soort="Tuin", datum=timezone.localdate()).pk,
    }
    return [made[soort]()]


SOORTEN = [soort for soort in LIJSTEN if soort is not Rijsoort.MELDINGEN]
OVER_IEMAND = {Rijsoort.DOELEN: "plan_inzien", Rijsoort.INZET: "plan_inzien", Rijsoort.AANVRAGEN: "aanvraag_inzien"}


def test_every_kind_has_a_list() -> None:
    assert {*LIJSTEN, Rijsoort.CASUSSEN} == set(Rijsoort)


@pytest.mark.parametrize("soort", SOORTEN)
def test_a_number_opens_its_rows_for_the_lead_only(
    soort: Rijsoort, cast: Cast, als: Als, django_assert_max_num_queries: Any
) -> None:
    url = kept(cast, soort, make_ids(cast, soort))
    client, before = als(cast.tom), Regel.objects.filter(soort="lezen").exclude(betrokkene="").count()
    client.get(url)  # the lists of words are read once per process
    with django_assert_max_num_queries(25):
        page = client.get(url)
    assert len(page.context["regels"]) == 1 and page.context["verborgen"] == 0
    if soort in OVER_IEMAND:
        lines = Regel.objects.filter(soort="lezen", actie=OVER_IEMAND[soort])
        assert set(lines.values_list("betrokkene", flat=True)) == set(
            pseudonyms_of([cast.mieke.pk, cast.jan.pk, cast.kind.pk]).values()
        )
    else:
        assert Regel.objects.filter(soort="lezen").exclude(betrokkene="").count() == before
    assert als(cast.ana).get(url).status_code == 404  # policy, whose figures have no rows
    assert als(cast.noor).get(url).status_code == 403  # works in the team, and has no figures


@pytest.mark.parametrize("soort", SOORTEN)
def test_a_row_that_is_gone_is_said_to_be(soort: Rijsoort, cast: Cast, als: Als) -> None:
    page = als(cast.tom).get(kept(cast, soort, [*make_ids(cast, soort), 999_999]))
    assert "1 is er niet meer, of niet voor u." in page.content.decode()


@pytest.mark.parametrize("soort", list(OVER_IEMAND))
def test_a_case_that_is_closed_to_the_reader_stays_closed(soort: Rijsoort, cast: Cast, als: Als) -> None:
    declare_belang(by=cast.tom, huishouden=cast.gezin, gebruiker=cast.tom)
    url = kept(cast, soort, make_ids(cast, soort))  # made after: older figures are not his any more
    page = als(cast.tom).get(url)
    assert page.context["regels"] == [] and page.context["verborgen"] == 1
    assert "De Wit" not in page.content.decode()


def test_what_is_under_a_law_that_is_not_read_is_not_there(cast: Cast, als: Als) -> None:
    doel, inzet = make_doel(cast), Inzet.objects.get(pk=make_inzet(cast))
    doel.change(wet="veiligheid", omschrijving="Heel geheim doel")
    inzet.change(wet="veiligheid", omschrijving="Heel geheime hulp")
    for soort, pk in ((Rijsoort.DOELEN, doel.pk), (Rijsoort.INZET, inzet.pk)):
        page = als(cast.tom).get(kept(cast, soort, [pk]))
        assert page.context["regels"] == [] and page.context["verborgen"] == 1  # nor that this household has it
        assert "geheim" not in page.content.decode() and "De Wit" not in page.content.decode()


def test_the_number_of_another_team_is_not_there(cast: Cast, als: Als) -> None:
    url = kept(cast, Rijsoort.DOELEN, [])
    Cijferstand.objects.update(team=cast.zuid)
    assert als(cast.tom).get(url).status_code == 404


def test_who_left_the_team_before_the_day_is_not_listed(cast: Cast, als: Als) -> None:
    url = kept(cast, Rijsoort.MEDEWERKERS, [cast.medewerkers["noor"].pk, cast.medewerkers["zeno"].pk])
    page = als(cast.tom).get(url)
    assert [line.naam for line in page.context["regels"]] == ["Noor"] and page.context["verborgen"] == 1
    assert "1 fte" in page.content.decode()


def test_once_an_address_is_secret_no_list_by_area_opens(cast: Cast, als: Als) -> None:
    """He got one after the figures were made: one list that is shorter would tell where he lives, so none opens."""
    kept(cast, Rijsoort.CASUSSEN, [cast.burencasus.pk])
    Cijferrijen.objects.update(sleutel="gebied/clienten/BU02")
    kept(cast, Rijsoort.CASUSSEN, [cast.casus.pk])
    Cijferrijen.objects.filter(sleutel__startswith="proef").update(sleutel="gebied/clienten/BU01")

    def shown() -> list[int]:
        urls = [f"{reverse('werkplek:casuslijst')}?stand=alle&cijfer={rows.pk}" for rows in Cijferrijen.objects.all()]
        return [als(cast.tom).get(url).context["lijst"].pagina.paginator.count for url in urls]

    assert shown() == [1, 1]
    cast.mieke.geheim_adres = True
    cast.mieke.save()
    assert shown() == [0, 0]
