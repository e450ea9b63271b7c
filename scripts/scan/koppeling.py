"""Who gets nothing of the interface: no key, a wrong or ended one, a colleague without the right, another's team."""

from __future__ import annotations

import http.client
import json
from collections import Counter
from collections.abc import Iterator, Mapping

from scripts.scan.bevindingen import Plek, Uitslag

MINSTENS = 500  # calls


def ask(port: int, path: str, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """One question; the status and the answer."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    line.request("GET", path, headers=dict(headers))
    answer = line.getresponse()
    try:
        return answer.status, answer.read()
    finally:
        line.close()


def addresses(port: int) -> list[str]:
    """Every address that the description names, with something in each of its names."""
    _status, text = ask(port, "/api/v1/openapi.json", {})
    paths = [path.replace("{vraag}", "werk").replace("{figuur}", "toestroom") for path in json.loads(text)["paths"]]
    return [f"/api/v1{path}{more}" for path in paths for more in ("", "?format=csv", "?team=1", "?tabel=rijen")]


def wrong_keys(good: str) -> Iterator[tuple[str, dict[str, str]]]:
    """What no key is, by what was done to a good one."""
    for why, text in {
        "geen": "", "leeg": "Bearer", "basic": f"Basic {good}", "korter": f"Bearer {good[:-1]}",
        "langer": f"Bearer {good}a", "gedraaid": f"Bearer {good.swapcase()}", "begin": f"Bearer kt_{'a' * 43}",
        "twee": f"Bearer {good} {good}", "zonder soort": good, "nul": f"Bearer {good[:5]}%00{good[5:]}",
    }.items():  # fmt: skip
        yield why, {"Authorization": text} if text else {}


def closed(port: int, good: str, ended: str, without: Mapping[str, str], other: Mapping[str, str]) -> Uitslag:
    """Ask every address as each of those who may not. A finding: an answer that is no refusal.

    `good`: a key that opens; `ended`: one that did and was ended; `without`: headers of a colleague who may not ask;
    `other`: those of one who may, who asks another team. Raises RuntimeError when the good key opens nothing.
    """
    found: Counter[Plek] = Counter()
    paths, tried = addresses(port), 0
    opened = sum(ask(port, path, {"Authorization": f"Bearer {good}"})[0] == 200 for path in paths[:40])
    if not opened:
        raise RuntimeError("the interface opens for nobody: that it stays closed says nothing")
    nobody = [*wrong_keys(good), ("beëindigd", {"Authorization": f"Bearer {ended}"}), ("zonder recht", dict(without))]
    for why, headers in nobody:
        for path in paths:
            status, _text = ask(port, path, headers)
            tried += 1
            if status not in (401, 403):
                found[Plek("koppeling", f"{why}: {status}", path.partition("?")[0])] += 1
    for path in (path for path in paths if "team=1" in path):
        status, _text = ask(port, path.replace("team=1", "team=ander"), other)
        tried += 1
        if status not in (400, 403, 404):
            found[Plek("koppeling", f"ander team: {status}", path.partition("?")[0])] += 1
    return Uitslag("koppeling", f"{tried} calls, {opened} of 40 open with a key", found, tried)
