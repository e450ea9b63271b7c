"""Scanners that ask our own server on 127.0.0.1, with the demo in it: schemathesis, wapiti and sqlmap."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from scripts.scan.bevindingen import Plek, Uitslag
from scripts.scan.gereedschap import environment, tool

# No module that needs a server elsewhere (ssrf, xxe, log4shell, spring4shell), and none that looks for other software.
WAPITI = "sql,xss,permanentxss,exec,file,crlf,redirect,csp,cookieflags,http_headers,methods"
WAPITI_PARTS = WAPITI.count(",") + 1
CRAWL = 0.3  # of the time goes into walking, the rest is divided over the modules; without bounds it walked for hours
# Every address with a parameter that a colleague of the demo meets in the lists; sqlmap tries each parameter.
ADRESSEN = (
    "/casussen/?zoek=a&wie=team&stand=open&volgorde=naam&bladzijde=1",
    "/meldingen/?stand=open&bladzijde=1",
    "/taken/?wie=mij&bladzijde=1",
    "/wie/?q=a",
    "/inzicht/?van=2025-01-01&tot=2025-06-30",
    "/beheer/lijsten/?op=2025-01-01",
)


def run(name: str, *arguments: str, seconds: float) -> str:
    """Run a scanner at low priority, at most so long, and return all it printed."""
    command = ["nice", "-n", "10", "timeout", str(int(seconds)), tool(name), *arguments]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, cwd=folder, env=environment(name), capture_output=True, text=True)  # noqa: S603
    return done.stdout + done.stderr


def cookie_of(cookies: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def schemathesis(base: str, cookies: Mapping[str, str], calls: int, seconds: float) -> Uitslag:
    """Right and wrong calls after the description of the interface, with a session. Raises RuntimeError at none."""
    each = str(max(calls // 100, 2))  # of each of the 26 operations, on top of what it makes to cover each parameter
    checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "schemathesis.json"
        told = run("schemathesis", "run", f"{base}/api/v1/openapi.json", "--url", f"{base}/api/v1",
                   "-H", f"Cookie: {cookie_of(cookies)}", "--checks", checks, "--max-examples", each,
                   "--phases", "examples,coverage,fuzzing", "--mode", "all", "--no-color", "--continue-on-failure",
                   "--no-shrink", "--request-timeout", "120", "--max-time", str(int(seconds)), "--report", "json",
                   "--report-json-path", str(report), seconds=seconds + 120)  # fmt: skip
        if not report.exists():
            raise RuntimeError(f"schemathesis made no report:\n{told[-3000:]}")
        read = json.loads(report.read_text(encoding="utf-8"))
    made = read["test_cases"]["generated"]
    if not made or read["errors"]:
        raise RuntimeError(f"schemathesis: {made} calls, {read['errors']}")
    found: Counter[Plek] = Counter()
    for fault in read["failures"]:
        for operation in fault["operations"]:
            found[Plek("schemathesis", fault["type"], operation)] += fault["count"]
    return Uitslag("schemathesis", f"{made} calls", found)


def wapiti(base: str, cookies: Mapping[str, str], seconds: float) -> Uitslag:
    """Walk the site as somebody who is logged in and attack every parameter and field that was met."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "wapiti.json"
        told = run("wapiti3", "-u", f"{base}/", "--scope", "folder", "-m", WAPITI, "-f", "json", "-o", str(report),
                   "-H", f"Cookie: {cookie_of(cookies)}", "-x", f"{base}/toegang/uitloggen/", "--max-scan-time",
                   str(int(seconds * CRAWL)), "--max-attack-time", str(int(seconds * (1 - CRAWL) / WAPITI_PARTS)),
                   "-d", "4", "--max-links-per-page", "40", "--max-files-per-dir", "12", "--max-parameters", "30",
                   "--flush-session", "--no-bugreport", "--store-session", folder, seconds=seconds + 120)  # fmt: skip
        if not report.exists():
            raise RuntimeError(f"wapiti made no report:\n{told[-3000:]}")
        read = json.loads(report.read_text(encoding="utf-8"))
    found: Counter[Plek] = Counter()
    for part in ("vulnerabilities", "anomalies"):
        for kind, ones in read[part].items():
            for one in ones:
                found[Plek("wapiti", kind, re.sub(r"\d+", "N", one["path"]))] += 1
    pages = read["infos"].get("crawled_pages_nbr") or len(read["infos"].get("crawled_pages", [])) or "?"
    return Uitslag("wapiti", f"{pages} pages", found)


def sqlmap(base: str, cookies: Mapping[str, str], seconds: float) -> Uitslag:
    """Every parameter of the addresses above, at level 2. Raises RuntimeError when a parameter was not tried."""
    found: Counter[Plek] = Counter()
    tried, left = 0, list[str]()
    for path in ADRESSEN:
        told = run("sqlmap", "-u", f"{base}{path}", "--cookie", cookie_of(cookies), "--batch",
                   "--level", "2", "--risk", "1", "--disable-coloring", "--flush-session", "--threads", "2",
                   "--ignore-code", "403,404", "--timeout", "20", "--retries", "1", "--technique",
                   "BEU", "--dbms", "sqlite", seconds=seconds / len(ADRESSEN))  # fmt: skip
        done = set(re.findall(r"GET parameter '(\w+)' (?:does not seem|is not|is vulnerable|appears)", told))
        tried += len(done)
        left += [f"{path.partition('?')[0]} {name}" for name in re.findall(r"(\w+)=", path) if name not in done]
        for name in set(re.findall(r"Parameter: (\w+) \(GET\)", told)):
            found[Plek("sqlmap", "sql injection", f"{path.partition('?')[0]} {name}")] += 1
    if left:
        raise RuntimeError(f"sqlmap had no time for {len(left)} parameters: {', '.join(left)}. Give it more --seconds.")
    return Uitslag("sqlmap", f"{tried} parameters", found)
