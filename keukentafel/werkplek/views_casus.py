"""The first tab of the casuspagina: summary, what to do now, where one writes, what happened, the family in short."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from keukentafel.casussen.public import Casustoegang, TeDoen, access_casus, casus_kop, overview_blocks, todo_of
from keukentafel.core.adressen import url_of
from keukentafel.core.datums import dagtaal, duur, te_laat
from keukentafel.core.schermdelen import Taakregel
from keukentafel.toegang.public import StaffRequest

OVERZICHT = "overzicht"  # name of the tab
NA_TE_DOEN = 20  # blocks of the main column with a lower order stand above "Nu te doen"


@require_safe
def casuspagina(request: StaffRequest, casus_id: int) -> HttpResponse:
    """The household as the record, on one page (screens.md 2.4)."""
    toegang = access_casus(request.user, casus_id)
    blocks = overview_blocks(toegang)
    context = {
        **casus_kop(toegang, OVERZICHT),
        "te_doen": to_do(toegang),
        "erbij_url": add_url(toegang),
        "bovenaan": [block for block in blocks if block.plaats == "hoofd" and block.volgorde < NA_TE_DOEN],
        "hoofdblokken": [block for block in blocks if block.plaats == "hoofd" and block.volgorde >= NA_TE_DOEN],
        "zijblokken": [block for block in blocks if block.plaats == "naast"],
    }
    return render(request, "werkplek/casuspagina.html", context)


def add_url(toegang: Casustoegang) -> str:
    """Where a task is added to this case; empty for who may not, and once it is closed."""
    closed = toegang.casus.afgesloten_op is not None
    return "" if closed or not toegang.mag("casus_wijzigen") else url_of("taken:erbij_casus", toegang.casus.pk)


def to_do(toegang: Casustoegang) -> list[Taakregel]:
    """What this case needs now, over all rooms, the most urgent first; nothing to press for who may only read."""
    lines = [_line(item) for item in todo_of(toegang.casus)]
    if toegang.mag("casus_wijzigen") or toegang.mag("taak_afhandelen"):
        return lines
    return [Taakregel(line.tekst, wanneer=line.wanneer, te_laat=line.te_laat) for line in lines]


def _line(item: TeDoen) -> Taakregel:
    today = timezone.localdate()
    when = f"sinds {duur(item.sinds, vandaag=today)}" if item.sinds else ""
    late = item.vervalt is not None and item.vervalt < today
    if item.vervalt is not None:
        when = te_laat(item.vervalt, vandaag=today) or dagtaal(item.vervalt, vandaag=today)
    if item.knop:
        return Taakregel(
            item.tekst, wanneer=when, te_laat=late, actie=item.knop, actie_url=item.url, acties=item.acties
        )
    return Taakregel(item.tekst, item.url, wanneer=when, te_laat=late, acties=item.acties)
