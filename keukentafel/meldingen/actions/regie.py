"""The regiecheck: recorded with the questions of that day, the advice, and the route that was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.models import Melding, Regiecheck
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.meldingen.regieadvies import JA, NEE, ONBEKEND, advise
from keukentafel.meldingen.selectors import home_of_persoon
from keukentafel.personen.public import Persoon
from keukentafel.referentielijsten.public import Regiecheckroute, Regiehouder, Vraagtype, list_codes
from keukentafel.teams.public import Medewerker, Team

LIJST = "regiecheck_vraag"


@dataclass(frozen=True, slots=True)
class Regiecheckgegevens:
    """The answers by question code (ja, nee, onbekend) and what the worker decided himself."""

    antwoorden: Mapping[str, str] = field(default_factory=dict)
    regiehouder: str = ""
    route: str = ""
    vraagtype: str = ""
    loket: str = ""
    toelichting: str = ""
    persoon: Persoon | None = None  # of a question at another desk; only his household is kept


@action("regiecheck_gedaan")
def record_regiecheck(
    *,
    by: Actor,
    gegevens: Regiecheckgegevens,
    team: Team | None = None,
    melding: Melding | None = None,
    door: Medewerker | None = None,
) -> Regiecheck:
    """Record a regiecheck, of a melding or of a question at another desk; the melding takes its type of question.

    What the worker leaves open follows the advice. Raises Regelfout when nothing was answered, for an unknown
    question or answer, and without a team or a melding.
    """
    today = timezone.localdate()
    questions = list_codes(LIJST, today)
    _check(gegevens, {question.code for question in questions})
    locked = Melding.lock(melding.pk) if melding is not None else None
    owner = locked.team if locked is not None else team
    if owner is None:
        raise Regelfout("Kies voor welk team deze regiecheck is.", veld="team")
    advice = advise(gegevens.antwoorden, questions, gegevens.regiehouder)
    home = locked.huishouden if locked is not None else None
    if locked is None and gegevens.persoon is not None:
        home = home_of_persoon(gegevens.persoon, today)
    kind = gegevens.vraagtype or advice.vraagtype
    check = Regiecheck.objects.create(
        melding=locked,
        huishouden=home,
        team=owner,
        loket=gegevens.loket.strip(),
        medewerker=door,
        op=today,
        vragen_op=today,
        antwoorden=dict(gegevens.antwoorden),
        regiehouder=gegevens.regiehouder,
        regie_voldoende=advice.regie_voldoende,
        vraagtype=kind,
        uitkomst=advice.uitkomst,
        advies=advice.route,
        redenen=list(advice.redenen),
        route=gegevens.route or advice.route,
        toelichting=" ".join(gegevens.toelichting.split()),
    )
    about = [gegevens.persoon.pk] if gegevens.persoon is not None else []
    subjects = subjects_of_melding(locked) if locked is not None else about
    record("regiecheck_gedaan", check, subjects=subjects, wet=locked.wet if locked is not None else "")
    if locked is not None and kind:
        locked.change(vraagtype=kind)
    return check


def _check(gegevens: Regiecheckgegevens, known: set[str]) -> None:
    if not any(answer in (JA, NEE) for answer in gegevens.antwoorden.values()):
        raise Regelfout("Beantwoord minstens één vraag.")
    for code, answer in gegevens.antwoorden.items():
        if code not in known or answer not in (JA, NEE, ONBEKEND):
            raise Regelfout("Deze vraag of dit antwoord is er niet.", veld=code)
    for value, choices in (
        (gegevens.regiehouder, Regiehouder.values),
        (gegevens.route, Regiecheckroute.values),
        (gegevens.vraagtype, Vraagtype.values),
    ):
        if value and value not in choices:
            raise Regelfout("Kies een van de antwoorden die er staan.")
