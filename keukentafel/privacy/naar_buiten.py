"""What requests of residents tell elsewhere: the start page, and the regular cleaning."""

from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM, post_event
from keukentafel.privacy.inzage.bestand import count_old, forget_old
from keukentafel.privacy.selectors import standing
from keukentafel.privacy.start import Startregel


def start_line() -> Startregel:
    """How many requests wait, and how many are past their month."""
    now = standing(timezone.localdate())
    late = f"{now.te_laat} over de termijn heen" if now.te_laat else ""
    return Startregel(
        "Verzoeken van inwoners",
        reverse("privacy:verzoeken"),
        f"{now.open} open" if now.open else "",
        late,
        "Een kopie, iets verbeteren, een eigen verklaring, stilzetten, bezwaar of wissen.",
    )


def drop_old_copies() -> None:
    """Forget copies of somebody's data that lie ready for more than seven days; writes nothing when there are none."""
    if count_old():
        with post_event("kopieen_verlopen", by=SYSTEEM):
            forget_old(by=SYSTEEM)
