"""publiccode.yml, by the rules of the standard (publiccodeyml/publiccode.yml, docs/standard): read and judged.

The reader knows the part of YAML that the file uses (maps, lists, one kind of block of text) and refuses the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

MANDATORY = (
    "publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType",
    "description", "legal", "maintenance", "localisation",
)  # fmt: skip
OPTIONAL = (
    "applicationSuite", "landingURL", "isBasedOn", "organizationUri", "softwareVersion", "releaseDate", "logo",
    "usedBy", "roadmap", "intendedAudience", "dependsOn",
)  # fmt: skip
STATUSES = ("concept", "development", "beta", "stable", "obsolete")
TYPES = ("standalone/web", "standalone/backend", "standalone/other", "addon", "library", "configurationFiles")
MAINTENANCE = ("internal", "contract", "community", "none")
# Of the two lists of the standard, what a system like this one may choose from.
CATEGORIES = (
    "business-process-management", "collaboration", "contact-management", "crm", "data-collection",
    "document-management", "knowledge-management", "task-management", "workflow-management",
)  # fmt: skip
SCOPES = ("healthcare", "local-authorities", "society", "welfare")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


class NotUnderstood(ValueError):
    """A line in a kind of YAML that this file does not need."""


def read(text: str) -> dict[str, Any]:
    """Return the file as maps, lists, strings and booleans. Raises NotUnderstood."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found, rest = _block(lines, 0)
    if rest or not isinstance(found, dict):
        raise NotUnderstood(rest[0] if rest else text[:40])
    return found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _block(lines: list[str], depth: int) -> tuple[Any, list[str]]:
    """Read the lines of this depth; return what they say and the lines after them."""
    return _list(lines, depth) if lines[0].lstrip().startswith("- ") else _map(lines, depth)


def _list(lines: list[str], depth: int) -> tuple[list[Any], list[str]]:
    found: list[Any] = []
    while lines and _indent(lines[0]) == depth and lines[0].lstrip().startswith("- "):
        entry = lines[0].lstrip()[2:]
        if re.match(r"\w+: ", entry):
            value, lines = _map([" " * (depth + 2) + entry, *lines[1:]], depth + 2)
        else:
            value, lines = _scalar(entry), lines[1:]
        found.append(value)
    return found, lines


def _map(lines: list[str], depth: int) -> tuple[dict[str, Any], list[str]]:
    found: dict[str, Any] = {}
    while lines and _indent(lines[0]) == depth:
        match = re.fullmatch(r"(\w+):(?: (.+))?", lines[0].strip())
        if match is None or match[1] in found:
            raise NotUnderstood(lines[0])
        key, rest, lines = match[1], match[2], lines[1:]
        if rest == "|":
            inside = [line for line, _ in zip(lines, _deeper(lines, depth), strict=False)]
            found[key], lines = "\n".join(line.strip() for line in inside) + "\n", lines[len(inside) :]
        elif rest is not None:
            found[key] = _scalar(rest)
        elif lines and _indent(lines[0]) > depth:
            found[key], lines = _block(lines, _indent(lines[0]))
        else:
            raise NotUnderstood(f"{key}: without a value")
    return found, lines


def _deeper(lines: list[str], depth: int) -> Iterator[str]:
    """Yield the lines that hang under a key of this depth."""
    for line in lines:
        if _indent(line) <= depth:
            return
        yield line


def _scalar(text: str) -> str | bool:
    if text in {"true", "false"}:
        return text == "true"
    quoted = re.fullmatch(r'"([^"\\]*)"', text)
    if quoted:
        return quoted[1]
    if text[0] in "&*!|>%@`[]{}'\"" or ": " in text or " #" in text or re.fullmatch(r"[\d.]+|yes|no|null|~", text):
        raise NotUnderstood(text)
    return text


def faults(data: dict[str, Any]) -> list[str]:
    """Return what the standard would refuse, one line each."""
    found = [f"{key} is missing" for key in MANDATORY if not data.get(key)]
    found += [f"{key} is not a key of the standard" for key in data if key not in MANDATORY + OPTIONAL]
    if found:
        return found
    checks = {
        "url": re.fullmatch(r"https://[\w.-]+/\S+", data["url"]),
        "developmentStatus": data["developmentStatus"] in STATUSES,
        "softwareType": data["softwareType"] in TYPES,
        "categories": set(data["categories"]) <= set(CATEGORIES),
        "platforms": set(data["platforms"]) <= {"web", "windows", "mac", "linux", "ios", "android"},
        "releaseDate": DAY.fullmatch(data.get("releaseDate", "2000-01-01")),
        "intendedAudience/scope": set(data.get("intendedAudience", {}).get("scope", ())) <= set(SCOPES),
        "legal/license": data["legal"].get("license"),
        "localisation/localisationReady": isinstance(data["localisation"].get("localisationReady"), bool),
        "localisation/availableLanguages": all(map(LANGUAGE.fullmatch, data["localisation"]["availableLanguages"])),
        "dependsOn": all(one.get("name") for kind in data.get("dependsOn", {}).values() for one in kind),
    }
    found = [f"{key} is not as the standard has it" for key, right in checks.items() if not right]
    return found + _maintenance(data["maintenance"]) + _description(data["description"])


def _maintenance(section: dict[str, Any]) -> list[str]:
    kind = section.get("type")
    if kind not in MAINTENANCE:
        return ["maintenance/type is not as the standard has it"]
    needed = {"internal": "contacts", "community": "contacts", "contract": "contractors"}.get(kind)
    named = needed is None or (section.get(needed) and all(one.get("name") for one in section[needed]))
    return [] if named else [f"maintenance/{needed} is missing"]


def _description(section: dict[str, Any]) -> list[str]:
    found = [f"description: {language} is no language" for language in section if not LANGUAGE.fullmatch(language)]
    for language, text in section.items():
        if not 0 < len(text.get("shortDescription", "")) <= 150:
            found.append(f"description/{language}/shortDescription has 1 to 150 characters")
        if not 150 <= len(text.get("longDescription", "")) <= 10_000:
            found.append(f"description/{language}/longDescription has 150 to 10000 characters")
        if not text.get("features"):
            found.append(f"description/{language}/features is missing")
        if "genericName" in text:
            found.append(f"description/{language}/genericName is deprecated")
    return found
