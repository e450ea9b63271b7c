"""The words to the reporter: neutral, no name, no topic, only the receipt or the three closed answers (R-025)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email

from keukentafel.audit.public import outgoing_headers
from keukentafel.core.datums import MAANDEN
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.models import Melding, Terugkoppelbericht
from keukentafel.meldingen.states import Antwoorden, Berichtaanleiding, Verzendwijze
from keukentafel.referentielijsten.public import Terugkoppelantwoord, find_code

ONDERWERP = "Bericht van {team}"
WACHTTIJD = 10  # seconds that the mail server may take


@dataclass(frozen=True, slots=True)
class Berichttekst:
    """A message as it goes out: the subject names nobody and nothing, the lines hold the answers."""

    onderwerp: str
    aanhef: str
    inleiding: str
    regels: tuple[str, ...]
    slot: str

    def as_text(self) -> str:
        """The whole message as plain text."""
        answers = "\n".join(f"- {line}" for line in self.regels)
        return "\n\n".join(part for part in (self.aanhef, self.inleiding, answers, self.slot) if part)


def kenmerk(melding: Melding) -> str:
    """The reference under which the reporter can ask: a number that says nothing."""
    return f"M{melding.pk}"


def write_bericht(melding: Melding, bericht: Terugkoppelbericht, antwoorden: Antwoorden | None = None) -> Berichttekst:
    """The words of this message, in plain Dutch; `antwoorden` are those on the screen, else those of the message."""
    day = melding.ontvangen_op
    when = f"{day.day} {MAANDEN[day.month - 1]} {day.year}"
    told = f"Op {when} deed u een melding bij {melding.team.naam}. Ons kenmerk is {kenmerk(melding)}."
    if bericht.aanleiding == Berichtaanleiding.ONTVANGST:
        lines: tuple[str, ...] = ("Wij hebben uw melding ontvangen en kijken wat er nodig is.",)
    else:
        lines = _answers(
            antwoorden or Antwoorden(bericht.hulp_geregeld, bericht.probleem_opgelost, bericht.iets_verwacht)
        )
        if bericht.aanleiding == Berichtaanleiding.OPGEPAKT:
            lines = ("Wij hebben uw melding opgepakt.", *lines)
    return Berichttekst(
        onderwerp=ONDERWERP.format(team=melding.team.naam),
        aanhef="Beste melder,",
        inleiding=told,
        regels=lines,
        slot="Over de inhoud mogen wij niets zeggen. Hebt u een vraag? Bel ons en noem het kenmerk.\n\n"
        f"Met vriendelijke groet,\n{melding.team.naam}",
    )


def _answers(antwoorden: Antwoorden) -> tuple[str, ...]:
    lines = []
    for code in Terugkoppelantwoord.values:
        answer = getattr(antwoorden, code)
        if answer is not None:
            texts = find_code("terugkoppelantwoord", code).kenmerken
            lines.append(str(texts["tekst_ja" if answer else "tekst_nee"]))
    return tuple(lines)


def mail_address(melding: Melding) -> str:
    """Where the reporter can be mailed: his own address, else that of his organisation; '' when there is none."""
    organisatie = melding.melder_organisatie
    for address in (melding.melder_contact.strip(), organisatie.email if organisatie is not None else ""):
        try:
            validate_email(address)
        except ValidationError:
            continue
        return address
    return ""


def likely_way(melding: Melding) -> str:
    """How the message will go: by mail when there is an address for it, by letter when only that is possible."""
    if mail_address(melding):
        return Verzendwijze.MAIL
    return Verzendwijze.BRIEF if melding.melder_adres and not melding.melder_contact else Verzendwijze.TELEFOON


def deliver(melding: Melding, tekst: Berichttekst) -> None:
    """Mail the message; never inside a transaction. Raises OSError when the mail server does not take it.

    Raises Regelfout when the reporter has no address any more.
    """
    address = mail_address(melding)
    if not address:
        raise Regelfout("Er is geen e-mailadres van de melder. Kies brief of telefoon.", veld="wijze")
    connection = get_connection(timeout=WACHTTIJD)
    headers = outgoing_headers()  # the receiver's log can be laid beside ours
    EmailMessage(tekst.onderwerp, tekst.as_text(), to=[address], connection=connection, headers=headers).send()
