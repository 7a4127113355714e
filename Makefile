# Everything a newcomer needs. Each target installs what it needs into the project; nothing is installed globally.
SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The functions run on the Python that builds them, so it has to be one that AWS Lambda has.
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))
ifndef PYTHON
PYTHON := $(shell for one in python3 python3.14 python3.13 python3.12 python3.11; do $$one -c '$(FITS)' 2>/dev/null && echo $$one && break; done)
PYTHON := $(or $(PYTHON),python3)
endif
PORT ?= 4566
WEB_PORT ?= 8080
VENV := .venv
BIN := $(VENV)/bin
CLOUD := .run/cloud-venv
PROOFS := tests/proof
# pip in a fresh clone with an empty HOME: no cache directory to write, no question to ask.
PIP_FLAGS := --quiet --disable-pip-version-check --no-input
# Processes for the tests that need no stack.
WORKERS ?= auto
# Processes for those that need one, each with a stack of its own: they wait much of the time, so that a third one is
# worth it, where there are the 3 GB for each.
STACKS ?= $(shell awk '/MemAvailable/ {n = $$2 > 12e6 ? 3 : 2} END {print n ? n : 2}' /proc/meminfo 2>/dev/null || echo 2)

.PHONY: help setup web run story test test-fast check bench bench-clocks prove prove-wall audit openapi dynamodb-local stop clean deploy redrive recount rebuild-positions canary restore-drill

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  \033[1m%-14s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: node-fits $(VENV)/.installed $(CLOUD)/.installed ## Install into the project what the other targets need

web: web/dist/.built ## Build the three web apps into web/dist, if anything of them has changed

run: setup web ## Start the embedded cloud, deploy, seed, serve the web apps, until Ctrl-C (PORT=4566 WEB_PORT=8080)
	@$(BIN)/python -m infra.run --port $(PORT) --web-port $(WEB_PORT)

story: setup ## Play the main job against the running stack, as the people would
	@$(BIN)/python -m infra.story

test: setup web chromium ## Run every test, the journeys on a deployed stack and in a browser included
	@command -v java >/dev/null && $(MAKE) dynamodb-local || true
	@npm --prefix web test --silent
	@$(BIN)/python -m pytest -m "not stack and not prove" -n $(WORKERS)
	@$(BIN)/python -m pytest -m "stack and not prove" -n $(STACKS) --dist loadfile --no-loadscope-reorder

test-fast: $(VENV)/.installed ## Run the tests that need no stack and measure nothing
	@$(BIN)/python -m pytest -m "not stack and not slow and not prove" -n $(WORKERS)

check: $(VENV)/.installed web ## Lint, formatting, types, import contracts, and what the apps' first screens weigh
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@npm --prefix web run check --silent
	@npm --prefix web run size --silent

# Java runs DynamoDB Local, and PostgreSQL the peer: `make bench` says which chapter it has to leave out without them.
bench: setup dynamodb-local postgresql .run/peer-venv/.installed ## Measure cost and speed into docs/performance.md (CHAPTER=growth for one)
	@$(BIN)/python -m bench $(CHAPTER)

bench-clocks: setup ## Measure what has to do with time, its scale and its quotas, into docs/performance.md (CHAPTER=timers for one)
	@$(BIN)/python -m bench.clocks $(CHAPTER)

prove: setup web chromium .run/fuzz-venv/.installed .run/lighthouse/.installed ## Run the proofs too long for `make test`, into docs/proof.md (ONLY=crash for one)
	@PUBLISH=1 $(BIN)/python -m pytest -m "prove and not stack" -n $(WORKERS) --maxschedchunk 1 $(PROOFS)/$(ONLY)
	@PUBLISH=1 $(BIN)/python -m pytest -m "prove and stack" $(PROOFS)/$(ONLY)

prove-wall: $(VENV)/.installed ## Prove in an AWS account that a tenant's session reaches its own items alone (STACK=steward)
	@$(BIN)/python -m infra.prove_leading_keys --stack $(or $(STACK),steward)

audit: $(VENV)/.installed .run/audit-venv/.installed ## Look for known weaknesses in code, template and dependencies; write licences and SBOM (OFFLINE=1)
	@$(BIN)/python -m infra.audit $(if $(OFFLINE),--offline)

openapi: $(VENV)/.installed ## Write what docs/ says of the API, the events and the table, from the code
	@$(BIN)/python -m infra.openapi
	@$(BIN)/python -m infra.events
	@$(BIN)/python -m infra.data_model

stop: ## Stop a stack that runs in another terminal
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m infra.run --stop; fi

clean: stop ## Remove what was built, installed and stored, the seeded data included
	@rm -rf .run $(VENV) web/dist web/node_modules .chalice/deployments .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

deploy: $(VENV)/.installed web ## Deploy a stage to AWS with your own credentials (STAGE=dev YES=1 PARAMETERS="MailFrom=…")
	@$(BIN)/python -m infra.deploy --stage $(or $(STAGE),dev) $(if $(YES),--yes) $(PARAMETERS)

redrive: $(VENV)/.installed ## Send parked events again, here or of a stage (STAGE=prod LOOK=1)
	@$(BIN)/python -m infra.redrive $(if $(STAGE),--stage $(STAGE)) $(if $(LOOK),--look)

recount: $(VENV)/.installed ## Count every figure anew from what was recorded, while people work (STAGE=prod TENANT=tn_…)
	@$(BIN)/python -m infra.recount $(if $(STAGE),--stage $(STAGE)) $(if $(TENANT),--tenant $(TENANT))

rebuild-positions: $(VENV)/.installed ## Find again where orders stand, from their timelines (STAGE=prod TENANT=tn_…)
	@$(BIN)/python -m infra.rebuild_positions $(if $(STAGE),--stage $(STAGE)) $(if $(TENANT),--tenant $(TENANT))

canary: $(VENV)/.installed ## Give the canary of a stage its people, and play a round (STAGE=staging)
	@$(BIN)/python -m infra.canary $(if $(STAGE),--stage $(STAGE))

restore-drill: $(VENV)/.installed ## Restore a stage's table beside it, compare, report, delete (STAGE=prod)
	@$(BIN)/python -m infra.restore_drill --stage $(STAGE)

# npm carries the engine; the tests use it when it is here, and say so when it is not.
dynamodb-local: ## Fetch AWS's DynamoDB Local, the third engine of the store tests (needs Java 17 and npm)
	@[ -d .run/dynamodb-local/package ] || { mkdir -p .run/dynamodb-local && cd .run/dynamodb-local && \
	  npm pack --silent --loglevel=error amplify-dynamodb-simulator@2.9.30 >/dev/null && tar -xzf *.tgz && rm -f *.tgz; }

# The peer's database. Only root can install it; anybody else is told how by the chapter that needs it.
.PHONY: postgresql
postgresql:
	@ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || [ $$(id -u) != 0 ] || ! command -v apt-get >/dev/null || \
	  { echo "Installing PostgreSQL for the peer ..."; apt-get install -y -qq postgresql >/dev/null; } || true

# What the browser tests drive, with a font for Chinese. As with PostgreSQL, only root can install it.
.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || [ $$(id -u) != 0 ] || ! command -v apt-get >/dev/null || \
	  { echo "Installing Chromium for the browser tests ..."; apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; } || true

# ---- Installation: a stamp file per environment, so that a second call does nothing ---------------------------------

.PHONY: python-fits node-fits
python-fits:
	@$(PYTHON) -c '$(FITS)' 2>/dev/null || { echo "steward: Python 3.11 to 3.14 is needed, and '$(PYTHON)' is $$(command -v $(PYTHON) >/dev/null && $(PYTHON) -V 2>&1 || echo not here); try make PYTHON=/path/to/python3.11" >&2; exit 1; }

node-fits:
	@node -e 'process.exit(Number(process.versions.node.split(".")[0] < 20))' 2>/dev/null || { echo "steward: Node 20 or newer is needed, and 'node' is $$(command -v node >/dev/null && node -v || echo not here); see https://nodejs.org" >&2; exit 1; }

$(VENV)/.installed: requirements.txt requirements-dev.txt | python-fits
	@echo "Installing the project's tools into $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install $(PIP_FLAGS) --requirement requirements-dev.txt
	@touch $@

web/node_modules/.installed: web/package.json web/package-lock.json
	@command -v npm >/dev/null || { echo "steward: npm is needed to build the web apps, and is not here; it comes with Node 20 or newer, https://nodejs.org" >&2; exit 1; }
	@echo "Installing the web apps' packages into web/node_modules ..."
	@npm --prefix web ci --no-audit --no-fund --loglevel=error
	@touch $@

# Looks at the phones' first screens in `make prove`; too large to come with the apps' own tools.
.run/lighthouse/.installed:
	@echo "Installing Lighthouse into .run/lighthouse ..."
	@npm install --prefix .run/lighthouse --no-audit --no-fund --loglevel=error lighthouse@12.8.2
	@touch $@

web/dist/.built: web/node_modules/.installed $(shell find web \( -name node_modules -o -path web/dist \) -prune -o -type f -print)
	@echo "Building the web apps into web/dist ..."
	@npm --prefix web run build --silent >/dev/null
	@touch $@

# Tools that pin what ours pin otherwise live apart: .run/cloud-venv from requirements-cloud.txt, and so on.
.run/fuzz-venv/.installed: requirements.txt requirements-dev.txt
.run/%-venv/.installed: requirements-%.txt | python-fits
	@echo "Installing requirements-$*.txt into .run/$*-venv ..."
	@$(PYTHON) -m venv .run/$*-venv
	@.run/$*-venv/bin/python -m pip install $(PIP_FLAGS) --requirement requirements-$*.txt
	@touch $@
