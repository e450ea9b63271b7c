"""Who may be given what stands in a dossier about a child: pure rules on facts, without a database or a clock.

Sources: Jeugdwet art. 7.3.4, 7.3.5 and 7.3.15 (under twelve the parents with custody or the guardian act for the
child; from twelve to sixteen both the child and they; from sixteen the child alone), the same ages as the WGBO
(BW 7:447, 7:450 lid 2, 7:465); BW 1:377c (a parent without custody hears main facts on request, never by default and
not against the interest of the child); BW 1:378 and 1:450 (curator, mentor of an adult). security.md A7 marks the
articles as general knowledge: a municipality has them checked before it leans on them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

TWAALF, ZESTIEN, ACHTTIEN = 12, 16, 18


class Gezagsoort(StrEnum):
    """What was recorded of one person about another who does not act for himself (alone)."""

    GEZAG = "gezag"  # a parent with custody
    VOOGD = "voogd"  # a natural person who is the guardian
    GEEN_GEZAG = "geen_gezag"  # a parent without custody
    VERTEGENWOORDIGER = "vertegenwoordiger"  # curator or mentor of an adult


GEZAGSNAMEN = {
    Gezagsoort.GEZAG: "heeft gezag",
    Gezagsoort.VOOGD: "is voogd",
    Gezagsoort.GEEN_GEZAG: "heeft geen gezag",
    Gezagsoort.VERTEGENWOORDIGER: "is curator of mentor",
}
HANDELT_VOOR_KIND = frozenset({Gezagsoort.GEZAG, Gezagsoort.VOOGD})


class Ontvangreden(StrEnum):
    """Why someone may or may not be given what stands about another."""

    ZELF = "zelf"
    ZELF_JONGER_DAN_12 = "zelf_jonger_dan_12"
    GEZAG = "gezag"
    VERTEGENWOORDIGER = "vertegenwoordiger"
    GEEN_GEZAG = "geen_gezag"
    GEZAG_ONBEKEND = "gezag_onbekend"
    VANAF_16 = "vanaf_16"
    VOLWASSEN = "volwassen"
    LEEFTIJD_ONBEKEND = "leeftijd_onbekend"


UITLEG = {
    Ontvangreden.ZELF: "Het gaat over deze persoon zelf.",
    Ontvangreden.ZELF_JONGER_DAN_12: "Een kind jonger dan 12 krijgt dit niet alleen: de ouder met gezag of de voogd "
    "krijgt het.",
    Ontvangreden.GEZAG: "Deze ouder heeft gezag, of is voogd.",
    Ontvangreden.VERTEGENWOORDIGER: "Deze persoon is curator of mentor.",
    Ontvangreden.GEEN_GEZAG: "Deze ouder heeft geen gezag. Geef geen inhoud. Vraagt de ouder erom, dan beslist de "
    "regisseur welke hoofdzaken mogen.",
    Ontvangreden.GEZAG_ONBEKEND: "Het is niet bekend of deze persoon gezag heeft. Vraag het na en leg het vast.",
    Ontvangreden.VANAF_16: "Wie 16 is of ouder, beslist zelf. Geef het aan die persoon.",
    Ontvangreden.VOLWASSEN: "Dit gaat over een ander. Geef het aan die persoon zelf.",
    Ontvangreden.LEEFTIJD_ONBEKEND: "De geboortedatum is niet bekend. Vraag die na: daarvan hangt af wie dit krijgt.",
}
MAG = frozenset({Ontvangreden.ZELF, Ontvangreden.GEZAG, Ontvangreden.VERTEGENWOORDIGER})


@dataclass(frozen=True, slots=True)
class Ontvangst:
    """Whether someone may be given it, and why."""

    reden: Ontvangreden

    @property
    def mag(self) -> bool:
        """True when it may be handed over."""
        return self.reden in MAG

    @property
    def uitleg(self) -> str:
        """One or two Dutch sentences for whoever would hand it over."""
        return UITLEG[self.reden]


@dataclass(frozen=True, slots=True)
class Ontvangfeiten:
    """On what it depends: is it about himself, the age in whole years of whom it is about (None: unknown), whether he
    is registered as a child or was born a minor (for an unknown age), and what was recorded between the two today."""

    zelf: bool
    leeftijd: int | None
    kind: bool = False
    soorten: frozenset[Gezagsoort] = frozenset()


def may_receive(feiten: Ontvangfeiten) -> Ontvangst:
    """Whether a person may be given what stands about another (or himself). First rule that fits wins.

    "Geen gezag" wins over anything else that was recorded: two records that disagree give nothing.
    """
    if feiten.zelf:
        young = feiten.leeftijd is not None and feiten.leeftijd < TWAALF
        unknown_child = feiten.leeftijd is None and feiten.kind
        if unknown_child:
            return Ontvangst(Ontvangreden.LEEFTIJD_ONBEKEND)
        return Ontvangst(Ontvangreden.ZELF_JONGER_DAN_12 if young else Ontvangreden.ZELF)
    if feiten.leeftijd is None:
        return Ontvangst(Ontvangreden.LEEFTIJD_ONBEKEND if feiten.kind else _of_an_adult(feiten.soorten))
    if feiten.leeftijd >= ACHTTIEN:
        return Ontvangst(_of_an_adult(feiten.soorten))
    if feiten.leeftijd >= ZESTIEN:
        return Ontvangst(Ontvangreden.VANAF_16)
    if Gezagsoort.GEEN_GEZAG in feiten.soorten:
        return Ontvangst(Ontvangreden.GEEN_GEZAG)
    return Ontvangst(Ontvangreden.GEZAG if feiten.soorten & HANDELT_VOOR_KIND else Ontvangreden.GEZAG_ONBEKEND)


def _of_an_adult(soorten: Iterable[Gezagsoort]) -> Ontvangreden:
    represents = Gezagsoort.VERTEGENWOORDIGER in set(soorten)
    return Ontvangreden.VERTEGENWOORDIGER if represents else Ontvangreden.VOLWASSEN
