"""What a form said, as a digest: by it the same form that comes again is told from one in which was written on."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

#: Says nothing of what the user wants: the masked token differs per page, the key is looked at by itself, `concept`
#: names a draft.
BIJZAKEN = frozenset({"csrfmiddlewaretoken", "idempotentiesleutel", "concept"})


def content_of(request: HttpRequest) -> str:
    """The digest (64 hexadecimal signs) of every field and file of this POST, made with the secret of this server.

    Keyed, so that nobody can find out by trying what a short form said.
    """
    fields = sorted((name, values) for name, values in request.POST.lists() if name not in BIJZAKEN)
    files = [[name, *map(_file, request.FILES.getlist(name))] for name in sorted(request.FILES)]
    return salted_hmac("keukentafel.audit.inhoud", json.dumps([fields, files]), algorithm="sha256").hexdigest()


def other_key(key: uuid.UUID, inhoud: str) -> uuid.UUID:
    """The key under which other content is kept, when the key of its form was used before."""
    return uuid.uuid5(key, inhoud)


def _file(file: UploadedFile[Any]) -> tuple[str, int, str]:
    """Name, bytes and digest of a file that was sent; one that its reader closed has no digest any more."""
    digest = hashlib.sha256()
    if not file.closed:
        place = file.tell()
        for chunk in file.chunks():
            digest.update(chunk)
        file.seek(place)
    return file.name or "", file.size or 0, digest.hexdigest()
