"""Run by the Python of wapiti: puts the requests of a file (JSON) in its session, as if it had met them itself.

python wapiti_vullen.py BASE FOLDER FILE COOKIE
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any


async def main(base: str, folder: str, file: str, cookie: str) -> None:
    """Ask each once, for the modules that look at an answer, and keep it."""
    from wapitiCore.controller.wapiti import Wapiti  # type: ignore[import-not-found]
    from wapitiCore.net import Request  # type: ignore[import-not-found]
    from wapitiCore.net.classes import CrawlerConfiguration  # type: ignore[import-not-found]
    from wapitiCore.net.crawler import AsyncCrawler  # type: ignore[import-not-found]

    scan = Wapiti(Request(f"{base}/"), scope="folder", session_dir=folder)
    await scan.persister.create()
    await scan.persister.set_root_url(f"{base}/")
    settings = CrawlerConfiguration(Request(f"{base}/"), timeout=60, headers={"Cookie": cookie})
    kept: list[Any] = []
    async with AsyncCrawler.with_configuration(settings) as crawler:
        for one in json.loads(Path(file).read_text(encoding="utf-8")):
            posted = one["velden"] if one["methode"] == "POST" else None
            kind = "application/x-www-form-urlencoded" if posted else ""
            request = Request(base + one["pad"], method=one["methode"], get_params=one["vraag"], post_params=posted,
                              enctype=kind, referer=f"{base}/")  # fmt: skip
            answer = await crawler.async_send(request)
            kept.append((request, answer))
    for pair in kept:
        await scan.persister.save_requests([pair])
    await scan.persister.close()
    print(len(kept))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:5]))
