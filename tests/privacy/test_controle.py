"""The review of the log: rules as data, planted abuses found, judged by a human, never too late without a warning."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from keukentafel.audit.models import IJkpunt
from keukentafel.audit.public import SYSTEEM
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.models import EigenPersoon, Persoon
from keukentafel.privacy.logboek import controle as werk
from keukentafel.privacy.logboek.controle import judge_controlepunt, last_full_week, run_controle, start_line
from keukentafel.privacy.logboek.controle_bron import facts_for, lines_of_week
from keukentafel.privacy.logboek.controle_regels import (
    Kijkfeiten,
    Kijkregel,
    Regelbestandsfout,
    load_regels,
    parse_regels,
    review,
)
from keukentafel.privacy.models import Controle, Controlepunt
from keukentafel.toegang.public import Gebruiker
from scripts.logboek.gedrag import MISBRUIK, try_review
from tests.cast import Cast
from tests.privacy.controle_voorbeelden import make_punt

Als = Callable[[Gebruiker], Client]


def test_the_planted_abuses_are_found_and_little_besides() -> None:
    """U5, short; `python -m scripts.logboek controle` does 100,000 lines."""
    found = try_review(8_000, seed=3, workers=45)
    assert found.gevonden == set(MISBRUIK) and len(MISBRUIK) == 20
    assert found.vals_van_regels <= 0.01


@pytest.mark.parametrize(
    "code", [rule.code for rule in load_regels() if rule.code not in ("veel_gezocht", "belang", "achternaam")]
)
def test_without_its_rule_an_abuse_is_missed(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: a rule that is gone; each of these is the only one that sees its abuse."""
    from scripts.logboek import gedrag

    rest = [rule for rule in load_regels() if rule.code != code]
    monkeypatch.setattr(gedrag, "review", lambda lines, facts: review(lines, facts, rest))
    missed = gedrag.try_review(500, seed=3, workers=45).gemist
    assert missed


def line(**fields: object) -> Kijkregel:
    """A line of a worker who opens a case at noon on a Monday."""
    usual = {
        "volgnr": 1, "tijd": datetime(2026, 3, 2, 12, tzinfo=UTC), "gebeurtenis": "e", "soort": "lezen",
        "actie": "casus_inzien", "grond": "zelfde_team", "reden": "", "actor": 1, "object_soort": "casus",
        "object_id": "5", "betrokkene": "p",
    }  # fmt: skip
    return Kijkregel(**{**usual, **fields})  # type: ignore[arg-type]


def test_ordinary_work_finds_nothing() -> None:
    assert review([line(), line(volgnr=2, soort="schrijven")], Kijkfeiten()) == []


def test_a_finding_says_why_in_words_and_where() -> None:
    (found,) = review([line(volgnr=9, grond="noodtoegang"), line(volgnr=10, grond="noodtoegang")], Kijkfeiten())
    assert (found.regel.code, found.aantal, list(found.volgnrs)) == ("noodtoegang", 1, [9, 10])
    assert found.waarom == "Opende een dossier met noodtoegang (1 keer)."


@pytest.mark.parametrize("damage", [{"tel": "zomaar"}, {"vanaf": 0}, {"per": "maand"}, {"onbekend": 1}])
def test_a_rule_that_is_not_right_stops_the_start(damage: dict[str, object]) -> None:
    entry = {"code": "x", "naam": "X", "waarom": "X", "als": ["gericht"], "tel": "regels", "per": "dag", "vanaf": 1}
    with pytest.raises(Regelbestandsfout):
        list(parse_regels({"regel": [entry | damage]}))


def monday() -> date:
    return timezone.localdate() - timedelta(days=timezone.localdate().weekday())


def test_a_worker_who_opens_a_namesake_is_on_the_list(cast: Cast, als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.noor.naam = "Noor Wit"
    cast.noor.save()
    Persoon.objects.filter(pk__in=(cast.jan.pk, cast.kind.pk)).update(achternaam="Zwart")
    EigenPersoon.objects.create(gebruiker=cast.tom, persoon=cast.jan)
    als(cast.noor).get(f"/casussen/{cast.casus.pk}/")
    assert facts_for(list(lines_of_week(monday())), monday()).gebruiker
    made = run_controle(by=SYSTEEM, van=monday())
    codes = set(made.punten.filter(gebruiker=cast.noor).values_list("regel", flat=True))
    assert {"achternaam_zeldzaam", "collega"} <= codes
    assert "Mieke" not in "".join(made.punten.values_list("waarom", flat=True))
    assert run_controle(by=SYSTEEM, van=monday()) == made  # the same week gives no second list


def test_the_officer_reads_why_and_judges(cast: Cast, als: Als) -> None:
    punt, client = Controlepunt.objects.get(pk=make_punt(cast)), als(cast.petra)
    assert "1 punt te bekijken" in client.get("/privacy/").content.decode()
    assert client.get("/privacy/controle/").status_code == 200
    assert "Noor" in client.get(f"/privacy/controle/{punt.controle_id}/").content.decode()
    url = f"/privacy/controle/punt/{punt.pk}/"
    assert "Opende iets." in client.get(url).content.decode()
    assert client.post(url, {"uitkomst": "navragen", "notitie": "", "versie": punt.versie}).status_code == 422
    assert client.post(url, {"uitkomst": "in_orde", "versie": punt.versie}).status_code == 302
    punt.refresh_from_db()
    assert (punt.uitkomst, punt.beoordeeld_door) == ("in_orde", cast.petra)
    assert Controle.objects.get(pk=punt.controle_id).afgerond_op is not None
    assert als(cast.tom).get(url).status_code == 403


def test_nobody_judges_his_own_work(cast: Cast) -> None:
    punt = Controlepunt.objects.get(pk=make_punt(cast))
    with pytest.raises(Regelfout, match="eigen werk"):
        judge_controlepunt(by=cast.noor, punt=punt, uitkomst="in_orde")


def test_a_week_is_open_while_something_is_being_asked(cast: Cast) -> None:
    punt = Controlepunt.objects.get(pk=make_punt(cast))
    judge_controlepunt(by=cast.petra, punt=punt, uitkomst="navragen", notitie="Gebeld")
    assert Controle.objects.get(pk=punt.controle_id).afgerond_op is None


def test_the_start_warns_when_nobody_looks_or_signs(cast: Cast) -> None:
    """A10: the dead man's switch."""
    assert "ijkpunt" in start_line().alarm and "acht dagen" in start_line().alarm
    now = timezone.now()
    point = IJkpunt.objects.create(soort="uur", volgnr=1, hash="x", handtekening="x", gemaakt_op=now)
    week = Controle.objects.create(van=last_full_week(now.date()), tot=now.date(), regels=1, afgerond_op=now)
    assert start_line().alarm == ""
    IJkpunt.objects.filter(pk=point.pk).update(gemaakt_op=now - werk.IJKPUNT_TE_OUD - timedelta(minutes=1))
    Controle.objects.filter(pk=week.pk).update(afgerond_op=now - werk.CONTROLE_TE_OUD - timedelta(minutes=1))
    assert "ijkpunt" in start_line().alarm and "acht dagen" in start_line().alarm


def test_the_command_takes_the_last_full_week_and_no_other_day(cast: Cast) -> None:
    out = StringIO()
    call_command("logboekcontrole", stdout=out)
    assert f"Week van {last_full_week(timezone.localdate())}" in out.getvalue()
    with pytest.raises(CommandError, match="maandag"):
        call_command("logboekcontrole", van=monday())
