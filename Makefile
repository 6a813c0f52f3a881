# Zhengmai: `make demo` shows it, `make test` tests it, on a fresh machine too.
#
# Everything that uses the store on disk is built in one profile (release) in one folder,
# so that its C++ is compiled once: some minutes on the first run. `make quick` leaves the
# store out and is the loop for daily work.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

TARGET := $(or $(CARGO_TARGET_DIR),target)
ZHENGMAI := $(TARGET)/release/zhengmai
DEMO := $(TARGET)/demo
VENV := $(TARGET)/venv
PEERS := $(TARGET)/peers
MEASURE := $(TARGET)/release/examples/measure
CARGO_FLAGS := --release --locked

# maturin says so to pyo3; said here too, one build of it serves lints and package.
export PYO3_BUILD_EXTENSION_MODULE := 1

.PHONY: help demo test test-python quick bench peers python notebooks build setup clean-demo

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

demo: build ## Build the program, the graph of seeds/, ask it three questions, export it
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(ZHENGMAI) build seeds --store $(DEMO)/store
	$(ZHENGMAI) query chairs --store $(DEMO)/store
	$(ZHENGMAI) query posts-of-official -p official=刘健 --store $(DEMO)/store
	$(ZHENGMAI) query statutes-by-citations --store $(DEMO)/store
	$(ZHENGMAI) export --store $(DEMO)/store -o $(DEMO)/graph.graphml
	@echo
	@echo "The program is $(ZHENGMAI), the store $(DEMO)/store, the graph for Gephi $(DEMO)/graph.graphml."
	@echo "Try: $(ZHENGMAI) show 陈志伟 --store $(DEMO)/store"

test: ## Format, lints, all tests, gold floors, exports read back in Python
	scripts/setup.sh test
	cargo fmt --all --check
	cargo clippy $(CARGO_FLAGS) --workspace --all-targets -- -D warnings
	cargo test $(CARGO_FLAGS) --workspace --no-run
	$(MAKE) --no-print-directory $(VENV)/ready
	$(VENV)/bin/python -B tests/graphml.py $(ZHENGMAI) seeds
	$(VENV)/bin/python -B tests/exports.py $(ZHENGMAI) seeds
	$(VENV)/bin/python -B tests/validate.py $(ZHENGMAI) seeds
	$(VENV)/bin/python -B benches/growth.py $(ZHENGMAI) $(MEASURE) --smoke >/dev/null
	$(MAKE) --no-print-directory test-python
	cargo test $(CARGO_FLAGS) --workspace --bench '*'
	cargo test $(CARGO_FLAGS) --workspace --doc
	cargo test $(CARGO_FLAGS) --workspace --lib --bins --tests

quick: ## The short loop: all tests that need no store on disk, without a C++ compiler
	cargo test --no-default-features

bench: setup ## Measure stages, the Python package, Spark, a growing store: CORPUS=articles.jsonl names other articles than seeds/
	cargo bench --locked
	cargo build $(CARGO_FLAGS)
	cargo build $(CARGO_FLAGS) --example measure
	$(MAKE) --no-print-directory python
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r benches/requirements.txt
	$(VENV)/bin/python -B benches/python.py $(ZHENGMAI) seeds
	$(VENV)/bin/python -B benches/spark.py
	$(VENV)/bin/python -B benches/growth.py $(ZHENGMAI) $(MEASURE) --work $(TARGET) \
	  --write docs/benchmarks.md $(if $(CORPUS),--corpus $(CORPUS)) $(if $(SCALES),--scales $(SCALES))

peers: build ## Compare with two general tools from PyPI: scores and speed side by side
	scripts/setup.sh test
	$(MAKE) --no-print-directory $(PEERS)/ready
	$(PEERS)/bin/python -B peers/compare.py $(ZHENGMAI)

python: setup ## Install the Python package and what it can use into a virtual environment
	scripts/setup.sh test
	$(MAKE) --no-print-directory $(VENV)/ready
	VIRTUAL_ENV=$(abspath $(VENV)) $(VENV)/bin/maturin develop $(CARGO_FLAGS) --quiet -m python/Cargo.toml
	@echo "The package is in $(VENV): $(VENV)/bin/python"

notebooks: python ## Open the notebooks in JupyterLab, with everything they need installed
	cd notebooks && $(abspath $(VENV))/bin/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root)

# Types, examples in docstrings, tests, the notebooks.
test-python: python
	cd python && $(abspath $(VENV))/bin/mypy --no-incremental python/zhengmai tests
	cd python && $(abspath $(VENV))/bin/python -B -m pytest -q

build: setup ## Build the program
	cargo build $(CARGO_FLAGS)

setup:
	@scripts/setup.sh build

$(VENV)/ready: tests/requirements.txt notebooks/requirements.txt
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check $(^:%=-r %)
	touch $@

$(PEERS)/ready: peers/requirements.txt
	python3 -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --disable-pip-version-check -r peers/requirements.txt
	touch $@

clean-demo: ## Remove what the demo made
	rm -rf $(DEMO)
