"""The product as the scanners of a server ask it: `gunicorn scripts.scan.meetserver:application`. Never in production.

Beside the limits on how often (KEUKENTAFEL_TEMPO=nee), two things differ, so that a scanner reaches the product behind
them: wrong keys are not counted per address, and a report is made in this process, of the rows as they were when the
first was asked for, instead of in a process of its own, which takes seconds each. Questions that differ only in the
days within one century, or in the words of a period, get the answer that the first of them got.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import Lock

from django.core.management import CommandError, call_command

from config.wsgi import application
from keukentafel.core.muur import as_system
from keukentafel.inzicht import afschermen, momentopname, motor
from keukentafel.inzicht.api import views, vragers
from keukentafel.inzicht.api.problemen import Probleem
from keukentafel.inzicht.buiten import TE_KLEIN

__all__ = ["application"]
DAG = re.compile(r"(\d\d)\d\d-\d\d-\d\d")
GEMAAKT: dict[tuple[str, ...], bytes | Probleem] = {}
SLOT = Lock()
NAAST = ThreadPoolExecutor(1)  # beside the transaction of the request, as a process would be


def made(arguments: Sequence[str], _wie: str) -> bytes:
    """As run_report: the bytes of the report. Raises Probleem."""
    key = tuple("periode" if one.startswith("--periode") else DAG.sub(r"\1", one) for one in arguments)
    with SLOT:
        if key not in GEMAAKT:
            GEMAAKT[key] = NAAST.submit(_make, arguments).result()
    answer = GEMAAKT[key]
    if isinstance(answer, Probleem):
        raise answer
    return answer


@as_system("report")
def _make(arguments: Sequence[str]) -> bytes | Probleem:
    target = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    try:
        call_command("report", "--zonder-afgeschermd", *arguments, stdout=target)
    except CommandError as fout:
        return Probleem(403 if fout.returncode == TE_KLEIN else 400, str(fout).splitlines()[0])
    target.flush()
    return bytes(target.buffer.getvalue())  # type: ignore[attr-defined]


views.run_report = made
vragers._count = lambda *_: 0
momentopname.from_product = cache(momentopname.from_product)
afschermen.without_shielded = cache(afschermen.without_shielded)
motor.Motor = cache(motor.Motor)  # type: ignore[misc,assignment]
