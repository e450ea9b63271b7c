"""The privacy officer judges break-glass."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel.audit.public import handle_post, note_read
from keukentafel.privacy.logboek.noodtoegang import OordeelForm, card_of, is_rightful, list_judged, list_waiting
from keukentafel.toegang.public import NOODBETROKKENEN, Noodtoegang, StaffRequest, authorize, judge_noodtoegang

BEOORDELEN = "noodtoegang_beoordelen"


@require_safe
def noodtoegangen(request: StaffRequest) -> HttpResponse:
    """What waits for a judgement, and what was judged last."""
    authorize(request.user, BEOORDELEN)
    context = {"wacht": list_waiting(timezone.localdate()), "beoordeeld": list_judged()}
    return render(request, "privacy/noodtoegangen.html", context)


@require_http_methods(["GET", "POST"])
def noodtoegang(request: StaffRequest, noodtoegang_id: int) -> HttpResponse:
    """One use of break-glass, and the judgement about it."""
    authorize(request.user, BEOORDELEN)
    row = Noodtoegang.objects.select_related("gebruiker", "beoordeeld_door").filter(pk=noodtoegang_id).first()
    if row is None:
        raise Http404
    concerned = {pk for source in NOODBETROKKENEN for pk in source([row.huishouden_id])}
    note_read(BEOORDELEN, row, subjects=sorted(concerned) or [None])  # the page names the dossier
    back = reverse("privacy:noodtoegangen")
    form = OordeelForm(request.POST or None, versie=row.versie)

    def show(form: OordeelForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "kaart": card_of(row, timezone.localdate()), "terug": back}
        return render(request, "privacy/noodtoegang.html", context, status=status)

    def do(form: OordeelForm) -> str:
        data = form.cleaned_data
        judge_noodtoegang(
            by=request.user, noodtoegang=row, rechtmatig=is_rightful(form), oordeel=data["waarom"],
            inwoner_ziet_vanaf=data["inwoner_ziet_vanaf"], versie=data["versie"],
        )  # fmt: skip
        return back

    if request.method != "POST":
        return show(form)
    return handle_post(request, form, by=request.user, actie=BEOORDELEN, do=do, show=show, message="Beoordeeld.")
