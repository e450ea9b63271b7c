#!/bin/sh
# A throwaway PostgreSQL for the tests: an own cluster in an own directory, on a unix socket only.
#
#     scripts/postgres.sh bin            print the directory of PostgreSQL's programs (15 or later)
#     scripts/postgres.sh start DIR      make a cluster in DIR (or go on with the one that is there), start it, print
#                                        its DATABASE_URL
#     scripts/postgres.sh copy DIR NEW   a cluster in NEW with all that the one that runs in DIR holds; start begins it
#     scripts/postgres.sh pause DIR      stop the server of DIR, and no other; a later start goes on with it
#     scripts/postgres.sh stop DIR       the same, and remove DIR
#
# The role keukentafel owns and migrates; it is no superuser and may create databases (the tests make theirs). The role
# keukentafel_app is the application's, as in production; the tests change into it. fsync,
# full_page_writes and synchronous_commit stay on, as in production: start-up asserts them. POSTGRES_OPTIONS: more of
# the server's own ("-c shared_buffers=512MB"), for what is measured with the settings of docs/productie.md.
set -eu

bin_directory() {
    for directory in ${POSTGRES_BIN:-} $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -t/ -k5 -rn) \
        "$(dirname "$(command -v postgres 2>/dev/null || echo /none/postgres)")"; do
        if [ -x "$directory/postgres" ] && [ -x "$directory/initdb" ]; then
            version=$("$directory/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
            [ "$version" -ge 15 ] && echo "$directory" && return 0
        fi
    done
    echo "PostgreSQL 15 or later is not on this machine" >&2
    return 1
}

# PostgreSQL refuses to run as root; root becomes the user that Debian's package made.
as_owner() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && exec runuser -u "${POSTGRES_USER:-postgres}" -- "$@")
    else
        "$@"
    fi
}

start() {
    if [ -d "$directory/data" ]; then
        serve
        application_role
        address
        return
    fi
    mkdir -m 700 "$directory"
    [ "$(id -u)" != 0 ] || chown "${POSTGRES_USER:-postgres}" "$directory"
    # shellcheck disable=SC2086  # several options
    as_owner "$bin/initdb" --pgdata "$directory/data" --username postgres --auth trust --encoding UTF8 \
        --locale C.UTF-8 ${INITDB_OPTIONS:-} >"$directory.log" 2>&1 || { cat "$directory.log" >&2; return 1; }
    serve
    rm -f "$directory.log"
    as_owner "$bin/psql" --quiet --no-psqlrc --host "$directory" --username postgres --set ON_ERROR_STOP=1 template1 <<'SQL'
CREATE EXTENSION pg_trgm;
CREATE ROLE keukentafel LOGIN CREATEDB NOSUPERUSER;
CREATE ROLE keukentafel_kopie LOGIN BYPASSRLS NOSUPERUSER;
GRANT pg_read_all_data TO keukentafel_kopie;
CREATE DATABASE keukentafel OWNER keukentafel;
SQL
    application_role
    address
}

# A cluster that was kept may be older than this role.
application_role() {
    as_owner "$bin/psql" --quiet --no-psqlrc --host "$directory" --username postgres --set ON_ERROR_STOP=1 template1 <<'SQL'
SELECT 'CREATE ROLE keukentafel_app LOGIN NOSUPERUSER' WHERE to_regrole('keukentafel_app') IS NULL \gexec
SELECT 'GRANT keukentafel_app TO keukentafel' WHERE NOT pg_has_role('keukentafel', 'keukentafel_app', 'MEMBER') \gexec
SQL
}

serve() {
    as_owner "$bin/pg_ctl" --pgdata "$directory/data" --log "$directory/server.log" --wait --timeout 120 \
        --options "-c listen_addresses='' -c unix_socket_directories='$directory' -c max_connections=40 ${POSTGRES_OPTIONS:-}" \
        start >"$directory.log" 2>&1 </dev/null || { cat "$directory.log" "$directory/server.log" >&2; return 1; }
}

copy() {
    mkdir -m 700 "$1"
    [ "$(id -u)" != 0 ] || chown "${POSTGRES_USER:-postgres}" "$1"
    as_owner "$bin/pg_basebackup" --host "$directory" --username postgres --pgdata "$1/data" --checkpoint fast
}

address() {
    echo "postgres://keukentafel@$(echo "$directory" | sed 's|/|%2F|g')/keukentafel"
}

pause() {
    pidfile=$directory/data/postmaster.pid
    if [ -f "$pidfile" ]; then
        pid=$(head -n 1 "$pidfile")
        kill -INT "$pid" 2>/dev/null || true # fast shutdown
        for _ in $(seq 600); do # a minute: a large cluster writes what it has
            kill -0 "$pid" 2>/dev/null || return 0
            sleep 0.1
        done
        echo "PostgreSQL in $directory does not stop (process $pid)" >&2
        return 1 # its files are not taken away under it
    fi
}

stop() {
    pause
    rm -rf "$directory" "$directory.log"
}

command=$1
[ "$command" = bin ] || directory=${2:?which directory?}
case $command in
    bin) bin_directory ;;
    start) bin=$(bin_directory) && start ;;
    copy) bin=$(bin_directory) && copy "${3:?where to?}" ;;
    pause) pause ;;
    stop) stop ;;
    *) echo "unknown: $command" >&2; exit 2 ;;
esac
