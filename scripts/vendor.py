#!/usr/bin/env python3
"""Fetch the vendored files that vendor.toml names, and hold them to their SHA-256.

For developers only: the files themselves are in the repository, so neither `make run` nor
`make test` needs npm or a network for them. To take a newer version: change `version` in
vendor.toml, run `python3 scripts/vendor.py --accept`, put the sums it prints in vendor.toml and read the
difference before you commit it.

    python3 scripts/vendor.py            fetch, refuse a file whose sum is not the one in vendor.toml
    python3 scripts/vendor.py --accept   fetch, write, and print the sums for vendor.toml
    python3 scripts/vendor.py --check    fetch nothing, compare the files here with vendor.toml
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "vendor.toml"


class Vendored(NamedTuple):
    """One file of vendor.toml: where it comes from, where it lies, what its sum must be."""

    package: str  # npm package and exact version, "name@1.2.3"
    member: str  # path inside the package's tarball
    path: Path  # path in this repository
    sha256: str


def read_manifest(manifest: Path = MANIFEST) -> list[Vendored]:
    """Return every file that vendor.toml names, in its order."""
    data = tomllib.loads(manifest.read_text(encoding="utf-8"))
    return [
        Vendored(f"{package['name']}@{package['version']}", file["member"], ROOT / file["path"], file["sha256"])
        for package in data["package"]
        for file in package["file"]
    ]


def sha256_of(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def differing(files: list[Vendored]) -> list[str]:
    """Return one sentence for each file that is missing or whose sum is another than vendor.toml's."""
    found = []
    for file in files:
        name = file.path.relative_to(ROOT)
        if not file.path.is_file():
            found.append(f"{name} is missing")
        elif sha256_of(file.path) != file.sha256:
            found.append(f"{name} has sum {sha256_of(file.path)}, vendor.toml says {file.sha256}")
    return found


def fetch_package(package: str, directory: Path) -> tarfile.TarFile:
    """Download one npm package without running any of its scripts, and open its tarball."""
    command = ["npm", "pack", "--ignore-scripts", "--silent", "--pack-destination", str(directory), package]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603
    return tarfile.open(directory / lines[-1])


def fetch(files: list[Vendored], *, accept: bool) -> None:
    """Download all files and write them to their place; without `accept` a wrong sum stops everything."""
    with tempfile.TemporaryDirectory() as name:
        contents: dict[Path, bytes] = {}
        for package in dict.fromkeys(file.package for file in files):
            with fetch_package(package, Path(name)) as tarball:
                for file in (file for file in files if file.package == package):
                    member = tarball.extractfile(f"package/{file.member}")
                    if member is None:
                        sys.exit(f"{package} has no file {file.member}")
                    contents[file.path] = member.read()
        for file in files:
            found = hashlib.sha256(contents[file.path]).hexdigest()
            if found != file.sha256 and not accept:
                sys.exit(f"{file.package} {file.member}: sum {found}, vendor.toml says {file.sha256}")
            print(f'{file.path.relative_to(ROOT)}\n    sha256 = "{found}"')
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def main() -> None:
    """Read the command line and do what it asks."""
    parser = argparse.ArgumentParser(description="Fetch or check the vendored files of vendor.toml.")
    parser.add_argument("--accept", action="store_true", help="write whatever comes and print its sums")
    parser.add_argument("--check", action="store_true", help="fetch nothing, compare what is here")
    options = parser.parse_args()
    files = read_manifest()
    if not options.check:
        fetch(files, accept=options.accept)
    problems = differing(files)
    if problems and not options.accept:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
