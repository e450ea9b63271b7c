"""A form that comes again after it was done, and now would be refused, gets the answer it got the first time."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from keukentafel.audit.inhoud import content_of
from keukentafel.audit.posten import first_result, go_to

#: What a page says of a form that can no longer be: the thing is gone, somebody was first, it is no longer so.
GEWEIGERD = frozenset({403, 404, 409, 422})


class Herhaling:
    """The innermost layer: a double click on "Verwijderen" must not read that there is nothing to remove (D7).

    `handle_post` knows its own repeats, but a screen that first looks for what the form is about finds it gone. A key
    that was used by this user for the same content leads where it led; what he typed since is never answered by it.
    Whether he may open that is asked there. Costs nothing where a form is done, and one question where it is refused.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "POST" or response.status_code not in GEWEIGERD or not request.user.is_authenticated:
            return response
        key = _key(request)
        done = first_result(key, request.user, content_of(request)) if key else ""
        return go_to(request, done) if done else response


def _key(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("idempotentiesleutel", ""))
    except ValueError:
        return None
