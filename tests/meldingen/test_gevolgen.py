"""What follows from merging, joining, reopening and handing over: nothing untrue lies ready, nothing is left behind."""

from datetime import date, timedelta
from typing import Any

import pytest

from keukentafel.audit.public import post_event
from keukentafel.casussen.public import Overgang, announce
from keukentafel.meldingen.models import Melding, Terugkoppelbericht, Terugkoppeling
from keukentafel.meldingen.public import (
    Meldinggegevens,
    assign_melding,
    close_melding,
    confirm_doorverwijzing,
    merge_meldingen,
    refer_melding,
    refuse_doorverwijzing,
    register_acuut_gevaar,
    register_melding,
    reopen_melding,
    send_terugkoppeling,
    split_melding,
    undo_assign_melding,
    undo_merge_meldingen,
    undo_split,
)
from keukentafel.referentielijsten.public import Grondslag
from keukentafel.taken.public import Taak
from tests.cast import Cast

pytestmark = pytest.mark.django_db
VANDAAG = date.today()
POH: dict[str, Any] = {
    "melder_soort": "professional", "melder_naam": "POH", "melder_contact": "poh@voorbeeld.invalid",
    "grondslag": Grondslag.INWONER_AKKOORD,
}  # fmt: skip


def vraag(cast: Cast, **anders: Any) -> Melding:
    """A question about Mieke at Team Noord."""
    given: dict[str, Any] = {"persoon": cast.mieke, "team": cast.noord} | anders
    return register_melding(by=cast.tom, gegevens=Meldinggegevens("Vraag", **given), door=cast.medewerkers["tom"])


def gevaar(cast: Cast, **anders: Any) -> Melding:
    """Acute danger about Mieke at Team Noord."""
    given: dict[str, Any] = {"persoon": cast.mieke, "team": cast.noord, "urgentie": "acuut_gevaar"} | anders
    return register_acuut_gevaar(by=cast.tom, gegevens=Meldinggegevens("Gevaar", **given))


def taken(melding: Melding) -> list[str]:
    """Kinds of the open tasks of a melding."""
    open_tasks = Taak.objects.open().filter(bron__startswith=f"melding:{melding.pk}:")
    return sorted(open_tasks.values_list("soort", flat=True))


def klaar(melding: Melding) -> list[tuple[Any, ...]]:
    """What lies ready for the reporter: (occasion, help arranged, solved)."""
    ready = Terugkoppelbericht.objects.filter(terugkoppeling__melding=melding, status="klaar")
    return list(ready.values_list("aanleiding", "hulp_geregeld", "probleem_opgelost"))


def voeg_samen(cast: Cast, blijft: Melding, dubbel: Melding) -> Any:
    """Merge, and read both anew."""
    merged = merge_meldingen(by=cast.tom, blijft=blijft, dubbel=dubbel, door=cast.medewerkers["tom"])
    blijft.refresh_from_db()
    dubbel.refresh_from_db()
    return merged


def test_danger_that_joins_a_case_flags_it(cast: Cast) -> None:
    melding = gevaar(cast)
    assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["noor"]])
    cast.casus.refresh_from_db()
    assert cast.casus.veiligheid


def test_danger_keeps_its_haste_and_its_task_when_merged_and_gets_them_back(cast: Cast) -> None:
    calm, danger = vraag(cast), gevaar(cast)
    merged = voeg_samen(cast, calm, danger)
    assert calm.urgentie == "acuut_gevaar" and taken(calm).count("veiligheid") == 2 and taken(danger) == []
    task = Taak.objects.open().get(bron=f"melding:{calm.pk}:veiligheid")
    assert (task.vervalt_op, task.url) == (VANDAAG, f"/meldingen/{calm.pk}/")
    assert Taak.objects.open().get(bron=f"melding:{calm.pk}:eerste_contact").vervalt_op == VANDAAG
    undo_merge_meldingen(by=cast.tom, samenvoeging=merged)
    calm.refresh_from_db()
    assert calm.urgentie == "normaal" and "veiligheid" not in taken(calm)
    assert taken(danger).count("veiligheid") == 2


def test_danger_merged_into_what_became_a_case_flags_that_case(cast: Cast) -> None:
    calm, danger = vraag(cast), gevaar(cast)
    assign_melding(by=cast.tom, melding=calm, medewerkers=[cast.medewerkers["noor"]])
    voeg_samen(cast, calm, danger)
    cast.casus.refresh_from_db()
    assert cast.casus.veiligheid and "veiligheid" in taken(calm)


def test_a_contact_that_comes_with_the_double_settles_the_task(cast: Cast) -> None:
    stays, goes = vraag(cast), vraag(cast)
    goes.change(eerste_contact_op=VANDAAG)
    merged = voeg_samen(cast, stays, goes)
    assert stays.eerste_contact_op == VANDAAG and "eerste_contact" not in taken(stays)
    undo_merge_meldingen(by=cast.tom, samenvoeging=merged)
    stays.refresh_from_db()
    assert stays.eerste_contact_op is None and "eerste_contact" in taken(stays)


def test_undo_gives_the_own_day_of_contact_back(cast: Cast) -> None:
    before = VANDAAG - timedelta(days=5)
    stays, goes = vraag(cast, ontvangen_op=before), vraag(cast, ontvangen_op=before)
    stays.change(eerste_contact_op=VANDAAG)
    goes.change(eerste_contact_op=VANDAAG - timedelta(days=3))
    merged = voeg_samen(cast, stays, goes)
    assert stays.eerste_contact_op == VANDAAG - timedelta(days=3)
    undo_merge_meldingen(by=cast.tom, samenvoeging=merged)
    stays.refresh_from_db()
    assert stays.eerste_contact_op == VANDAAG


