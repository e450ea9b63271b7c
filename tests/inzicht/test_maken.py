"""The command makes the figures of every team and of policy, from the database, and keeps what must stay."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from keukentafel.core.datums import past_spans
from keukentafel.inzicht import maken, publiceren
from keukentafel.inzicht.figuren.blik import exact_view
from keukentafel.inzicht.figuren.vragen import VRAGEN
from keukentafel.inzicht.maken import _outdated
from keukentafel.inzicht.models import Cijferronde, Cijferstand, Publicatie
from keukentafel.inzicht.overzichten import same_day_last_year, year_before
from keukentafel.inzicht.states import Blikveld, Rijsoort
from keukentafel.inzicht.vraag import Vraagfout
from tests.cast import Cast
from tests.inzicht.voorbeelden import make_figures


@pytest.mark.django_db(transaction=True)  # as in real life: read at one moment, kept after it
def test_the_command_makes_figures_for_everyone(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    ronde = Cijferronde.objects.create(begonnen_op=timezone.now())
    call_command("inzicht", ronde=ronde.pk)
    today = timezone.localdate()
    teams = {row.team_id: row for row in Cijferstand.objects.filter(blik=Blikveld.TEAM)}
    assert set(teams) == {cast.noord.pk, cast.zuid.pk, cast.intake.pk}
    noord = {figuur["naam"]: figuur for figuur in teams[cast.noord.pk].figuren}
    assert noord["caseload"]["n"] == 2  # the household of Mieke and the neighbours
    assert {figuur["vraag"] for figuur in noord.values()} == set(VRAGEN)
    last, *_before = past_spans(today, 1, settings.PUBLICATIE_MAANDEN)
    beleid = Cijferstand.objects.get(blik=Blikveld.BELEID, team=None, peildatum=last[1])
    published = Publicatie.objects.get(tot=last[1])
    assert published.van == last[0] and published.meldingen["feiten"]
    assert not any("2 open casussen" in figuur["titel"] for figuur in beleid.figuren)
    ronde.refresh_from_db()
    assert ronde.klaar_op is not None and ronde.fout == ""
    before = Cijferstand.objects.count()
    call_command("inzicht", als_nodig=True)
    assert Cijferstand.objects.count() == before
    assert "overzichten gemaakt" in capsys.readouterr().out


def test_nothing_is_written_while_everything_is_read(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading at one moment opens a transaction of its own; outside a test SQLite refuses another one inside it."""
    reading: list[bool] = []
    real = maken.post_event

    @contextmanager
    def one_moment() -> Iterator[None]:
        reading.append(True)
        yield
        reading.clear()

    def post_event(*args: str, **kwargs: Any) -> Any:
        assert not reading
        return real(*args, **kwargs)

    monkeypatch.setattr(maken, "one_moment", one_moment)
    monkeypatch.setattr(maken, "post_event", post_event)
    monkeypatch.setattr(
        maken, "team_view", lambda team, peildatum, motor: (exact_view({}), {soort: {} for soort in Rijsoort})
    )
    monkeypatch.setattr(maken, "build_figures", lambda blik: [])
    monkeypatch.setattr(publiceren, "RAPPORTEN", ("meldingen", "kenmerken"))
    assert maken.make_cijferstanden(timezone.localdate()) and Publicatie.objects.exists()


def test_a_round_that_cannot_be_made_says_why(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(day: date, **how: object) -> None:
        raise Vraagfout("Er is geen rapport.")

    monkeypatch.setattr(maken, "make_cijferstanden", fail)
    ronde = Cijferronde.objects.create(begonnen_op=timezone.now())
    with pytest.raises(Exception, match="Er is geen rapport"):
        call_command("inzicht", ronde=ronde.pk)
    ronde.refresh_from_db()
    assert ronde.fout == "Er is geen rapport."


def test_the_last_day_of_a_month_is_kept_for_good(cast: Cast) -> None:
    days = [date(2026, 3, 1) + timedelta(n) for n in range(90)]
    for day in days:
        make_figures(cast, day)
    Cijferstand.objects.filter(pk__in=list(_outdated(date(2026, 5, 29)))).delete()
    kept = set(Cijferstand.objects.filter(blik=Blikveld.TEAM).values_list("peildatum", flat=True))
    assert kept == {date(2026, 3, 31)} | {day for day in days if day >= date(2026, 4, 24)}
    assert Cijferstand.objects.filter(blik=Blikveld.BELEID, team=None).count() == len(days)  # published is published


@pytest.mark.parametrize(
    ("day", "first", "earlier"),
    [
        (date(2026, 11, 22), date(2025, 12, 1), date(2025, 11, 22)),
        (date(2026, 2, 28), date(2025, 3, 1), date(2025, 2, 28)),
        (date(2024, 2, 29), date(2023, 3, 1), date(2023, 2, 28)),
        (date(2025, 2, 28), date(2024, 3, 1), date(2024, 2, 29)),
        (date(2026, 12, 31), date(2026, 1, 1), date(2025, 12, 31)),
    ],
)
def test_twelve_months_and_the_same_day_a_year_earlier(day: date, first: date, earlier: date) -> None:
    assert year_before(day) == first
    assert same_day_last_year(day) == earlier
