#!/bin/sh
# Scanners against our own source, and against our own server on 127.0.0.1 with a fresh demo.
#
#     scripts/scan.sh                          all of them (make scan)
#     scripts/scan.sh bandit semgrep           some of: bandit semgrep schemathesis wapiti sqlmap
#     scripts/scan.sh --calls 50000 --seconds 3600    longer: calls of schemathesis, seconds per scanner of the server
#
# Prints what each looked at and how many findings there are; each is explained in docs/scans.md, or status 1.
# The scanners are installed in var/gereedschap, each apart, at a fixed version.
set -eu
cd "$(dirname "$0")/.."
scripts/system.sh run
scripts/setup.sh runtime

scratch=$(mktemp -d "${TMPDIR:-/tmp}/keukentafel.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
unset DATABASE_URL
case " $* " in
    *" schemathesis "* | *" wapiti "* | *" sqlmap "* | "  " | " --"*)
        export DATABASE_URL="sqlite:///$scratch/demo.sqlite3" KEUKENTAFEL_DEMO=ja KEUKENTAFEL_TEMPO=nee
        .venv/bin/python -m keukentafel migrate --no-input --verbosity 0
        .venv/bin/python -m keukentafel demo --als-leeg --adres http://127.0.0.1 >/dev/null
        ;;
esac
.venv/bin/python -m scripts.scan "$@"