def test_reopening_after_advice_lets_the_clock_run_again(cast: Cast) -> None:
    melding = vraag(cast)
    close_melding(by=cast.tom, melding=melding, afhandeling="informatie_advies", eigenaar=cast.medewerkers["tom"])
    melding.refresh_from_db()
    assert melding.eerste_contact_op == VANDAAG
    reopened = reopen_melding(by=cast.tom, melding=melding)
    assert reopened.eerste_contact_op is None and "eerste_contact" in taken(melding)


def test_reopening_keeps_a_contact_that_was_recorded_before(cast: Cast) -> None:
    melding = vraag(cast, ontvangen_op=VANDAAG - timedelta(days=2))
    melding.change(eerste_contact_op=VANDAAG - timedelta(days=1))
    close_melding(by=cast.tom, melding=melding, afhandeling="informatie_advies", eigenaar=cast.medewerkers["tom"])
    assert reopen_melding(by=cast.tom, melding=melding).eerste_contact_op == VANDAAG - timedelta(days=1)


def test_taking_an_assignment_back_keeps_the_contact(cast: Cast) -> None:
    melding = vraag(cast)
    melding.change(eerste_contact_op=VANDAAG)
    assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["noor"]])
    assert undo_assign_melding(by=cast.tom, melding=melding).eerste_contact_op == VANDAAG


def test_help_is_arranged_only_when_the_other_has_confirmed(cast: Cast) -> None:
    melding = vraag(cast, **POH)
    away = refer_melding(by=cast.tom, melding=melding, eigenaar=cast.medewerkers["tom"], naar="Humanitas")
    assert klaar(melding) == [("opgepakt", False, False)]
    confirm_doorverwijzing(by=cast.tom, doorverwijzing=away)
    assert klaar(melding) == [("afgerond", True, False)]


def test_after_a_refusal_nothing_untrue_lies_ready(cast: Cast) -> None:
    melding = vraag(cast, **POH)
    away = refer_melding(by=cast.tom, melding=melding, eigenaar=cast.medewerkers["tom"], naar="Humanitas")
    refuse_doorverwijzing(by=cast.tom, doorverwijzing=away)
    assert klaar(melding) == [("ontvangst", None, None)]
    assert Taak.objects.open().get(bron=f"melding:{melding.pk}:terugkoppeling").titel == "Antwoord aan de melder"


def test_after_reopening_the_answer_lapses_and_a_receipt_that_was_sent_does_not_return(cast: Cast) -> None:
    melding = vraag(cast, **POH)
    send_terugkoppeling(by=cast.tom, bericht=Terugkoppelbericht.objects.get(), wijze="telefoon")
    close_melding(by=cast.tom, melding=melding, afhandeling="informatie_advies", eigenaar=cast.medewerkers["tom"])
    assert klaar(melding) == [("afgerond", True, True)]
    reopen_melding(by=cast.tom, melding=melding)
    assert klaar(melding) == []


def test_after_taking_an_assignment_back_nobody_hears_that_it_was_taken_up(cast: Cast) -> None:
    melding = vraag(cast, **POH)
    assign_melding(by=cast.tom, melding=melding, medewerkers=[cast.medewerkers["noor"]])
    assert klaar(melding)[0][0] == "opgepakt"
    undo_assign_melding(by=cast.tom, melding=melding)
    assert klaar(melding) == [("ontvangst", None, None)]


def test_the_reporter_of_the_double_hears_it_too(cast: Cast) -> None:
    stays, goes = vraag(cast), vraag(cast, **POH)
    merged = voeg_samen(cast, stays, goes)
    casus = assign_melding(by=cast.tom, melding=stays, medewerkers=[cast.medewerkers["noor"]])
    assert klaar(goes) == [("opgepakt", False, False)]
    task = Taak.objects.open().get(bron=f"melding:{goes.pk}:terugkoppeling")
    assert (task.casus, task.medewerker) == (casus, cast.medewerkers["noor"])
    assert casus is not None
    with post_event("test", by=cast.noor):
        announce(Overgang(casus, "casus_plan_gereed", VANDAAG, cast.noor))
    assert klaar(goes) == [("voortgang", True, False)]
    undo_merge_meldingen(by=cast.tom, samenvoeging=merged)
    assert klaar(goes) == [("ontvangst", None, None)]


def test_a_double_of_what_is_a_case_already_is_answered_at_once(cast: Cast) -> None:
    stays, goes = vraag(cast), vraag(cast, **POH)
    assign_melding(by=cast.tom, melding=stays, medewerkers=[cast.medewerkers["noor"]])
    voeg_samen(cast, stays, goes)
    assert klaar(goes) == [("opgepakt", False, False)]


def test_each_part_of_a_split_melding_is_answered(cast: Cast) -> None:
    melding = vraag(cast, **POH)
    part, other = split_melding(by=cast.tom, melding=melding, vragen=["Een ander ding", "En nog een"])
    assert klaar(part) == [] and Terugkoppeling.objects.get(melding=part).grondslag == Grondslag.INWONER_AKKOORD
    close_melding(by=cast.tom, melding=part, afhandeling="informatie_advies", eigenaar=cast.medewerkers["tom"])
    assert klaar(part) == [("afgerond", True, True)] and klaar(melding) == [("ontvangst", None, None)]
    undo_split(by=cast.tom, melding=other)
    assert not Melding.objects.filter(pk=other.pk).exists() and taken(other) == []
