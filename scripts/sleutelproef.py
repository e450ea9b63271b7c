"""New keys under load (security.md K1): writers write, `sleutels rotate` is killed halfway and run again, all is read.

    DATABASE_URL=… python -m scripts.sleutelproef --schrijvers 8 --keren 3
    python -m scripts.sleutelproef --nonces 10000000          # K4
    DATABASE_URL=… python -m scripts.sleutelproef --tijden 2000   # K6: looking up a BSN that exists or does not

On a database of its own that may be thrown away: it migrates, writes and never cleans. Prints its numbers; ends with 1
when a value cannot be read, lies under an old key, or a canary is found in the dump.
"""

# ruff: noqa: S603  (our own commands)
from __future__ import annotations

import argparse
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import django

PROEF_BSN = ("999990019", "999990020", "999990032", "999990044")
KANARIE = "kanarie-vluchtadres"
KEUKENTAFEL = [sys.executable, "-m", "keukentafel"]


def writer(seed: int) -> None:
    """Write persons, safety notes and drafts until it is told to stop; prints how many were acknowledged."""
    from django.db import OperationalError, connection, transaction

    from keukentafel.casussen.models import Casus
    from keukentafel.personen.models import Persoon
    from keukentafel.tijdlijn.models import Contactmoment
    from keukentafel.toegang.models import Gebruiker
    from keukentafel.werkplek.concepten import keep_concept

    chance, done, stopped = random.Random(seed), 0, []  # noqa: S311 (which row, no secret)
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(1))
    mine: list[int] = []
    user, cases = Gebruiker.objects.first(), list(Casus.objects.all()[:20])
    if user is None:
        raise SystemExit("Er is geen gebruiker in deze database.")
    while not stopped:
        try:
            with transaction.atomic():
                bsn = chance.choice(PROEF_BSN)
                if mine and chance.random() < 0.5:
                    Persoon.objects.get(pk=chance.choice(mine)).change(bsn=bsn, voornamen=f"v{done}")
                else:
                    mine.append(Persoon.objects.create(achternaam="Proef", bsn=bsn).pk)
                note = {"datum": date.today(), "tekst": f"{KANARIE} {done}", "wet": "veiligheid"}
                Contactmoment.objects.create(casus=chance.choice(cases), **note)
                keep_concept(user, f"proef-{seed}-{done % 20}", {"tekst": [f"{KANARIE} {done}"]})
            done += 1
        except OperationalError:
            connection.close()
    print(json.dumps({"geschreven": done}))


def check() -> dict[str, int]:
    """Read every encrypted value of every table."""
    from keukentafel.core.geheimschrift import OntsleutelingMislukt
    from keukentafel.core.sleutelbeheer import Veldplaats, all_places, still_elsewhere
    from keukentafel.core.versleuteling import plain_values

    read = unread = 0
    for place in all_places().values():
        if not isinstance(place, Veldplaats):
            continue
        model: Any = place.model
        names = {"pk", place.field.attname, *place.field.hangt_af_van()}
        names |= {"id"} if any(field.attname == "id" for field in model._meta.concrete_fields) else set()
        for row in model._base_manager.order_by("pk").values(*names).iterator():
            try:
                list(plain_values(model, [row if "id" not in row else {**row, "pk": row["id"]}]))
                read += 1
            except OntsleutelingMislukt:
                unread += 1
    return {"gelezen": read, "onleesbaar": unread, "onder een oude sleutel": still_elsewhere()}


def rotation(rounds: int, writers: int) -> bool:
    """Let writers write while keys are followed up; kill the rotation halfway, run it again. True when all held."""
    started = [subprocess.Popen([sys.executable, "-m", "scripts.sleutelproef", "--schrijver", str(seed)],
                                stdout=subprocess.PIPE, text=True) for seed in range(writers)]  # fmt: skip
    kills = 0
    try:
        time.sleep(3)
        for number in range(rounds):
            command = [*KEUKENTAFEL, "sleutels", "rotate", "--dossiers"]
            first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(8 + number)  # five seconds until every writer knows, then in the middle of the moving
            if first.poll() is None:
                first.kill()
                kills += 1
            first.wait()
            again = subprocess.run(command, capture_output=True, text=True)
            print(again.stdout.strip().splitlines()[-1:], again.stderr.strip()[-200:])
    finally:
        for process in started:
            process.terminate()
    wrote = sum(json.loads(process.communicate()[0] or '{"geschreven": 0}')["geschreven"] for process in started)
    subprocess.run([*KEUKENTAFEL, "sleutels", "rotate"], check=False, stdout=subprocess.DEVNULL)
    found = {"schrijvers": writers, "keer afgebroken": kills, "bevestigd geschreven": wrote, **check(), **canaries()}
    print(json.dumps(found, ensure_ascii=False))
    return not (found["onleesbaar"] or found["onder een oude sleutel"] or found["kanaries"]) and kills > 0


def canaries() -> dict[str, int]:
    """Search a dump of the database for the BSNs and the safety notes that were written (K2)."""
    from django.db import connection

    if connection.vendor == "postgresql":
        dump = subprocess.run(["pg_dump", os.environ["DATABASE_URL"]], capture_output=True).stdout  # noqa: S607
    else:
        path = Path(connection.settings_dict["NAME"])
        dump = b"".join(part.read_bytes() for part in path.parent.glob(path.name + "*"))
    needles = [KANARIE.encode(), *(bsn.encode() for bsn in PROEF_BSN)]
    return {"MB doorzocht": len(dump) >> 20, "kanaries": sum(dump.count(needle) for needle in needles)}


def nonces(number: int) -> bool:
    """Encrypt one value so often and count the nonces that came twice (K4)."""
    from keukentafel.core.geheimschrift import encrypt
    from keukentafel.core.sleutelbos import Doel

    seen: set[bytes] = set()
    for _ in range(number):
        seen.add(encrypt(b"999990019", "proef.proef", doel=Doel.VELDEN)[17:29])
    print(json.dumps({"versleuteld": number, "nonce twee keer": number - len(seen)}))
    return len(seen) == number


def times(pairs: int) -> bool:
    """Look up BSNs that exist and that do not, in turns; the medians may differ 5 ms at most (K6)."""
    from keukentafel.personen.models import Persoon, bsn_fingerprint

    known = Persoon.objects.exclude(bsn_index=None).first()
    if known is None:
        raise SystemExit("Er is niemand met een burgerservicenummer in deze database.")
    taken: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(pairs):
        for hit in (True, False):
            bsn = known.bsn if hit else "999999990"
            begin = time.perf_counter()
            Persoon.objects.filter(bsn_index=bsn_fingerprint(bsn)).first()
            taken[hit].append((time.perf_counter() - begin) * 1000)
    gap = abs(statistics.median(taken[True]) - statistics.median(taken[False]))
    print(json.dumps({"paren": pairs, "verschil p50 in ms": round(gap, 3)}))
    return gap < 5


def main() -> int:
    """Run what is asked; 0 when it held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schrijvers", type=int, default=8)
    parser.add_argument("--keren", type=int, default=3)
    parser.add_argument("--schrijver", type=int)
    parser.add_argument("--nonces", type=int)
    parser.add_argument("--tijden", type=int)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if asked.schrijver is not None:
        writer(asked.schrijver)
        return 0
    if asked.nonces:
        return 0 if nonces(asked.nonces) else 1
    if asked.tijden:
        return 0 if times(asked.tijden) else 1
    return 0 if rotation(asked.keren, asked.schrijvers) else 1


if __name__ == "__main__":
    sys.exit(main())
