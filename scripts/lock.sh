#!/bin/sh
# Write requirements/*.txt anew from pyproject.toml: exact versions with hashes, no host names.
# For developers; needs uv. `make lock` takes the newest versions that pyproject.toml allows.
set -eu
cd "$(dirname "$0")/.."
uv=${UV:-.venv/bin/uv}
command -v "$uv" >/dev/null 2>&1 || uv=uv
command -v "$uv" >/dev/null 2>&1 || { echo "make lock needs uv: python3 -m pip install uv" >&2; exit 1; }

# The build backend is pinned as well: setup installs keukentafel itself without build isolation.
build_requires() {
    python3 -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")'
}

# layer NAME [uv options]: one file per layer, each layer holds the one below it, at the same versions.
layer() {
    name=$1
    shift
    {
        echo "# Layer '$name' of pyproject.toml, locked by scripts/lock.sh (make lock). Do not edit."
        build_requires | "$uv" pip compile --quiet --universal --python-version 3.11 --upgrade \
            --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
            "$@" pyproject.toml -
    } > "requirements/$name.new"
    mv "requirements/$name.new" "requirements/$name.txt"
    echo "requirements/$name.txt: $(grep -c '==' "requirements/$name.txt") packages"
}

layer runtime
layer test --extra test --constraint requirements/runtime.txt
layer dev --extra test --extra dev --constraint requirements/test.txt
