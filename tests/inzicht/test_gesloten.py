"""What exists for its reader no more is in no figure of a team, nor behind one, from that moment on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import open_casus, undo_open_casus
from keukentafel.cijfers.public import Bevrorenrapport
from keukentafel.inzicht.afschermen import without_shielded
from keukentafel.inzicht.gesloten import closed_to_leads
from keukentafel.inzicht.maken import make_cijferstanden
from keukentafel.inzicht.models import Cijferrijen, Cijferstand, Verkenstand
from keukentafel.inzicht.momentopname import from_product
from keukentafel.inzicht.states import Blikveld
from keukentafel.personen.public import declare_belang, link_eigen_persoon, shield_huishouden, withdraw_belang
from keukentafel.personen.registers import BIJ_AFSCHERMEN
from keukentafel.toegang.public import Gebruiker
from keukentafel.uitwisseling.public import Sleutelbos
from tests.cast import Cast
from tests.inzicht.voorbeelden import make_bevroren, make_facets

Als = Callable[[Gebruiker], Client]


def behind(cast: Cast) -> Cijferrijen:
    """A count of the figures of team Noord with both its cases behind it."""
    make_facets(cast)
    stand = Cijferstand.objects.get(blik=Blikveld.TEAM, team=cast.noord)
    return Cijferrijen.objects.create(stand=stand, sleutel="x/y", ids=[cast.casus.pk, cast.burencasus.pk])


def test_shielding_takes_the_rows_away_in_the_same_transaction(cast: Cast) -> None:
    behind(cast)
    shield_huishouden(by=cast.sanne, huishouden=cast.gezin, gebruikers=[cast.sanne])
    assert not Verkenstand.objects.exists()
    assert not Cijferrijen.objects.exists()


def test_a_shield_that_fails_leaves_the_rows(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    behind(cast)

    def fail(huishouden_id: int) -> None:
        raise RuntimeError

    monkeypatch.setitem(BIJ_AFSCHERMEN._items, "zz", fail)
    with pytest.raises(RuntimeError):
        shield_huishouden(by=cast.sanne, huishouden=cast.gezin, gebruikers=[cast.sanne])
    assert Verkenstand.objects.exists()
    assert Cijferrijen.objects.exists()


def test_a_case_that_moved_takes_the_rows_of_its_former_team_along(cast: Cast) -> None:
    behind(cast)
    cast.casus.change(team=cast.zuid)
    shield_huishouden(by=cast.sanne, huishouden=cast.gezin, gebruikers=[cast.sanne])
    assert not Cijferrijen.objects.filter(stand__team=cast.noord).exists()


def test_the_rows_of_a_team_that_never_knew_the_household_stay(cast: Cast) -> None:
    stand = Cijferstand.objects.create(
        blik=Blikveld.TEAM, team=cast.zuid, peildatum=timezone.localdate(), gemaakt_op=timezone.now(), figuren=[]
    )
    Cijferrijen.objects.create(stand=stand, sleutel="x/y", ids=[])
    shield_huishouden(by=cast.sanne, huishouden=cast.gezin, gebruikers=[cast.sanne])
    assert Cijferrijen.objects.filter(stand=stand).exists()


def test_a_case_that_was_undone_is_no_longer_behind_a_figure(cast: Cast) -> None:
    made = open_casus(
        by=cast.noor, huishouden=cast.buren, persoon=cast.burencasus.persoon, team=cast.noord, wet="wmo",
        aangemeld_op=timezone.localdate(),
    )  # fmt: skip
    behind(cast)
    undo_open_casus(by=cast.noor, casus=made)
    assert not Verkenstand.objects.exists()
    assert not Cijferrijen.objects.exists()


@pytest.mark.sqlite
def test_what_is_closed_to_the_lead_is_in_no_figure(cast: Cast) -> None:
    """Nor in what is published: it could be subtracted."""
    declare_belang(by=cast.noor, huishouden=cast.gezin, gebruiker=cast.tom)
    assert closed_to_leads() == {cast.gezin.pk}
    cases = without_shielded(from_product()).table("casussen")["id"].to_pylist()
    keys = Sleutelbos()
    assert keys.of("casussen", cast.casus.pk) not in cases
    assert keys.of("casussen", cast.burencasus.pk) in cases
    make_cijferstanden(timezone.localdate())
    noord = Cijferstand.objects.get(blik=Blikveld.TEAM, team=cast.noord)
    assert {figuur["naam"]: figuur for figuur in noord.figuren}["caseload"]["n"] == 1


def test_the_household_where_the_lead_lives_himself_is_closed_too(cast: Cast) -> None:
    link_eigen_persoon(by=cast.noor, gebruiker=cast.tom, persoon=cast.mieke)
    assert closed_to_leads() == {cast.gezin.pk}


def test_a_tie_of_who_leads_nothing_there_changes_no_figure(cast: Cast) -> None:
    declare_belang(by=cast.noor, huishouden=cast.gezin, gebruiker=cast.sanne)  # a member of the team
    declare_belang(by=cast.noor, huishouden=cast.gezin, gebruiker=cast.zeno)  # of another team
    assert closed_to_leads() == frozenset()


def test_the_lead_sees_nothing_that_was_made_before_his_tie(cast: Cast, als: Als) -> None:
    """Whatever the household: that figures are gone tells nothing about who is in them."""
    rijen, frozen = behind(cast), make_bevroren(cast)
    Bevrorenrapport.objects.update(team=cast.noord)
    question = reverse("inzicht:vraag", args=["binnen"])
    kept = reverse("inzicht:bevroren_set", args=[frozen])
    listed = f"{reverse('werkplek:casuslijst')}?stand=alle&cijfer={rijen.pk}"
    tom = als(cast.tom)
    assert tom.get(question).context["p"].stand is not None
    assert tom.get(kept).status_code == 200
    assert tom.get(listed).context["lijst"].pagina.paginator.count == 2
    belang = declare_belang(by=cast.noor, huishouden=cast.gezin, gebruiker=cast.tom)
    assert tom.get(question).context["p"].stand is None
    assert tom.get(kept).status_code == 404
    assert tom.get(listed).context["lijst"].pagina.paginator.count == 0
    Cijferstand.objects.update(gemaakt_op=timezone.now())  # made again, without it
    assert tom.get(question).context["p"].stand is not None
    withdraw_belang(by=cast.noor, belang=belang)
    assert tom.get(kept).status_code == 200


def test_policy_keeps_what_was_published(cast: Cast, als: Als) -> None:
    make_facets(cast)
    declare_belang(by=SYSTEEM, huishouden=cast.gezin, gebruiker=cast.ana)
    assert als(cast.ana).get(reverse("inzicht:vraag", args=["binnen"])).context["p"].stand is not None
