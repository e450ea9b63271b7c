#!/bin/sh
# Write requirements/*.txt anew from pyproject.toml: exact versions with hashes, no host names.
# For developers; needs uv. `make lock` takes the newest versions that pyproject.toml allows.
#
#     scripts/lock.sh             write them
#     scripts/lock.sh --check     write nothing, name what lies behind; status 1 when something does. Before each
#                                 release (make outdated): what is behind is past the time that SECURITY.md allows
set -eu
cd "$(dirname "$0")/.."
uv=${UV:-.venv/bin/uv}
command -v "$uv" >/dev/null 2>&1 || uv=uv
command -v "$uv" >/dev/null 2>&1 || { echo "make lock needs uv: python3 -m pip install uv" >&2; exit 1; }

check=
if [ "${1:-}" = --check ]; then
    check=$(mktemp -d "${TMPDIR:-/tmp}/keukentafel.XXXXXX")
    trap 'rm -rf "$check"' EXIT
fi
into=${check:-requirements}

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
    } > "$into/$name.new"
    mv "$into/$name.new" "$into/$name.txt"
    [ -n "$check" ] || echo "requirements/$name.txt: $(grep -c '==' "requirements/$name.txt") packages"
}

# behind NAME: the lines that a new lock of this layer would change, without hashes.
behind() {
    for side in requirements "$check"; do
        grep -o '^[^ #]*==[^ ;]*' "$side/$1.txt" | sort > "$check/$1.$(basename "$side").names"
    done
    diff "$check/$1.requirements.names" "$check/$1.$(basename "$check").names" | sed -n "s/^[<>]/$1 &/p"
}

layer runtime
layer test --extra test --constraint "$into/runtime.txt"
layer dev --extra test --extra dev --constraint "$into/test.txt"

[ -n "$check" ] || exit 0
found=$(for name in runtime test dev; do behind "$name"; done)
[ -z "$found" ] && { echo "Nothing lies behind: every locked version is the newest that pyproject.toml allows."; exit 0; }
echo "$found"
echo "Behind ('<' is locked, '>' is the newest allowed): make lock, and run the tests."
exit 1
