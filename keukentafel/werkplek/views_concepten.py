"""The address of the drafts; spoken to by concepten.js."""

import json

from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from keukentafel.toegang.public import StaffRequest
from keukentafel.werkplek.concepten import ConceptTeGroot, Velden, discard_concept, find_concept, keep_concept


@require_http_methods(["GET", "POST"])
def concept(request: StaffRequest) -> HttpResponse:
    """GET ?sleutel= gives the draft back; POST {"sleutel", "velden"} keeps it, empty `velden` discards it."""
    if request.method == "GET":
        found = find_concept(request.user, request.GET.get("sleutel", ""))
        if found is None:
            return JsonResponse({"velden": {}})
        return JsonResponse({"velden": found[1], "bewaard_op": found[0].bewaard_op.isoformat()})
    try:
        sleutel, velden = _read(request.body)
        if not velden:
            discard_concept(request.user, sleutel)
            return JsonResponse({"bewaard": False})
        keep_concept(request.user, sleutel, velden)
    except (ValueError, ConceptTeGroot):
        return HttpResponseBadRequest("Dit concept kan niet bewaard worden.")
    return JsonResponse({"bewaard": True, "om": timezone.localtime().strftime("%H.%M")})


def _read(body: bytes) -> tuple[str, Velden]:
    data = json.loads(body)
    if not isinstance(data, dict) or not isinstance(data.get("sleutel"), str) or not data["sleutel"]:
        raise ValueError("sleutel ontbreekt")
    fields = data.get("velden")
    if not isinstance(fields, dict):
        raise ValueError("velden ontbreekt")
    return data["sleutel"], {str(name): [str(v) for v in values] for name, values in fields.items()}
