# The two commands: `make demo` and `make test`. Each sets up what it needs in .venv and can be run again at any time.
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   := out

.PHONY: demo test check bench scale-test long-test fuzz fault-test hostile-test audit sbom licences setup setup-dev lock clean

demo: setup
	$(BIN)/detente read samples --archive $(DEMO)/demo-archive
	$(BIN)/detente brief RUS USA --archive $(DEMO)/demo-archive --out $(DEMO)/RUS-USA.html
	@echo "The brief: $(DEMO)/RUS-USA.html   The archive: $(DEMO)/demo-archive"

test: setup-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# 204 kills at random moments, 34 each of reading, importing, compacting, recoding, correcting and settling; full disks,
# read-only archives, two at once; a bucket that fails, and kills of what writes there.
fault-test: setup-dev
	DETENTE_LONG=1 DETENTE_KILLS=34 $(BIN)/python -m pytest tests/faults tests/reading/test_killed_reading.py tests/archive/test_faults.py -q -p no:randomly

# Known weaknesses of what the lock names; says so where the service that knows them cannot be reached.
audit: setup-dev
	@$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.lock > .audit.txt 2>&1; status=$$?; tail -30 .audit.txt; \
	 missed=$$(grep -c "could not be audited" .audit.txt); \
	 if [ $$missed -gt 0 ] || grep -qiE "connection|timed out|max retries" .audit.txt; then \
	   echo "audit: not clean: $$missed packages were not checked, the service that knows of weaknesses cannot be reached"; \
	   status=1; fi; rm -f .audit.txt; exit $$status

# A bill of materials of what is installed to run detente, as CycloneDX.
sbom: setup-dev
	@mkdir -p $(DEMO)
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --of JSON -o $(DEMO)/sbom.json
	@echo "The bill of materials: $(DEMO)/sbom.json"

licences: setup-dev
	$(BIN)/python scripts/licences.py

# A folder of files that were made to do harm, with bombs and lines of 50 MB and 10,000 quotation marks in a paragraph.
hostile-test: setup-dev
	DETENTE_HOSTILE=long $(BIN)/python -m pytest tests/hostile -q -p no:randomly

# A million inputs, guided by coverage, one process at a time; cases that break are kept in fuzz/found.
fuzz: setup-dev
	$(BIN)/python -m fuzz $(FUZZ)

# Speed against the bare parse and textacy, cost and growth. SOURCES: what is read instead of the samples; PETRARCH: a copy of
# PETRARCH2 for Python 3, to be timed too.
bench: setup-dev
	$(BIN)/python -W ignore bench/speed.py --profile $(SOURCES)
	$(if $(PETRARCH),$(BIN)/python -W ignore bench/petrarch.py $(PETRARCH))
	$(BIN)/python bench/capacity.py

# What the suite has a short form of, in full, where no other target has it: golden stories, recoding cut off at each step.
long-test: setup-dev
	DETENTE_LONG=1 $(BIN)/python -m pytest tests/golden tests/reading/test_recoding.py

# Reading on a cluster, an archive in a bucket, upkeep, and what a lost worker leaves.
scale-test: setup-dev
	DETENTE_LONG=1 $(BIN)/python -m pytest tests/scale tests/archive/test_upkeep.py tests/archive/test_bucket.py tests/reading/test_workers.py

setup: $(VENV)/.run
setup-dev: $(VENV)/.dev

# The locks hold every package with its hash, so that two machines run the same code.
$(VENV)/.run: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	scripts/install $(VENV) requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	scripts/install $(VENV) requirements-dev.lock
	@touch $@

# Needs uv; run after changing the dependencies in pyproject.toml. What runs is held to what the tests ran with.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	    pyproject.toml scripts/build.in --group dev -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	    -c requirements-dev.lock pyproject.toml scripts/build.in -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	    scripts/install.in -o scripts/install.lock

clean:
	rm -rf $(VENV) $(DEMO) .mypy_cache .ruff_cache .pytest_cache
