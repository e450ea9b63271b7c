# Every target is one script of scripts/; read those. `make` alone explains itself.
.DEFAULT_GOAL := help
.PHONY: help run setup test check load slow scan bench bench-inzicht screenshots matrix timing policy attack faults faults-total samen upgrades lock outdated clean failover back

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 — \2/p' Makefile

run: ## the demo on http://127.0.0.1:8000 (PORT=8080 picks another port)
	@scripts/run.sh

setup: ## .venv with the locked packages, .venv/bin/keukentafel, keys in var/sleutels
	@scripts/system.sh run
	@scripts/setup.sh runtime

test: ## all tests: on SQLite, what asks for a database on PostgreSQL too, and the journeys in Chromium
	@scripts/test.sh

check: ## lint, types, layers, templates, migrations
	@scripts/check.sh

bench: ## load a city and measure it; ARGS="--cases 10000 --database postgresql" for another
	@scripts/bench.sh $(ARGS)

bench-inzicht: ## measure all of Inzicht beside the bare engine; ARGS="--cases 100000 --runs 1" for less
	@scripts/bench_inzicht.sh $(ARGS)

screenshots: ## pictures of every screen at three widths, into docs/screens
	@scripts/screenshots.sh

matrix: ## the permission matrix in full: every URL, method, role and relation
	@scripts/test.sh matrix

timing: ## what may not be known beside what is not there: 2,000 pairs per door (Z5)
	@scripts/test.sh timing

faults: ## power cuts, kills and broken disks under writers; DURATION=seconds, ARGS="--database postgresql"
	@scripts/faults.sh run --seconden $(or $(DURATION),600) $(ARGS)

failover: ## two nodes of PostgreSQL under Patroni, and fail-overs; TIMES=50 (needs Debian's etcd-server)
	@scripts/faults.sh failover --keren $(or $(TIMES),50)

back: ## back to a moment with pgBackRest, on a server that was wiped, and after an attacker; DURATION=seconds that one writes
	@scripts/faults.sh terug --seconden $(or $(DURATION),150)

faults-total: ## what all runs in docs/storingen.csv did together; status 1 when anything was lost
	@scripts/faults.sh total
.PHONY: load slow scan
load: ## a hundred colleagues on a city, as in production: ARGS="rit --seconds 60", "trap" or "buren"
	@scripts/belasting.sh $(ARGS)

slow: ## what others notice of somebody who sends a byte a second: a real server, hundreds of slow connections
	@scripts/traag.sh $(ARGS)

scan: ## five scanners over our own source and against our own server; ARGS="bandit semgrep", or "--calls 50000"
	@scripts/scan.sh $(ARGS)

policy: ## prove who may see what: ARGS="cedar", "mutants", "worlds", "sequences" or "destruction", with how many and a seed
	@scripts/policy.sh $(ARGS)

attack: ## offer the product what means harm; ARGS="lezers 1000000 7" for one harness, how many and a seed, or "totals"
	@scripts/attack.sh $(ARGS)

samen: ## two who change the same thing, at length: ARGS="paren 10000" or "lijsten 1000000"
	@scripts/samen.sh $(ARGS)

upgrades: ## each release brought to now, killed in every migration on the way; ARGS="--hoogstens 5" for less
	@scripts/uitgaven.sh $(ARGS)

outdated: ## name what lies behind the newest allowed versions, before a release (for developers; needs uv)
	@scripts/lock.sh --check

lock: ## newest allowed versions into requirements/*.txt (for developers; needs uv)
	@scripts/lock.sh

clean: ## remove .venv, caches and the demo database; the keys in var/sleutels stay
	@scripts/clean.sh
