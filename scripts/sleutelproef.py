"""New keys under load (security.md K1): writers write, `sleutels rotate` is killed halfway and run again, all is read.

    DATABASE_URL=… python -m scripts.sleutelproef --schrijvers 8 --keren 3 [--bewaren]   # a row in docs/storingen.csv
    python -m scripts.sleutelproef --nonces 10000000          # K4
    DATABASE_URL=… python -m scripts.sleutelproef --tijden 2000   # K6: looking up a BSN that exists or does not

On a database of its own that may be thrown away, with the demo in it: it writes and never cleans. Prints its numbers;
ends with 1 when a value cannot be read, lies under an old key, what was acknowledged is gone, or a canary is found in
the dump.
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

from scripts.faults.ledger import Regel, append, revision

PROEF_BSN = ("999990019", "999990020", "999990032", "999990044")
KANARIE = "kanarie-vluchtadres"
WRONG = ("onleesbaar", "onder een oude sleutel", "kanaries", "kwijt")
KEREN = 3  # kills in one round
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


def rotation(rounds: int, writers: int, seed: int, seconds: float, *, keep: bool) -> bool:
    """Let writers write while keys are followed up; kill the rotation halfway three times, and run it to its end.

    So many rounds, and none begins after `seconds`. True when all held.
    """
    begun, chance, takes = time.monotonic(), random.Random(seed), 10.0  # noqa: S311 (when to kill, no secret)
    before = notes()
    started = [subprocess.Popen([sys.executable, "-m", "scripts.sleutelproef", "--schrijver", str(seed)],
                                stdout=subprocess.PIPE, text=True) for seed in range(writers)]  # fmt: skip
    kills = 0
    try:
        time.sleep(3)
        for _ in range(rounds):
            if time.monotonic() - begun > seconds:
                break
            command = [*KEUKENTAFEL, "sleutels", "rotate", "--dossiers"]
            for _ in range(KEREN):
                first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(chance.uniform(2, max(9.0, takes)))  # five seconds until every writer knows, then it moves
                kills += first.poll() is None
                first.kill()
                first.wait()
            since = time.monotonic()
            again = subprocess.run(command, capture_output=True, text=True)
            takes = time.monotonic() - since
            print(again.stdout.strip().splitlines()[-1:], again.stderr.strip()[-200:], flush=True)
    finally:
        for process in started:
            process.terminate()
    wrote = sum(json.loads(process.communicate()[0] or '{"geschreven": 0}')["geschreven"] for process in started)
    subprocess.run([*KEUKENTAFEL, "sleutels", "rotate"], check=False, stdout=subprocess.DEVNULL)
    found = {"schrijvers": writers, "keer afgebroken": kills, "bevestigd geschreven": wrote}
    found |= {"kwijt": max(0, wrote - (notes() - before)), **check(), **canaries()}
    print(json.dumps(found, ensure_ascii=False))
    if keep:
        write_down(found, round(time.monotonic() - begun), seed)
    return not any(found[name] for name in WRONG) and kills > 0


def notes() -> int:
    """How many safety notes there are: whoever writes makes one with each save."""
    from keukentafel.tijdlijn.models import Contactmoment

    return Contactmoment.objects.filter(wet="veiligheid").count()


def write_down(found: dict[str, int], seconds: int, seed: int) -> None:
    """A row in the ledger of faults: a value that cannot be read, or that stayed under an old key, is damaged."""
    from django.db import connection

    damaged = found["onleesbaar"] + found["onder een oude sleutel"] + found["kanaries"]
    row = Regel(date.today().isoformat(), revision(), connection.vendor, "sleutelwissel", begin=seed)
    row.storingen, row.bevestigd, row.verloren = found["keer afgebroken"], found["bevestigd geschreven"], found["kwijt"]
    row.beschadigd, row.seconden = damaged, seconds
    append([row])


def canaries() -> dict[str, int]:
    """Search a dump of the database for the BSNs and the safety notes that were written (K2)."""
    from django.db import connection

    if connection.vendor == "postgresql":
        address = os.environ["DATABASE_URL"].replace("//keukentafel@", "//keukentafel_kopie@")  # sees every row
        dump = subprocess.run(["pg_dump", address], capture_output=True, check=True).stdout  # noqa: S607
    else:
        path = Path(connection.settings_dict["NAME"])
        dump = b"".join(part.read_bytes() for part in path.parent.glob(path.name + "*"))
    needles = [KANARIE.encode(), *(bsn.encode() for bsn in PROEF_BSN)]
    return {"MB doorzocht": len(dump) >> 20, "kanaries": sum(dump.count(needle) for needle in needles)}


def nonces(number: int) -> bool:
    """Encrypt one BSN so often; count the nonces that came twice, and the values that look the same (K4)."""
    from keukentafel.core.geheimschrift import encrypt
    from keukentafel.core.sleutelbos import Doel

    seen, values, keys = set[bytes](), set[bytes](), set[bytes]()
    for _ in range(number):
        value = encrypt(b"999990019", "proef.proef", doel=Doel.VELDEN)
        seen.add(value[17:29])
        values.add(value[29:38])  # nine figures, encrypted
        keys.add(value[1:17])
    twice, same = number - len(seen), number - len(values)
    print(json.dumps({"versleuteld": number, "sleutels": len(keys), "nonce twee keer": twice, "gelijk": same}))
    return not (twice or same)


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
    parser.add_argument("--seconden", type=float, default=float("inf"), help="begin daarna geen ronde meer")
    parser.add_argument("--begin", type=int, default=1, help="seed")
    parser.add_argument("--bewaren", action="store_true", help="a row in docs/storingen.csv")
    parser.add_argument("--nonces", type=int)
    parser.add_argument("--tijden", type=int)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from keukentafel.core.muur import name_system

    name_system("sleutelproef")
    if asked.schrijver is not None:
        writer(asked.schrijver)
        return 0
    if asked.nonces:
        return 0 if nonces(asked.nonces) else 1
    if asked.tijden:
        return 0 if times(asked.tijden) else 1
    return 0 if rotation(asked.keren, asked.schrijvers, asked.begin, asked.seconden, keep=asked.bewaren) else 1


if __name__ == "__main__":
    sys.exit(main())
