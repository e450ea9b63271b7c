"""While the use of a dossier stands still (AVG 18) it is read by who has the regie, and by nobody else; pure."""

from __future__ import annotations

import pytest

from keukentafel.toegang.beslissing import BEPERKT_LEZEN, Besluit, Feiten, decide
from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.states import Reden, Relatie, Rol


def judge(actie: str, rol: Rol, *relaties: Relatie, beperkt: bool = True, crisis: bool = False) -> Besluit:
    """The decision about a dossier that stands still."""
    facts = Feiten(
        actie=actie, rollen=frozenset({rol}), tweede_factor=True, relaties=frozenset(relaties), beperkt=beperkt,
        crisisdienst=crisis,
    )  # fmt: skip
    return decide(facts, load_matrix())


@pytest.mark.parametrize(
    "actie", ["casus_inzien", "huishouden_inzien", "plan_inzien", "meting_inzien", "inbreng_geven"]
)
def test_who_has_the_regie_reads_as_before(actie: str) -> None:
    still = judge(actie, Rol.REGISSEUR, Relatie.REGISSEUR, Relatie.CASUSTEAM)
    assert still.toegestaan and still.velden == judge(actie, Rol.REGISSEUR, Relatie.REGISSEUR, beperkt=False).velden


def test_the_actions_that_stay_only_read() -> None:
    writes = {
        name for name in load_matrix().acties if "wijzigen" in name or "behandelen" in name or "toewijzen" in name
    }
    assert not writes & BEPERKT_LEZEN and set(load_matrix().acties) >= BEPERKT_LEZEN


@pytest.mark.parametrize("relatie", [Relatie.ZELFDE_TEAM, Relatie.CASUSTEAM, Relatie.WAARNEMER])
def test_a_colleague_hears_that_it_stands_still(relatie: Relatie) -> None:
    found = judge("casus_inzien", Rol.WIJKTEAMLID, relatie)
    assert (found.toegestaan, found.reden, found.verborgen) == (False, Reden.BEPERKT, False)


@pytest.mark.parametrize("relaties", [(), (Relatie.OUD_LID,), (Relatie.GEEN,)])
def test_a_stranger_hears_nothing(relaties: tuple[Relatie, ...]) -> None:
    found = judge("casus_inzien", Rol.WIJKTEAMLID, *relaties)
    assert (found.reden, found.verborgen) == (Reden.BEPERKT, True)


@pytest.mark.parametrize("actie", ["casus_wijzigen", "casus_toewijzen", "plan_wijzigen", "meting_vastleggen"])
def test_nobody_writes_not_even_who_has_the_regie(actie: str) -> None:
    assert judge(actie, Rol.REGISSEUR, Relatie.REGISSEUR).reden is Reden.BEPERKT
    assert judge(actie, Rol.REGISSEUR, Relatie.REGISSEUR, beperkt=False).toegestaan


def test_the_officer_goes_on_handling_the_request_and_reads_no_dossier() -> None:
    assert judge("verzoek_behandelen", Rol.PRIVACY_OFFICER).toegestaan
    assert not judge("casus_inzien", Rol.PRIVACY_OFFICER, Relatie.ZELFDE_TEAM).toegestaan
    assert judge("verzoek_behandelen", Rol.WIJKTEAMLID).reden is Reden.BEPERKT  # nor does anybody else handle it


def test_in_an_emergency_it_can_be_read() -> None:
    closed = judge("casus_inzien", Rol.WIJKTEAMLID, crisis=True)
    assert (
        closed.reden is Reden.BEPERKT
        and closed.noodvelden == judge("casus_inzien", Rol.WIJKTEAMLID, beperkt=False, crisis=True).noodvelden
    )
    assert closed.noodvelden
    assert judge("casus_inzien", Rol.WIJKTEAMLID, Relatie.NOODTOEGANG).toegestaan
    assert not judge("casus_wijzigen", Rol.WIJKTEAMLID, Relatie.NOODTOEGANG).toegestaan


@pytest.mark.parametrize("actie", ["aanvraag_inzien", "persoon_herkennen"])
def test_in_an_emergency_nothing_is_offered_that_does_not_open(actie: str) -> None:
    assert judge(actie, Rol.WIJKTEAMLID, beperkt=False, crisis=True).noodvelden
    assert not judge(actie, Rol.WIJKTEAMLID, crisis=True).noodvelden
    assert not judge(actie, Rol.WIJKTEAMLID, Relatie.NOODTOEGANG).toegestaan


def test_who_opened_it_in_danger_reads_what_that_opens_and_no_more() -> None:
    """Found by the comparison with Cedar: a deputy on break-glass read everything, where less was announced."""
    alone = judge("casus_inzien", Rol.WIJKTEAMLID, Relatie.NOODTOEGANG)
    assert judge("casus_inzien", Rol.WIJKTEAMLID, Relatie.NOODTOEGANG, Relatie.WAARNEMER).velden == alone.velden
    leads = judge("casus_inzien", Rol.REGISSEUR, Relatie.NOODTOEGANG, Relatie.REGISSEUR)
    assert leads.velden > alone.velden


def test_who_is_the_officer_too_is_offered_break_glass_like_any_other() -> None:
    """Found by a million decisions in Cedar: beside the role of the officer nothing else was asked any more."""
    roles = frozenset({Rol.TEAMLEIDER, Rol.PRIVACY_OFFICER})
    facts = Feiten("casus_inzien", roles, True, frozenset({Relatie.OUD_LID}), beperkt=True, crisisdienst=True)
    found = decide(facts, load_matrix())
    assert (found.reden, bool(found.noodvelden)) == (Reden.BEPERKT, True)


def test_what_concerns_no_dossier_is_as_before() -> None:
    facts = Feiten("eigen_werk", frozenset({Rol.REGISSEUR}), tweede_factor=True, beperkt=True)
    assert decide(facts, load_matrix()).toegestaan
