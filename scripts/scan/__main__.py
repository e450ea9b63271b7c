"""Run scanners and say what is open: `python -m scripts.scan [part ...] [--calls N] [--seconds N]`; see scan.sh."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from scripts.scan import bron, server
from scripts.scan.bevindingen import UITLEG, Uitslag, judge
from scripts.traag import free_port, logged_in, served

BRON: dict[str, Callable[[], Uitslag]] = {"bandit": bron.bandit, "semgrep": bron.semgrep}
SERVER = ("schemathesis", "wapiti", "sqlmap")


def on_server(parts: list[str], calls: int, seconds: float) -> list[Uitslag]:
    """The parts that ask a server, which is there as long as they run."""
    if not parts:
        return []
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    results = []
    with served(port, "wachtkamer"):
        cookies = logged_in(port, "Noor")
        for part in parts:
            if part == "schemathesis":
                results.append(server.schemathesis(base, logged_in(port, "Tom"), calls, seconds))
            elif part == "wapiti":
                results.append(server.wapiti(base, cookies, seconds))
            else:
                results.append(server.sqlmap(base, cookies, seconds))
            tell(results[-1])
    return results


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
