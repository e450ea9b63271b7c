"""The harnesses of the log from the command line; what each does stands with it."""

from __future__ import annotations

import argparse
import os
import time
from itertools import islice

import django


def velden(count: int) -> list[str]:
    """L3: invented lines against the field tables of LDV and NEN 7513."""
    from keukentafel.audit.uitvoer import ldv_faults, ldv_line
    from scripts.logboek.verzonnen import invented_lines

    lines = islice(invented_lines(seed=1), count)
    return [fault for line, digest in lines for fault in ldv_faults(ldv_line(line, digest, gemeente="Voorbeeld"))]


def knoeien(count: int) -> list[str]:
    """U1: tampering with the log in the database of DATABASE_URL (a migrated, throwaway one), as its superuser."""
    from scripts.logboek.knoeien import tamper

    result = tamper(count, seed=1)
    for name, tried in result.geprobeerd.most_common():
        print(f"  {name}: {tried}")
    return result.gemist


def controle(count: int) -> list[str]:
    """U5: a week of realistic work with twenty abuses in it; at most one line in a hundred in a false alarm."""
    from scripts.logboek.gedrag import MISBRUIK, try_review

    found = try_review(count, seed=1)
    print(f"  {len(found.gevonden)} van {len(MISBRUIK)} misbruiken gevonden in {found.regels} regels")
    print(f"  {len(found.vals)} punten zonder misbruik: {found.vals_van_regels:.3%} van de regels,", end=" ")
    print(f"{found.vals_van_werkdagen:.2%} van {found.werkdagen} werkdagen van medewerkers")
    too_many = ["meer dan 1% van de regels staat in een vals alarm"] if found.vals_van_regels > 0.01 else []
    return [f"niet gevonden: {name}" for name in sorted(found.gemist)] + too_many


def kosten(count: int) -> list[str]:
    """U6: what the log costs a page of 1, 4, 25 and 100 persons in the database of DATABASE_URL (a throwaway one)."""
    from scripts.logboek.kosten import measure_writing

    found = measure_writing(count)
    for persons, (p50, p95) in found.items():
        print(f"  {persons} personen: p50 {p50:.1f} ms, p95 {p95:.1f} ms")
    return [
        f"{persons} personen: p95 {p95:.1f} ms" for persons, (_, p95) in found.items() if persons <= 25 and p95 > 15
    ]


def gezien(count: int) -> list[str]:
    """A8: all persons that one user saw, on so many lines over a year; at most 60 seconds."""
    from scripts.logboek.kosten import measure_seen

    return measure_seen(count)


def regels(count: int) -> list[str]:
    """U4: hostile text in every field, in the database of DATABASE_URL; nothing of it stays."""
    from scripts.logboek.regels import inject

    return inject(count)


WAT = {
    "regels": (regels, 10_000),
    "velden": (velden, 100_000),
    "knoeien": (knoeien, 10_000),
    "controle": (controle, 100_000),
    "kosten": (kosten, 300),
    "gezien": (gezien, 5_000_000),
}


def main() -> None:
    """Run one harness and print how many were tried and how many went wrong; exit status 1 for any fault."""
    parser = argparse.ArgumentParser(prog="python -m scripts.logboek")
    parser.add_argument("wat", choices=list(WAT))
    parser.add_argument("--aantal", type=int)
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    harness, usual = WAT[chosen.wat]
    count, begin = chosen.aantal or usual, time.perf_counter()
    faults = harness(count)
    print(f"{chosen.wat}: {count} geprobeerd, {len(faults)} fout, {time.perf_counter() - begin:.0f} s")
    for fault in faults[:20]:
        print(f"  FOUT {fault}")
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
