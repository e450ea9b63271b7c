#!/bin/sh
# Scanners against our own source, and against our own server on 127.0.0.1 with a fresh demo.
#
#     scripts/scan.sh                          all of them (make scan)
#     scripts/scan.sh bandit semgrep           some of: bandit semgrep koppeling schemathesis wapiti sqlmap
#     scripts/scan.sh --calls 50000 --seconds 3600    longer: calls of schemathesis, seconds per scanner of the server
#
# Prints what each looked at and how many findings there are; each is explained in docs/scans.md, or status 1.
# The scanners are installed in var/gereedschap, each apart, at a fixed version.
set -eu
cd "$(dirname "$0")/.."
. scripts/begin.sh
prepare run
case " $* " in
    *" koppeling "* | *" schemathesis "* | *" wapiti "* | *" sqlmap "* | "  " | " --"*)
        aside
        export KEUKENTAFEL_TEMPO=nee
        own_postgresql # as in production; SQLite lets one write at a time
        keukentafel demo --als-leeg --adres http://127.0.0.1 >/dev/null
        ;;
    *) unset DATABASE_URL ;;
esac
.venv/bin/python -m scripts.scan "$@"
