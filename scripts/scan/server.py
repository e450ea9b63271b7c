"""Scanners that ask our own server on 127.0.0.1, with the demo in it: schemathesis, wapiti and sqlmap."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from scripts.scan.bevindingen import Plek, Uitslag
from scripts.scan.gereedschap import environment, tool
from scripts.scan.wandelen import Vraag, kind_of

# No module that needs a server elsewhere (ssrf, xxe, log4shell, spring4shell), and none that looks for other software.
# What runs a command or reads a file is tried where a name could reach one: in addresses; no form of ours names a file.
WAPITI = ("cookieflags", "csp", "http_headers", "sql", "xss", "redirect:get", "crlf:get", "file:get", "exec:get")
PASSIEF = 3  # the first so many look at one answer
ADRESSEN_MINSTENS, PARAMETERS_MINSTENS = 150, 30  # requests with names for wapiti, parameters for sqlmap
REACHED = """SELECT module, count(DISTINCT path_id) FROM attack_logs
    WHERE path_id IN (SELECT path_id FROM params) GROUP BY module"""


def run(name: str, *arguments: str, seconds: float) -> str:
    """Run a scanner at low priority, at most so long, and return all it printed."""
    command = ["nice", "-n", "10", "timeout", str(int(seconds)), tool(name), *arguments]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, cwd=folder, env=environment(name), capture_output=True, text=True)  # noqa: S603
    return done.stdout + done.stderr


def cookie_of(cookies: Mapping[str, str]) -> str:
    """These cookies as one header says them."""
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


CONTROLES = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,"
    "response_headers_conformance,negative_data_rejection,ignored_auth,unsupported_method"
)


def schemathesis(base: str, header: str, calls: int, seconds: float) -> Uitslag:
    """Right and wrong calls after the description of the interface, with this header (a key or a session).

    `calls`: how many at least; whoever adds them up sees fewer as a finding. Raises RuntimeError without a report.
    """
    each = str(max(calls // 26, 2))  # of each operation, on top of what it makes to cover each parameter
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "schemathesis.json"
        told = run("schemathesis", "run", f"{base}/api/v1/openapi.json", "--url", f"{base}/api/v1",
                   "-H", header, "--checks", CONTROLES, "--max-examples", each, "--workers", "1",
                   "--phases", "examples,coverage,fuzzing", "--mode", "all", "--no-color", "--continue-on-failure",
                   "--no-shrink", "--request-timeout", "120", "--max-time", str(int(seconds)), "--report", "json",
                   "--suppress-health-check", "all", "--warnings", "off",
                   "--report-json-path", str(report), seconds=seconds + 120)  # fmt: skip
        if not report.exists():
            raise RuntimeError(f"schemathesis made no report:\n{told[-3000:]}")
        read = json.loads(report.read_text(encoding="utf-8"))
    made = read["test_cases"]["generated"]
    found = Counter({Plek("schemathesis", "error", str(one)[:200]): 1 for one in read["errors"]})
    if os.environ.get("SCAN_VERTEL"):
        Path(os.environ["SCAN_VERTEL"]).write_text(told, encoding="utf-8")
    for fault in read["failures"]:
        for operation in fault["operations"]:
            found[Plek("schemathesis", fault["type"], operation)] += fault["count"]
    return Uitslag("schemathesis", f"{made} calls", found, made)


def wapiti(base: str, cookies: Mapping[str, str], asked: Sequence[Vraag], seconds: float) -> Uitslag:
    """Attack every parameter and field of these requests, in this order, each module its share of the time.

    Counted are those to which the module came that came least far.
    """
    with tempfile.TemporaryDirectory() as folder:
        report, wanted = Path(folder) / "wapiti.json", Path(folder) / "vragen.json"
        wanted.write_text(json.dumps([asdict(one) for one in dict.fromkeys((Vraag("/"), *asked))]), encoding="utf-8")
        python = Path(tool("wapiti3")).with_name("python")
        fill = Path(__file__).with_name("wapiti_vullen.py")
        subprocess.run([python, fill, base, folder, wanted, cookie_of(cookies)], check=True,  # noqa: S603
                       env=environment("wapiti3"), capture_output=True)  # fmt: skip
        told = run("wapiti3", "-u", f"{base}/", "--scope", "folder", "-m", ",".join(WAPITI), "-f", "json",
                   "-o", str(report), "-H", f"Cookie: {cookie_of(cookies)}", "--skip-crawl", "--drop-set-cookie",
                   "--skip", "csrfmiddlewaretoken", "--skip", "idempotentiesleutel", "--skip", "versie", "-t", "60",
                   "--max-attack-time", str(int(seconds / (len(WAPITI) - PASSIEF))), "--max-parameters", "60",
                   "--no-bugreport", "--color", "--store-session", folder, seconds=seconds + 300)  # fmt: skip
        if not report.exists():
            raise RuntimeError(f"wapiti made no report:\n{told[-3000:]}")
        read = json.loads(report.read_text(encoding="utf-8"))
        reached = came_to(Path(folder))
    found: Counter[Plek] = Counter()
    for part in ("vulnerabilities", "anomalies"):
        for kind, ones in read[part].items():
            for one in ones:
                found[Plek("wapiti", kind, kind_of(one["path"]))] += 1
    those = [one for one in asked if one.te_proberen]
    names = sum(len(one.te_proberen) for one in those)
    said = ", ".join(f"{module} {reached[module]}" for module in ("sql", "xss"))
    least = min(reached[module] for module in ("sql", "xss"))
    return Uitslag("wapiti", f"{len(those)} requests, {names} names: {said}", found, least)


def came_to(folder: Path) -> Counter[str]:
    """To how many requests with something to fill in each module of wapiti came, as its own session says."""
    (session,) = folder.glob("*.db")
    with closing(sqlite3.connect(session)) as opened:
        return Counter(dict(opened.execute(REACHED)))


def with_question(asked: Sequence[Vraag]) -> list[Vraag]:
    """The addresses with something to fill in: what sqlmap tries."""
    return [one for one in asked if one.methode == "GET" and one.vraag]


def sqlmap(base: str, cookies: Mapping[str, str], asked: Sequence[Vraag], seconds: float) -> Uitslag:
    """Every parameter of every address, once, with what shows itself without waiting: errors, true and false, UNION.

    The fields of forms are for wapiti, which sends what a form needs along. Counted are those that were tried.
    """
    found: Counter[Plek] = Counter()
    tried, left, until = set[str](), set[str](), time.monotonic() + seconds
    todo = with_question(asked)
    for number, one in enumerate(todo):
        left |= {f"{kind_of(one.pad)} {name}" for name in one.te_proberen} - tried
        if time.monotonic() > until:
            continue
        told = run("sqlmap", "-u", f"{base}{one.adres}", "--cookie", cookie_of(cookies), "--batch",
                   "--level", "1", "--risk", "1", "--disable-coloring", "--flush-session", "--threads", "2",
                   "--ignore-code", "*", "--timeout", "30", "--retries", "1", "--technique", "BEU",
                   "--dbms", "postgresql",
                   seconds=max((until - time.monotonic()) * 4 / max(len(todo) - number, 4), 20))  # fmt: skip
        done = set(re.findall(r"GET parameter '([\w-]+)' (?:does not seem|is not|is vulnerable|appears)", told))
        tried |= {f"{kind_of(one.pad)} {name}" for name in done}
        for name in set(re.findall(r"Parameter: ([\w-]+) \(GET\)", told)):
            found[Plek("sqlmap", "sql injection", f"{kind_of(one.pad)} {name}")] += 1
    left -= tried
    if left:
        print(f"sqlmap did not come to {len(left)} parameters: {', '.join(sorted(left))}", flush=True)
    return Uitslag("sqlmap", f"{len(tried)} of {len(tried | left)} parameters", found, len(tried))
