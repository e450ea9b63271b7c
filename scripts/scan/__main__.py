"""Run scanners and say what is open: `python -m scripts.scan [part ...] [--calls N] [--seconds N]`; see scan.sh."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from scripts.scan import bron, geplant, koppeling, server
from scripts.scan.bevindingen import UITLEG, Plek, Uitslag, judge
from scripts.scan.wandelen import Soort, Vraag, most_first, walk
from scripts.traag import free_port, logged_in, served

BRON: dict[str, Callable[[], Uitslag]] = {"bandit": bron.bandit, "semgrep": bron.semgrep}
SERVER = ("koppeling", "schemathesis", "wapiti", "sqlmap")
#: Colleagues of the demo, who together open most of it: each tries what those before her did not meet.
WIE = ("Noor", "Tom", "Bea", "Petra", "Ana", "Lot", "Wim")


def key(what: str, number: str = "") -> list[str]:
    """Make or end a key of the interface, in a process of its own."""
    command = [sys.executable, "-m", "scripts.scan.sleutel", what, *([number] if number else [])]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603


def found_on(port: int) -> Iterator[tuple[dict[str, str], list[Vraag]]]:
    """Per colleague the session, and what she meets that those before her did not."""
    known: set[Soort] = set()
    for who in WIE:
        cookies = logged_in(port, who)
        yield cookies, most_first(walk(port, cookies, known))


def added(parts: list[Uitslag], least: int) -> Uitslag:
    """What one scanner did as several colleagues, as one. Less than `least` is a finding: it says nothing."""
    found: Counter[Plek] = Counter()
    for part in parts:
        found.update(part.gevonden)
    many, scanner = sum(part.aantal for part in parts), parts[0].scanner
    if many < least:
        found[Plek(scanner, "too little tried", f"{many} of {least}")] += 1
    return Uitslag(scanner, f"{many} in all", found, many)


def interface(port: int, calls: int, seconds: float) -> Uitslag:
    """schemathesis, half of its calls with a key and half with the session of a team lead, at the same time.

    Each in a process of its own: with threads its generator fails now and then (the syntax trees of Python 3.11).
    """
    base, (_number, text) = f"http://127.0.0.1:{port}", key("maak")
    headers = (f"Authorization: Bearer {text}", f"Cookie: {server.cookie_of(logged_in(port, 'Tom'))}")
    with ThreadPoolExecutor(len(headers)) as both:
        done = list(both.map(lambda one: server.schemathesis(base, one, calls // 2, seconds), headers))
    return added([tell(one) for one in done], calls)


def shut(port: int) -> Uitslag:
    """Who may not: see koppeling.py."""
    (_one, good), (number, ended) = key("maak"), key("maak")
    before = koppeling.ask(port, "/api/v1/rapporten", {"Authorization": f"Bearer {ended}"})[0]
    key("einde", number)
    if before != 200:
        raise RuntimeError(f"the key that is to be ended never opened anything: {before}")
    session = [{"Cookie": server.cookie_of(logged_in(port, who))} for who in ("Noor", "Tom")]
    return added([koppeling.closed(port, good, ended, *session)], koppeling.MINSTENS)


def on_server(parts: list[str], calls: int, seconds: float) -> list[Uitslag]:
    """The parts that ask a server, which is there as long as they run."""
    if not parts:
        return []
    port, results = free_port(), list[Uitslag]()
    base = f"http://127.0.0.1:{port}"
    with served(port, "wachtkamer", "scripts.scan.meetserver:application"):
        met = list(found_on(port)) if {"wapiti", "sqlmap"} & set(parts) else []
        print_met(met)
        for part in parts:
            if part == "koppeling":
                results.append(shut(port))
            elif part == "schemathesis":
                results.append(interface(port, calls, seconds))
            else:
                scan = server.wapiti if part == "wapiti" else server.sqlmap
                least = server.ADRESSEN_MINSTENS if part == "wapiti" else server.PARAMETERS_MINSTENS
                todo = [(cookies, server.with_question(asked) if part == "sqlmap" else asked) for cookies, asked in met]
                total = sum(len(asked) for _cookies, asked in todo)
                each = [tell(geplant.try_scanner(part))]
                each += [
                    tell(scan(base, cookies, asked, seconds * len(asked) / total)) for cookies, asked in todo if asked
                ]
                results.append(added(each, least))
            tell(results[-1])
    return results


def print_met(met: list[tuple[dict[str, str], list[Vraag]]]) -> None:
    """What there is to try, per colleague."""
    for number, (_cookies, asked) in enumerate(met):
        forms = sum(one.methode == "POST" for one in asked)
        names = sum(len(one.te_proberen) for one in asked)
        print(f"colleague {number + 1}: {len(asked)} requests, {forms} of them forms, {names} names", flush=True)


def tell(result: Uitslag) -> Uitslag:
    """Print one line: what was looked at and how many findings there are."""
    print(f"{result.scanner:14} {result.bekeken:>16} {sum(result.gevonden.values()):5} findings", flush=True)
    return result


def main() -> int:
    """Status 1 when something is open."""
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", default=[])
    parser.add_argument("--calls", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=300)
    asked = parser.parse_args()
    parts = asked.parts or [*BRON, *SERVER]
    results = [tell(BRON[part]()) for part in parts if part in BRON]
    results += on_server([part for part in parts if part in SERVER], asked.calls, asked.seconds)
    wrong = judge(results, UITLEG.read_text(encoding="utf-8"))
    found = sum(sum(result.gevonden.values()) for result in results)
    print("\n".join([*wrong, f"{found} findings, {len(wrong)} open."]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
