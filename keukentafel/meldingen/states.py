"""States of a melding and of the answer to its reporter, as data. No Django models here."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from keukentafel.referentielijsten.public import Afhandeling, Afsluitreden, Grondslag, MelderSoort


class Meldingstand(TextChoices):
    """Where a melding stands; derived from its owner and its outcome, never stored."""

    TE_VERDELEN = "te_verdelen", "Te verdelen"
    OPGEPAKT = "opgepakt", "Opgepakt"
    AFGEHANDELD = "afgehandeld", "Afgehandeld"


class Koppelwijze(TextChoices):
    """How a melding came to its case."""

    OPENT = "opent", "Opent de casus"
    SLUIT_AAN = "sluit_aan", "Hoort bij de casus"


class Terugkoppelsoort(TextChoices):
    """How much a reporter may hear at most."""

    ANTWOORD = "antwoord", "De drie gesloten antwoorden"
    ONTVANGST = "ontvangst", "Alleen dat de melding ontvangen is"
    GEEN = "geen", "Niets"


class Berichtaanleiding(TextChoices):
    """What gave rise to a message to the reporter."""

    ONTVANGST = "ontvangst", "Melding ontvangen"
    OPGEPAKT = "opgepakt", "Melding opgepakt"
    VOORTGANG = "voortgang", "Er is iets veranderd"
    AFGEROND = "afgerond", "Afgerond"


class Berichtstatus(TextChoices):
    """A message lies ready, was sent, or was overtaken by a newer one."""

    KLAAR = "klaar", "Klaar om te versturen"
    VERSTUURD = "verstuurd", "Verstuurd"
    VERVALLEN = "vervallen", "Vervallen"


class Verzendwijze(TextChoices):
    """How a message reached the reporter."""

    MAIL = "mail", "E-mail"
    BRIEF = "brief", "Brief"
    TELEFOON = "telefoon", "Telefoon"


class Verzendstand(TextChoices):
    """Where a mail to the reporter is: waiting in the outbox, with the mail server, or given up."""

    KLAARGEZET = "klaargezet", "Klaargezet"
    VERZONDEN = "verzonden", "Verzonden"
    MISLUKT = "mislukt", "Mislukt"


MET_GROND = frozenset({Grondslag.INWONER_AKKOORD, Grondslag.GEDEELDE_TAAK})
WERKDAGEN_DOORVERWIJZING = 5  # our own default: then ask whether the other took it up
INZAGE_MELDER_DAGEN = 14  # so long can who registered a melding still find it


def grounds_for(melder_soort: str) -> tuple[Grondslag, ...]:
    """The grounds that can be chosen: sharing a task is one for a professional only (R-025)."""
    both = (Grondslag.INWONER_AKKOORD, Grondslag.GEEN)
    if melder_soort == MelderSoort.PROFESSIONAL:
        return (Grondslag.INWONER_AKKOORD, Grondslag.GEDEELDE_TAAK, Grondslag.GEEN)
    return both


@dataclass(frozen=True, slots=True)
class Antwoorden:
    """The three closed answers (R-025). None: not known yet."""

    hulp_geregeld: bool | None = None
    probleem_opgelost: bool | None = None
    iets_verwacht: bool | None = None


OPGEPAKT = Antwoorden(hulp_geregeld=False, probleem_opgelost=False, iets_verwacht=False)
HULP_LOOPT = Antwoorden(hulp_geregeld=True, probleem_opgelost=False, iets_verwacht=False)
OPGELOST = Antwoorden(hulp_geregeld=True, probleem_opgelost=True, iets_verwacht=False)
GESTOPT = Antwoorden(hulp_geregeld=False, probleem_opgelost=False, iets_verwacht=False)

#: What the reporter may hear when the melding ends in this way.
ANTWOORD_BIJ_AFHANDELING: Mapping[str, tuple[str, Antwoorden]] = {
    Afhandeling.CASUS: (Berichtaanleiding.OPGEPAKT, OPGEPAKT),
    Afhandeling.INFORMATIE_ADVIES: (Berichtaanleiding.AFGEROND, OPGELOST),
    Afhandeling.DOORVERWEZEN: (Berichtaanleiding.OPGEPAKT, OPGEPAKT),  # until the other confirms
    Afhandeling.BUITEN_GEBIED: (Berichtaanleiding.AFGEROND, GESTOPT),
    Afhandeling.INGETROKKEN: (Berichtaanleiding.AFGEROND, GESTOPT),
}
#: What the reporter may hear when the case closes for this reason; unknown reasons give GESTOPT.
ANTWOORD_BIJ_AFSLUITREDEN: Mapping[str, Antwoorden] = {
    Afsluitreden.DOELEN_BEREIKT: OPGELOST,
    Afsluitreden.DEELS_BEREIKT: HULP_LOOPT,
    Afsluitreden.OVERGEDRAGEN: HULP_LOOPT,
}


def stand_of(*, eigenaar: bool, afgehandeld: bool) -> Meldingstand:
    """The stand of a melding, given whether it has an owner and an outcome."""
    if afgehandeld:
        return Meldingstand.AFGEHANDELD
    return Meldingstand.OPGEPAKT if eigenaar else Meldingstand.TE_VERDELEN


def feedback_limit(*, melder_soort: str, anoniem: bool, over_zichzelf: bool, grondslag: str) -> Terugkoppelsoort:
    """The most that a reporter may hear (R-024, R-025).

    Nobody can be answered who is anonymous or unknown; who reports about himself is called, not answered. A
    resident who reports about another hears that it was received, and more only when that person agrees. A
    professional hears the three answers when there is a ground, and the receipt otherwise.
    """
    if anoniem or over_zichzelf or melder_soort in ("", MelderSoort.INWONER_ZELF):
        return Terugkoppelsoort.GEEN
    if melder_soort == MelderSoort.INWONER_OVER_ANDER:
        agreed = grondslag == Grondslag.INWONER_AKKOORD
        return Terugkoppelsoort.ANTWOORD if agreed else Terugkoppelsoort.ONTVANGST
    return Terugkoppelsoort.ANTWOORD if grondslag in MET_GROND else Terugkoppelsoort.ONTVANGST
