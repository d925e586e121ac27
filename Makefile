# The two commands of a newcomer: make demo, make test. Variables: PORT, HOST, PYTHON, SIZE, ARGS (more for pytest, bench).
.PHONY: demo run test test-all attack bench lint format messages stop lock audit clean env env-dev env-sso
.DEFAULT_GOAL := demo

VENV_PYTHON := .venv/bin/python
FIND_PYTHON := command -v python3 >/dev/null || { echo 'Verbatim needs Python 3.11 or newer: there is no python3 here' >&2; exit 1; }

demo: env
	@exec $(VENV_PYTHON) manage.py demo

run: env-dev
	@DEBUG=$${DEBUG:-on} $(VENV_PYTHON) manage.py start_database
	@DEBUG=$${DEBUG:-on} $(VENV_PYTHON) manage.py migrate --verbosity 0
	@DEBUG=$${DEBUG:-on} exec $(VENV_PYTHON) manage.py runserver $${HOST:-127.0.0.1}:$${PORT:-8000}

# Tests in several processes, which start more: without compiled files each would spend seconds on compiling what it imports.
test test-all attack: export PYTHONDONTWRITEBYTECODE :=
test test-all attack: export PYTHONPYCACHEPREFIX := $(CURDIR)/var/bytecode

test: env-dev
	@PYTEST_VERSION=any $(VENV_PYTHON) manage.py version >/dev/null # a wrong setting in one line
	@$(VENV_PYTHON) -m pytest -q -n auto --maxprocesses 8 -m "not slow and not further_case" $(ARGS)

test-all: env-dev
	@PYTEST_VERSION=any $(VENV_PYTHON) manage.py version >/dev/null
	@$(VENV_PYTHON) -m pytest -q -n auto --maxprocesses 8 --hypothesis-profile=thorough $(ARGS)

# The attack suite alone, with other requests by FUZZ_SEED and more of them by ATTACK_TIMES.
ATTACKS := tests/security tests/web/serving/test_outage.py tests/web/serving/test_failures.py
attack: env-dev
	@$(VENV_PYTHON) -m pytest -q -n auto --maxprocesses 8 --dist load $(ATTACKS) $(ARGS)

# So many published statements: make bench SIZE=100000
bench: env-dev
	@$(VENV_PYTHON) -m tests.benchmarks.run --size $${SIZE:-10000} $(ARGS)

lint: env-dev
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m ruff format --check .
	@$(VENV_PYTHON) -m mypy
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/djade --target-version 5.2 --check $$(git ls-files 'templates/*.html')
	@.venv/bin/djlint --lint --quiet templates
	@sh .ci/lint-frontend

format: env-dev
	@$(VENV_PYTHON) -m ruff check --fix-only .
	@$(VENV_PYTHON) -m ruff format .
	@.venv/bin/djade --target-version 5.2 $$(git ls-files 'templates/*.html')

# What is to be translated, and then for Django to read; needs gettext.
messages: env-dev
	@for domain in "django" "djangojs -e mjs"; do $(VENV_PYTHON) manage.py makemessages -l zh_Hans -i '.*' -i docs -i tests -i var --no-location --no-wrap -d $$domain; done
	@cd archive && ../$(VENV_PYTHON) ../manage.py compilemessages

stop:
	@if [ -x $(VENV_PYTHON) ]; then $(VENV_PYTHON) manage.py stop_database; PYTEST_VERSION=any $(VENV_PYTHON) manage.py stop_database; fi

# The lock files name no address: the form of uv's export, not uv.lock.
lock:
	@UV_SYSTEM_CERTS=1 uv pip compile --quiet --universal --generate-hashes --no-header pyproject.toml -o requirements.lock
	@UV_SYSTEM_CERTS=1 uv pip compile --quiet --universal --generate-hashes --no-header --extra sso -c requirements.lock pyproject.toml -o requirements-sso.lock
	@UV_SYSTEM_CERTS=1 uv pip compile --quiet --universal --generate-hashes --no-header --extra dev --extra sso -c requirements-sso.lock pyproject.toml -o requirements-dev.lock

# A bill of materials in var/, and what an advisory database knows of the lock (OSV_URL for another one).
audit: env
	@$(VENV_PYTHON) .ci/audit.py

# Keeps var/, where the database lives.
clean: stop
	@rm -rf .venv .pytest_cache .ruff_cache .hypothesis var/bytecode var/static var/static-files
	@find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +

env:
	@$(FIND_PYTHON)
	@python3 config/virtualenv.py

env-dev:
	@$(FIND_PYTHON)
	@python3 config/virtualenv.py dev

# The packages of `make env`, and those of single sign-on.
env-sso:
	@$(FIND_PYTHON)
	@python3 config/virtualenv.py sso
