"""The address of the drafts; spoken to by concepten.js."""

import json

from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from keukentafel.toegang.public import StaffRequest
from keukentafel.werkplek.concepten import ConceptTeGroot, Velden, discard_concept, find_concepten, keep_concept

HOOGSTENS = 40  # forms on one page


@require_http_methods(["GET", "POST"])
def concept(request: StaffRequest) -> HttpResponse:
    """GET ?sleutel=&sleutel= gives drafts back; POST {"sleutel", "velden", "pad"} keeps one, or discards it when empty.

    `pad` is the page on which it is typed: whoever may not open that any more does not get the draft back.
    """
    if request.method == "GET":
        found = find_concepten(request.user, request.GET.getlist("sleutel")[:HOOGSTENS])
        return JsonResponse({"concepten": {key: {"velden": fields} for key, fields in found.items()}})
    try:
        sleutel, velden, pad = _read(request.body)
        if not velden:
            discard_concept(request.user, sleutel)
            return JsonResponse({"bewaard": False})
        keep_concept(request.user, sleutel, velden, pad)
    except (ValueError, ConceptTeGroot):
        return HttpResponseBadRequest("Dit concept kan niet bewaard worden.")
    return JsonResponse({"bewaard": True, "om": timezone.localtime().strftime("%H.%M")})


def _read(body: bytes) -> tuple[str, Velden, str]:
    try:
        data = json.loads(body)
    except RecursionError:
        raise ValueError("te diep genest") from None
    if not isinstance(data, dict) or not isinstance(data.get("sleutel"), str) or not data["sleutel"]:
        raise ValueError("sleutel ontbreekt")
    pad = data.get("pad", "")
    if not isinstance(pad, str) or "\0" in data["sleutel"] + pad:
        raise ValueError("dit teken kan de database niet bewaren")
    fields = data.get("velden")
    if not isinstance(fields, dict) or not all(isinstance(values, list) for values in fields.values()):
        raise ValueError("velden ontbreken, of zijn geen lijsten")
    return data["sleutel"], {str(name): [str(v) for v in values] for name, values in fields.items()}, pad
