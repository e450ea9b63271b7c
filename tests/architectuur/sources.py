"""What can be read off the templates and the static files without rendering a page."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from pathlib import Path
from posixpath import dirname, normpath

from tests.architectuur.house import PACKAGE, ROOT
from tests.guards import is_inline

TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.S)
COMMENT = re.compile(r"{% comment.*?endcomment %}|<!--.*?-->|{#.*?#}", re.S)
ELEMENT = re.compile(r"<([a-z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.I)
ATTRIBUTE = re.compile(r"([\w:.@-]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')|([\w:.@-]+)")
FORM = re.compile(r"<form\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>(.*?)</form>", re.S | re.I)
INCLUDED = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")


def templates(package: Path = PACKAGE) -> dict[str, Path]:
    """Return every template of the product by the name under which it is loaded."""
    found = {}
    for directory in package.glob("*/templates"):
        for path in directory.rglob("*.*"):
            found[path.relative_to(directory).as_posix()] = path
    return found


def inline_code(source: str) -> list[str]:
    """Return each inline script, inline style, event attribute and javascript: address of a template."""
    found = []
    source = COMMENT.sub("", source)
    for match in ELEMENT.finditer(TAG.sub("", source)):
        name, inside = match[1].lower(), match[2]
        names = [(one or other).lower() for one, other in ATTRIBUTE.findall(inside)]
        found += [f"<{name} {attribute}>" for attribute in names if is_inline(attribute)]
        if name == "style" or (name == "script" and "src" not in names and "json" not in inside):
            found.append(f"<{name}>")
        if "javascript:" in inside.lower():
            found.append(f"<{name}> javascript:")
    return found


def forms_without_token(source: str, others: dict[str, str]) -> int:
    """Count the forms that post without `{% csrf_token %}`, itself or in a template it includes."""
    count = 0
    for attributes, body in FORM.findall(COMMENT.sub("", source)):
        included = "".join(others.get(name, "") for name in INCLUDED.findall(body))
        if re.search(r"method\s*=\s*[\"']?post", attributes, re.I) and "csrf_token" not in body + included:
            count += 1
    return count


def unused(names: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Return the templates that no Python file and no template names.

    `f"core/delen/{name}.html"` names `core/delen/alert.html` when "alert" stands somewhere as well.
    """
    everything = "\n".join(texts)
    literals = set(re.findall(r"[\"']([\w./-]+)[\"']", everything))
    directories = set(re.findall(r"[\"']([\w/-]+/){\w+}\.html[\"']", everything))
    return sorted(
        name
        for name in names
        if name not in literals and not (name.rpartition("/")[0] + "/" in directories and Path(name).stem in literals)
    )


def product_texts(package: Path = PACKAGE) -> list[str]:
    """Return the text of all Python files and templates of the product."""
    paths = [*package.rglob("*.py"), *templates(package).values(), ROOT / "config/settings.py"]
    return [path.read_text(encoding="utf-8") for path in paths if path.is_file()]


def lost_addresses(package: Path = PACKAGE) -> list[str]:
    """Name each file that one of our style sheets asks for and that is not there: production does not bundle it."""
    there = {path.as_posix().partition("/static/")[2]: path for path in package.glob("*/static/**/*") if path.is_file()}
    return [
        f"{name}: {address}"
        for name, path in sorted(there.items())
        if path.suffix == ".css"
        for address in re.findall(r"""url\(["']?([^"')#?]+)""", path.read_text(encoding="utf-8"))
        if not address.startswith(("data:", "/")) and normpath(f"{dirname(name)}/{address}") not in there
    ]


def compressed(suffix: str, package: Path = PACKAGE) -> int:
    """Return how many bytes all static files with this suffix take together, each compressed with gzip."""
    files = [path for path in package.glob(f"*/static/**/*{suffix}") if path.is_file()]
    return sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in files)
