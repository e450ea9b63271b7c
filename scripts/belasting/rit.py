"""Requests at a rate, whatever the answers do: who comes does not wait until the one before has gone."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from typing import NamedTuple

from scripts.bench.visitor import Answer

GEDULD = 120.0  # seconds after the last moment
#: One member of staff does the next thing: what kind of thing, the answer, what is wrong with it ("" is good).
Stap = Callable[[], tuple[str, Answer | None, str]]


class Bezoek(NamedTuple):
    """One request: seconds since the ride began, and milliseconds. `app`, `cpu`, `db` and `log` are the server's."""

    soort: str
    moment: float
    ms: float  # from the moment that it was due: waiting for a free member of staff counts
    fout: str
    app: float = 0.0
    cpu: float = 0.0
    db: float = 0.0
    log: float = 0.0
    trace: str = ""  # under which it stands in the log, when it showed somebody


def ride(crew: Sequence[Stap], rate: float, seconds: float, seed: int) -> list[Bezoek]:
    """Let the crew do `rate` things a second, at random moments (Poisson), for so many seconds.

    What was not answered `GEDULD` seconds after the end is a fault of its own, and not left out.

    Each moment goes to whoever is free the longest; when all are busy it waits, and that waiting is in its time: a
    server that stalls is seen by everyone who would have come meanwhile.
    """
    due: SimpleQueue[float | None] = SimpleQueue()
    found: list[Bezoek] = []
    lock, begin = threading.Lock(), time.perf_counter()

    def work(step: Stap) -> None:
        while (moment := due.get()) is not None:
            one = visit(step, moment, begin)
            with lock:
                found.append(one)

    threads = [threading.Thread(target=work, args=(step,), daemon=True) for step in crew]
    for thread in threads:
        thread.start()
    dice, moment, asked = random.Random(seed), 0.0, 0  # noqa: S311 (when somebody clicks is no secret)
    while (moment := moment + dice.expovariate(rate)) < seconds:
        if (wait := begin + moment - time.perf_counter()) > 0:
            time.sleep(wait)
        due.put(moment)
        asked += 1
    for _ in threads:
        due.put(None)
    ends = time.monotonic() + GEDULD
    for thread in threads:
        thread.join(max(0.0, ends - time.monotonic()))
    with lock:
        late = [Bezoek("geen antwoord", seconds, 1000 * GEDULD, "niet op tijd")] * (asked - len(found))
        return sorted([*found, *late], key=lambda one: one.moment)


def visit(step: Stap, moment: float, begin: float) -> Bezoek:
    """Do one thing that was due at this moment of the ride."""
    try:
        soort, answer, fout = step()
    except Exception as error:  # the answer that did not come is an error of the ride, not its end
        soort, answer, fout = "geen antwoord", None, type(error).__name__
    ms = 1000 * (time.perf_counter() - begin - moment)
    if answer is None:
        return Bezoek(soort, moment, ms, fout)
    return Bezoek(soort, moment, ms, fout, **told(answer.timing), trace=answer.trace)


def told(header: str) -> dict[str, float]:
    """The milliseconds in a Server-Timing header: `app;dur=12.3, cpu;dur=8.1, …`."""
    found = {}
    for part in filter(None, header.split(",")):
        name, _, value = part.strip().partition(";dur=")
        found[name] = float(value)
    return found
