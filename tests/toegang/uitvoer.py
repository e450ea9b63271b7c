"""What really leaves, for test_uitvoer.py: the columns of every file and answer, and every function that writes one."""

from __future__ import annotations

import ast
import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import reverse

from keukentafel.audit.public import SYSTEEM, post_event, record
from keukentafel.audit.selectors import lines
from keukentafel.audit.uitvoer import ldv_line
from keukentafel.cijfers import mkba, prijzen
from keukentafel.core.agendabestand import Agendapunt, write_agenda
from keukentafel.inzicht.api.openapi import describe
from keukentafel.inzicht.management.commands.compare import KOPPEN as VERGELIJKING
from keukentafel.inzicht.register import definities
from keukentafel.privacy.logboek.gezien import as_rows
from keukentafel.toegang.public import Besluit
from keukentafel.toegang.states import Reden
from keukentafel.toegang.uitvoerregister import KOPPEN as UITVOER
from keukentafel.toegang.verwerkingsregister import KOLOMMEN as VERWERKINGEN
from keukentafel.uitwisseling.fouten import KOPPEN as FOUTEN
from keukentafel.uitwisseling.public import resources
from keukentafel.uitwisseling.uitvoer import export_package
from keukentafel.voorzieningen.selectors import handover_json
from tests.cast import Cast
from tests.cijfers.voorbeelden import make_reeks
from tests.voorzieningen.voorbeelden import the_request

PRODUCT = Path(__file__).parents[2] / "keukentafel"
#: What writes a file or data: names of functions and classes that are called.
SCHRIJVERS = {
    "csv_text", "writer", "DictWriter", "Workbook", "write_table", "JsonResponse", "FileResponse",
    "StreamingHttpResponse", "write_pdf", "render_pdf", "ZipFile",
}  # fmt: skip
MISSCHIEN = re.compile(rf"\b({'|'.join(SCHRIJVERS)}|json\.dumps?|content_type)\b")


# --- Which functions write -------------------------------------------------------------------------------------------


