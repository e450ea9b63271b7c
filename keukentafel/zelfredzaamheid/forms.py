"""Forms: which domains and why, one level per domain, and the look at the others at home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from keukentafel.core import widgets
from keukentafel.core.datums import lange_datum
from keukentafel.core.formulieren import Datumveld, Formulier, Keuzeveld, MeerKeuzeveld
from keukentafel.core.getallen import positive_int
from keukentafel.referentielijsten.public import (
    Criteriumtekst,
    Lijstkeuzeveld,
    RedenNietGescoord,
    Stelselwaarde,
    choices,
    domains_of,
    levels_of,
)
from keukentafel.zelfredzaamheid.public import Scoreinvoer
from keukentafel.zelfredzaamheid.states import Blikuitkomst

ONGEWIJZIGD = "ongewijzigd"
VASTLEGGEN, BEWAREN, REST = "vastleggen", "bewaren", "rest"


class KiesForm(Formulier):
    """Which domains does the question need, and why: one line (AVG art. 5 lid 1 c; AP 2018)."""

    reden = forms.CharField(
        label="Waarom heeft de vraag deze leefdomeinen nodig?",
        max_length=200,
        help_text="Eén zin. Bijvoorbeeld: vraag om hulp in huis, en zorgen over alleen zijn.",
    )
    datum = Datumveld(label="Dag van het gesprek")
    moment = Lijstkeuzeveld("meetmoment", label="Moment")
    bron = Lijstkeuzeveld("meetbron", label="Wie geeft het oordeel?")

    def __init__(self, *args: Any, stelsels: Sequence[Stelselwaarde], op: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stelsels = stelsels
        self.fields["datum"].laatst = op  # type: ignore[attr-defined]
        for stelsel in stelsels:
            self.fields[f"domeinen_{stelsel.code}"] = MeerKeuzeveld(
                label="Leefdomeinen" if not stelsel.alleen_met_kinderen else "Ouderschap",
                required=False,
                choices=[(d.code, d.naam) for d in domains_of(stelsel.code, op)],
                help_text=stelsel.naam + ".",
            )
        self.order_fields([f"domeinen_{s.code}" for s in stelsels])

    def clean(self) -> dict[str, Any]:
        """At least one domain; the message stands at the first list."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(self.choices_made().values()):
            self.add_error(f"domeinen_{self.stelsels[0].code}", "Kies minstens één leefdomein dat bij de vraag hoort.")
        return cleaned

    def choices_made(self) -> dict[str, list[str]]:
        """The chosen domain codes by scheme."""
        return {s.code: list(self.cleaned_data.get(f"domeinen_{s.code}") or ()) for s in self.stelsels}


@dataclass(frozen=True, slots=True)
class Meetregel:
    """One chosen domain on the score page. `vorige` and `huidig`: a level or a reason as text, "" for none."""

    meting_id: int
    stelsel: str
    code: str
    naam: str
    datum: date
    vorige: str = ""
    vorige_datum: date | None = None
    huidig: str = ""
    toelichting: str = ""
    criteria: tuple[Criteriumtekst, ...] = ()
    begint_groep: str = ""

    @property
    def veld(self) -> str:
        """Name of the form field of the score."""
        return f"s_{self.stelsel}_{self.code}"

    @property
    def notitieveld(self) -> str:
        """Name of the form field of the note."""
        return f"t_{self.stelsel}_{self.code}"


class Eerstescore(widgets.Score):
    """The first score of the page has the focus, so that the keys 1 to 5 work at once."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        if option["index"] == "0":
            option["attrs"]["autofocus"] = True
        return option


class ScoreForm(Formulier):
    """One score per chosen domain, all on one page; nothing is required."""

    def __init__(self, *args: Any, regels: Sequence[Meetregel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regels = regels
        for number, regel in enumerate(regels):
            self.fields[regel.veld] = self._score_field(regel, first=number == 0)
            self.fields[regel.notitieveld] = forms.CharField(
                label=f"Toelichting bij {regel.naam}",
                required=False,
                max_length=300,
                initial=regel.toelichting,
                widget=widgets.Tekst({"placeholder": "Wat speelt er? Eén zin."}),
            )

    def _score_field(self, regel: Meetregel, *, first: bool) -> forms.ChoiceField:
        levels = [(str(level.waarde), level.naam) for level in levels_of(regel.stelsel, regel.datum)]
        reasons = _reasons()
        same = [(ONGEWIJZIGD, "Zoals vorige keer")] if regel.vorige else []
        widget = Eerstescore if first and not self.is_bound else widgets.Score
        return forms.ChoiceField(
            label=regel.naam,
            required=False,
            help_text=f"Vorige keer: {lange_datum(regel.vorige_datum)}." if regel.vorige_datum else "",
            choices=[*levels, *reasons, *same],
            initial=regel.huidig,
            widget=widget(vorige=regel.vorige or None),
            error_messages={"invalid_choice": "Kies een cijfer van 1 tot 5, of een van de redenen."},
        )

    def answers(self, meting_id: int) -> dict[str, Scoreinvoer]:
        """What was answered for one measurement, by domain code; domains without an answer are left out."""
        found = {}
        for regel in self.regels:
            value = self.cleaned_data.get(regel.veld) or ""
            if regel.meting_id == meting_id and value:
                found[regel.code] = _answer(value, self.cleaned_data.get(regel.notitieveld) or "")
        return found


def _answer(value: str, toelichting: str) -> Scoreinvoer:
    if value == ONGEWIJZIGD:
        return Scoreinvoer(bevestigd=True, toelichting=toelichting)
    if level := positive_int(value):
        return Scoreinvoer(niveau=level, toelichting=toelichting)
    return Scoreinvoer(reden=value, toelichting=toelichting)


def _reasons() -> list[tuple[str, str]]:
    """Why a domain has no level; key 0 takes the first one, which is "niet besproken"."""
    first = RedenNietGescoord.NIET_BESPROKEN
    return sorted(choices("reden_niet_gescoord"), key=lambda pair: pair[0] != first)


def values_now(scores: Mapping[str, Any]) -> dict[str, str]:
    """Field values of scores by domain code: the level or the reason, as text."""
    return {code: str(score.niveau or score.reden_niet_gescoord) for code, score in scores.items()}


class BlikForm(Formulier):
    """Did we look at the others at home, and what did we see. Nothing is forced."""

    niet_verplicht = ("toelichting",)
    uitkomst = Keuzeveld(label="Wat zag u?", choices=Blikuitkomst.choices)
    toelichting = forms.CharField(label="Toelichting", max_length=300, required=False)
