"""Codes on their way out: a local code leaves as the code of the contract that it counts as."""

from __future__ import annotations

from collections.abc import Callable

from keukentafel.referentielijsten.public import OnbekendeLijst, contract_code
from keukentafel.uitwisseling.definitie import resources


def outgoing_codes(resource: str, kolom: str, *lijsten: str, anders: str = "") -> Callable[[str], str]:
    """Return what turns a code of these reference lists into one of this column; `anders` when it counts as none."""
    allowed, known = resources()[resource].kolom(kolom).codes, dict[str, str]()

    def find(code: str) -> str:
        for lijst in lijsten:
            try:
                counts_as = contract_code(lijst, code)
            except OnbekendeLijst:
                continue
            if not allowed or counts_as in allowed:
                return counts_as
        return code if code in allowed else anders

    def leave(code: str) -> str:
        if code not in known:
            known[code] = find(code)
        return known[code]

    return leave