def writers(root: Path = PRODUCT) -> set[str]:
    """Every function of the product that writes a file or data: `room/module.py:function`."""
    found = set()
    for path in sorted(root.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if not MISSCHIEN.search(text):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and any(map(_writes, ast.walk(node))):
                found.add(f"{path.relative_to(root)}:{node.name}")
    return found


def _writes(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    whole = ast.unparse(node.func)
    if whole in ("json.dumps", "json.dump"):
        return True
    name = whole.rpartition(".")[2]
    typed = any(keyword.arg == "content_type" for keyword in node.keywords)
    return name in SCHRIJVERS or (name == "HttpResponse" and typed)


# --- Which columns they write ----------------------------------------------------------------------------------------


def declared_by_the_product() -> dict[str, set[str]]:
    """Table to columns, for what the product has as a definition: no database."""
    found = {f"pakket {one.naam}": set(one.namen) for one in resources().values()}
    for report in definities().values():
        for table, columns in report.tabellen.items():
            found[f"rapport {report.naam} {table}"] = {kolom.naam for kolom in columns}
    found |= _figures() | _api()
    texts = _calls(PRODUCT / "inzicht/vormen/bladen.py", "_texts")
    found["rapport bijlage definities"], found["rapport bijlage codeboek"] = (set(names) for names in texts)
    found |= {
        "fouten": set(FOUTEN), "vergelijking": set(VERGELIJKING), "prijzen": set(prijzen.KOLOMMEN),
        "mkba": set(mkba.KOLOMMEN), "verwerkingsregister": set(VERWERKINGEN), "uitvoerregister": set(UITVOER),
        "gezien": set(next(as_rows([]))), "agenda": _calendar(),
        "sessie": _answers("toegang/views.py", "sessie"), "ontgrendeld": _answers("toegang/views.py", "vergrendeld"),
        "gezond": _answers("core/views.py", "gezond"), "concepten": _answers("werkplek/views_concepten.py", "concept"),
        "noemen": {f"{sign}.{name}" for sign in "@#" for name in ("woord", "naam")},
        "vastgelegd": _frozen(),
    }  # fmt: skip
    return found


def written_with_a_database(cast: Cast, client: Client, folder: Path) -> dict[str, set[str]]:
    """Table to columns, read from what was really written. `client` may see figures of other systems."""
    export_package(folder)
    found = {f"pakket {path.stem}": set(next(csv.reader(path.open(encoding="utf-8")))) for path in folder.glob("*.csv")}
    answer = client.get(reverse("cijfers:bestand", args=[make_reeks(cast)]))
    found["reeks"] = set(next(csv.reader(io.StringIO(answer.content.decode()))))
    with post_event("proef", by=SYSTEEM):
        record("proef", None, reden="uitvoer")
    line, digest = list(lines(0))[-1]
    found["logboek"] = set(ldv_line(replace(line, vreemd="ab cd"), digest, gemeente="X"))
    given = handover_json(the_request(cast), Besluit(True, Reden.TOEGESTAAN))
    said = {f"tekst.{naam}" for naam in _pairs(PRODUCT / "voorzieningen/selectors.py", "handover_block")}
    assert {f"tekst.{naam}" for naam in given["tekst"]} <= said
    found["aanvraag"] = {"schema", *said, *(f"codes.{naam}" for naam in given["codes"])}
    assert set(given) == {"schema", "codes", "tekst"}
    return found


def _figures() -> dict[str, set[str]]:
    """The columns of the figures, per module that makes them; "*" where a name is known only then."""
    found = {}
    for path in sorted((PRODUCT / "inzicht").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        made = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
        if any(node.module == "keukentafel.inzicht.figuren.vorm" and _brings(node, "Kolom") for node in made):
            names = {_pattern(call.args[0]) for call in _named_calls(tree, "Kolom") if call.args}
            found[f"figuur {path.stem}"] = names
    return found


def _brings(node: ast.ImportFrom, naam: str) -> bool:
    return any(alias.name == naam for alias in node.names)


def _pattern(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    return "*"


def _api() -> dict[str, set[str]]:
    document = describe(definities(), "https://voorbeeld.invalid")

    def answer(path: str) -> Mapping[str, Any]:
        given: Mapping[str, Any] = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
        return given["schema"]  # type: ignore[no-any-return]

    envelopes = [answer(f"/rapporten/{naam}") for naam in definities()]
    tables = {table for report in definities().values() for table in report.tabellen}
    whole = {name for one in envelopes for name in _properties(one) if name.partition(".")[0] not in tables}
    return {
        "api rapporten": set(_properties(answer("/rapporten"))), "api cijfers": set(_properties(answer("/cijfers"))),
        "figuurvelden": set(_properties(answer("/cijfers/{vraag}/{figuur}"))), "api rapport": whole,
        "api probleem": set(_properties(document["components"]["schemas"]["Probleem"])),
    }  # fmt: skip


def _properties(schema: Mapping[str, Any], before: str = "") -> Iterator[str]:
    for name, inner in schema.get("properties", {}).items():
        yield before + name
        yield from _properties(inner, f"{before}{name}.")
    if "items" in schema:
        yield from _properties(schema["items"], before)
    if isinstance(schema.get("additionalProperties"), Mapping):
        yield from _properties(schema["additionalProperties"], f"{before}*.")
    for other in schema.get("oneOf", ()):
        yield from _properties(other, before)


def _calendar() -> set[str]:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    text = write_agenda([Agendapunt("1", moment, 60, "K1", moment)], naam="Agenda").decode()
    return set(re.findall(r"^([A-Z-]+)[:;]", text, re.MULTILINE)) - {"BEGIN", "END"}


def _frozen() -> set[str]:
    """What stands around a frozen report in JSON."""
    tree = _function(PRODUCT / "inzicht/views/bevroren.py", "bevroren_bestand")
    return next(_keys(node) for node in ast.walk(tree) if isinstance(node, ast.Dict))


def _answers(module: str, function: str) -> set[str]:
    """The names in every JSON answer of one view."""
    calls = _named_calls(_function(PRODUCT / module, function), "JsonResponse")
    return {name for call in calls if isinstance(call.args[0], ast.Dict) for name in _keys(call.args[0])}


def _keys(node: ast.Dict) -> set[str]:
    return {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}


def _pairs(path: Path, function: str) -> set[str]:
    """The names in the (name, value) pairs that a function makes."""
    pairs = [
        node for node in ast.walk(_function(path, function)) if isinstance(node, ast.Tuple) and len(node.elts) == 2
    ]
    return {str(pair.elts[0].value) for pair in pairs if isinstance(pair.elts[0], ast.Constant)}


def _calls(path: Path, name: str) -> list[list[str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [[ast.literal_eval(each) for each in call.args] for call in _named_calls(tree, name)]


def _named_calls(tree: ast.AST, name: str) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == name]


def _function(path: Path, name: str) -> ast.FunctionDef:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name)
