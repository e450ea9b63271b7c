"""The load with exact weights, the standstill, in and out, expertise; and the bulk door."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import (
    Casus,
    Casusrij,
    Casusrol,
    Rolrij,
    asked_expertise,
    bulk_assign,
    bulk_open_casussen,
    bulk_volgen,
    flow,
    load_of_workers,
    mark_closed,
    stale_casussen,
    stand_of,
    team_load,
    unassigned_casussen,
)
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon
from keukentafel.teams.public import agree_bandbreedte
from tests.cast import Cast

VANDAAG = date.today()


def ago(days: int) -> date:
    return VANDAAG - timedelta(days=days)


def row(cast: Cast, *, lead: str | None = "sanne", team: str = "noord", since: int = 100, **extra: object) -> Casusrij:
    """A case of a new household of one person; `lead` is its regisseur."""
    person = Persoon.objects.create(achternaam="Proef")
    household = Huishouden.objects.create(naam="De heer Proef")
    Huishoudlid.objects.create(huishouden=household, persoon=person, rol="volwassene", van=ago(since))
    roles = (Rolrij(cast.medewerkers[lead].pk, "regisseur", ago(since)),) if lead else ()
    values = {"aangemeld_op": ago(since), "rollen": roles, **extra}
    return Casusrij(household.pk, person.pk, getattr(cast, team).pk, **values)


def bring_in(cast: Cast, *rows: Casusrij) -> list[Casus]:
    return bulk_open_casussen(by=SYSTEEM, rijen=rows)


def test_the_weights_are_those_of_the_report(cast: Cast) -> None:
    bring_in(
        cast,
        row(cast, zwaarte="zwaar", veiligheid=True, casustype="casemanagement"),  # 3 x 1.5 x 1 x 1 = 4.5
        row(cast, zwaarte="licht", casustype="eenmalige_voorziening"),  # 1 x 0.25 = 0.25
        row(cast),  # unknown: 2 x 1 = 2
        row(cast, zwaarte="middel", casustype="monitoring", volgen_vanaf=ago(3)),  # 2 x 0.5 x 0.25 = 0.25
        row(cast, zwaarte="zwaar", casustype="kortdurende_ondersteuning", veiligheid=True, volgen_vanaf=ago(1)),
        row(cast, zwaarte="zwaar", afgesloten_op=ago(1), afsluitreden="overig"),  # closed: does not count
        row(cast, lead=None, zwaarte="licht"),
        row(cast, team="zuid", zwaarte="licht"),
    )  # 3 x 1.5 x 0.75 x 0.25 = 0.84375
    whole = load_of_workers([cast.medewerkers["sanne"].pk, cast.medewerkers["tom"].pk])
    sanne = whole[cast.medewerkers["sanne"].pk]
    assert (sanne.actief, sanne.volgen, sanne.gewogen) == (4, 2, Decimal("8.84"))  # of both teams
    assert whole[cast.medewerkers["tom"].pk].actief == 0


def test_the_load_of_another_day(cast: Cast) -> None:
    bring_in(
        cast, row(cast, since=50, zwaarte="licht", volgen_vanaf=ago(10), afgesloten_op=ago(5), afsluitreden="overig")
    )
    worker = cast.medewerkers["sanne"].pk
    on = {days: load_of_workers([worker], ago(days))[worker] for days in (60, 40, 8, 5)}
    assert [(r.actief, r.volgen) for r in on.values()] == [(0, 0), (1, 0), (0, 1), (0, 0)]


def test_half_a_cent_goes_up(cast: Cast) -> None:
    extra = {"zwaarte": "licht", "veiligheid": True, "casustype": "eenmalige_voorziening", "volgen_vanaf": ago(1)}
    bring_in(cast, row(cast, **extra))  # 1 x 1.5 x 0.25 x 0.25 = 0.09375
    worker = cast.medewerkers["sanne"].pk
    assert load_of_workers([worker])[worker].gewogen == Decimal("0.09")
    bring_in(cast, *(row(cast, **extra) for _ in range(11)))  # 12 x 0.09375 = 1.125
    assert load_of_workers([worker])[worker].gewogen == Decimal("1.13")


def test_the_board_is_in_order_of_name_and_flat_in_queries(cast: Cast, django_assert_num_queries) -> None:
    agree_bandbreedte(by=cast.noor, medewerker=cast.medewerkers["noor"], laag=Decimal(8), hoog=Decimal(14))
    bring_in(cast, *(row(cast) for _ in range(20)))
    team_load(cast.noord.pk)
    with django_assert_num_queries(4):  # the fourth asks whether a code list changed; once per request
        people = team_load(cast.noord.pk)
    assert [member.medewerker.naam for member in people] == ["Noor", "Sanne", "Tom"]
    assert people[0].bandbreedte is not None and people[0].bandbreedte.hoog == 14
    assert people[1].caseload.actief == 20


def test_what_stands_still(cast: Cast) -> None:
    still, seen, watched, late = bring_in(
        cast,
        row(cast, since=90),
        row(cast, since=90, laatste_contact_op=ago(5)),
        row(cast, since=90, volgen_vanaf=ago(50), volgen_tot=VANDAAG + timedelta(days=9)),
        row(cast, since=80, volgen_vanaf=ago(50), volgen_tot=ago(1)),
    )
    assert list(stale_casussen(Casus.objects.all())) == [still, late]
    assert list(stale_casussen(Casus.objects.all(), dagen=4)) == [still, late, cast.casus, cast.burencasus, seen]
    assert watched not in stale_casussen(Casus.objects.all(), dagen=1)


def test_in_and_out_against_the_period_before(cast: Cast) -> None:
    bring_in(
        cast,
        row(cast, since=10),
        row(cast, since=40, afgesloten_op=ago(29), afsluitreden="overig"),
        row(cast, since=70, afgesloten_op=ago(31), afsluitreden="overig"),
    )
    found = flow([cast.noord.pk])
    assert (found.erbij, found.eraf, found.erbij_ervoor, found.eraf_ervoor) == (1, 1, 3, 1)  # two of the cast: 30 days


def test_who_has_no_regisseur_and_which_expertise_is_asked(cast: Cast) -> None:
    [loose] = bring_in(cast, row(cast, lead=None, expertise_gevraagd=("schulden", "oggz")))
    bring_in(cast, row(cast, expertise_gevraagd=("schulden",)), row(cast, team="zuid", expertise_gevraagd=("wmo",)))
    assert loose in unassigned_casussen(cast.noord.pk)
    assert asked_expertise([cast.noord.pk]) == {"schulden": 2, "oggz": 1}


def test_the_bulk_door_keeps_history_and_one_event(cast: Cast) -> None:
    cases = bring_in(cast, *(row(cast) for _ in range(30)))
    assert len({casus.nummer for casus in cases}) == 30
    assert Casus.history.filter(id__in=[casus.pk for casus in cases]).count() == 30
    assert Casusrol.objects.filter(casus__in=cases, rol="regisseur", tot=None).count() == 30
    assert {stand_of(casus) for casus in cases} == {"actief"}


def test_a_wrong_row_stops_the_import_before_anything_is_written(cast: Cast) -> None:
    good = row(cast)
    other_lead = Casusrij(
        good.huishouden_id, good.persoon_id, good.team_id, ago(5),
        rollen=(Rolrij(cast.medewerkers["noor"].pk, "regisseur", ago(5)),),
    )  # fmt: skip
    before = Casus.objects.count()
    for wrong in (row(cast, since=-1), row(cast, afgesloten_op=ago(200)), other_lead):
        with pytest.raises(Regelfout, match="Rij 2"):
            bring_in(cast, good, wrong)
    assert Casus.objects.count() == before


def test_many_at_once_with_permission_per_row(cast: Cast) -> None:
    mine, closed, strange = bring_in(cast, row(cast), row(cast), row(cast, team="zuid", lead="zeno"))
    mark_closed(by=cast.tom, casus=closed, op=VANDAAG, reden="overig")
    ids = [mine.pk, closed.pk, strange.pk, 999_999, mine.pk]
    done = bulk_assign(by=cast.tom, casus_ids=ids, medewerker=cast.medewerkers["noor"])
    assert done.gedaan == [mine]
    assert done.niet == [(closed, "Deze casus is afgesloten.")]
    assert done.onbekend == 2  # the strange one is not told apart from the one that does not exist
    assert Casusrol.objects.get(casus=strange, tot=None).medewerker.naam == "Zeno"
    watched = bulk_volgen(by=cast.tom, casus_ids=[mine.pk, strange.pk], tot=VANDAAG + timedelta(days=40))
    assert (watched.gedaan, watched.onbekend) == ([mine], 1)
    assert stand_of(Casus.objects.get(pk=mine.pk)) == "volgen"


def test_the_tie_of_one_household_does_not_stop_the_others(cast: Cast) -> None:
    [mine] = bring_in(cast, row(cast))
    done = bulk_assign(by=cast.tom, casus_ids=[mine.pk, cast.burencasus.pk], medewerker=cast.medewerkers["noor"])
    assert done.gedaan == [mine]
    assert [(casus, reden[:10]) for casus, reden in done.niet] == [(cast.burencasus, "Deze colle")]
