"""The bulk doors of teams: the same rows as one by one, one event each, nothing at all after a fault."""

from datetime import date
from decimal import Decimal

import pytest

from keukentafel.audit.models import Regel
from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.teams.public import (
    Medewerker,
    Medewerkerrij,
    Plaatsing,
    Plaatsingrij,
    Team,
    Teamgebied,
    Teamgebiedrij,
    Teamrij,
    bulk_assign_gebieden,
    bulk_place_medewerkers,
    bulk_register_medewerkers,
    bulk_register_teams,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VAN, TOT = date(2024, 1, 1), date(2024, 12, 31)


def test_teams_workers_areas_and_placements_come_in(cast: Cast) -> None:
    before = Regel.objects.count()
    [team] = bulk_register_teams(by=SYSTEEM, rijen=[Teamrij("Team West", geldig_van=VAN)])
    worker, other = bulk_register_medewerkers(by=SYSTEEM, rijen=[Medewerkerrij("Ada"), Medewerkerrij("Bo")])
    bulk_assign_gebieden(by=SYSTEEM, rijen=[Teamgebiedrij(team, cast.gebied.pk, VAN, TOT)])
    rows = [Plaatsingrij(worker, "jeugd", VAN, team, Decimal("0.89")), Plaatsingrij(other, "overig", VAN, tot=TOT)]
    bulk_place_medewerkers(by=SYSTEEM, rijen=rows)
    assert Regel.objects.count() == before + 4
    assert Team.history.get(id=team).naam == "Team West"
    assert Teamgebied.history.filter(team_id=team).count() == 1
    placed = Plaatsing.objects.get(medewerker=worker)
    assert (placed.team_id, placed.fte, placed.tot) == (team, Decimal("0.89"), None)
    assert Plaatsing.objects.get(medewerker=other).fte is None
    assert Medewerker.objects.get(pk=worker).gebruiker is None


def test_a_faulty_row_is_named_and_nothing_is_kept(cast: Cast) -> None:
    before = Team.objects.count(), Medewerker.objects.count(), Plaatsing.objects.count()
    noor = cast.medewerkers["noor"].pk
    for do in (
        lambda: bulk_register_teams(by=SYSTEEM, rijen=[Teamrij("Nieuw"), Teamrij(cast.noord.naam.upper())]),
        lambda: bulk_register_teams(by=SYSTEEM, rijen=[Teamrij("Nieuw"), Teamrij("Oud", False, TOT, VAN)]),
        lambda: bulk_register_medewerkers(by=SYSTEEM, rijen=[Medewerkerrij("A"), Medewerkerrij("B", None, "", TOT)]),
        lambda: bulk_place_medewerkers(
            by=SYSTEEM, rijen=[Plaatsingrij(noor, "jeugd", VAN), Plaatsingrij(noor, "tovenaar", VAN)]
        ),
        lambda: bulk_place_medewerkers(
            by=SYSTEEM, rijen=[Plaatsingrij(noor, "jeugd", VAN), Plaatsingrij(noor, "jeugd", TOT, fte=Decimal(3))]
        ),
        lambda: bulk_assign_gebieden(
            by=SYSTEEM,
            rijen=[
                Teamgebiedrij(cast.noord.pk, cast.gebied.pk),
                Teamgebiedrij(cast.noord.pk, cast.gebied.pk, TOT, VAN),
            ],
        ),
    ):
        with pytest.raises(Regelfout, match="Regel 2"):
            do()
    assert (Team.objects.count(), Medewerker.objects.count(), Plaatsing.objects.count()) == before
