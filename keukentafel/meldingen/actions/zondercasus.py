"""Why the person of a melding has no case (R-004): written down when a melding ends, taken back when it becomes one."""

from keukentafel.audit.public import Actor
from keukentafel.casussen.public import Casus
from keukentafel.meldingen.models import Melding
from keukentafel.personen.public import note_zonder_casus
from keukentafel.referentielijsten.public import Afhandeling, RedenZonderCasus

REDEN = {
    Afhandeling.INFORMATIE_ADVIES: RedenZonderCasus.INFORMATIE_ADVIES,
    Afhandeling.DUBBEL: RedenZonderCasus.DUBBEL,
    Afhandeling.INGETROKKEN: RedenZonderCasus.INGETROKKEN,
}


def follow_reden(by: Actor, melding: Melding) -> None:
    """Bring the reason in step with how the melding stands; who has or had a case gets none. Part of an action."""
    persoon = melding.persoon
    if persoon is None:
        return
    about = Casus.objects.filter(persoon=persoon)
    if melding.huishouden_id is not None:
        about = about | Casus.objects.filter(huishouden=melding.huishouden_id)
    if melding.afhandeling == Afhandeling.CASUS or about.exists():
        reason = ""
    elif melding.afhandeling:
        reason = str(REDEN.get(Afhandeling(melding.afhandeling), persoon.reden_zonder_casus))
    else:
        reason = RedenZonderCasus.IN_VOORBEREIDING if persoon.reden_zonder_casus else ""
    if reason != persoon.reden_zonder_casus:
        melding.persoon = note_zonder_casus(by=by, persoon=persoon, reden=reason)
