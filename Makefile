# The few verbs of the house. Needs GNU make, git and Python 3.11 or later; pip fetches the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
AS_OF := 2026-06-01
# Generators that can say whether what they made is still fresh (--check).
GENERATORS := $(wildcard tools/generate_*.py)

.PHONY: venv scan test lint test-full bench clean

venv: $(STAMP)

$(STAMP): pyproject.toml hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name one with make PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	touch $(STAMP)

# Findings are expected (exit 1); what cannot be audited is a failure.
scan: $(STAMP)
	@$(BIN)/pipl-audit scan --as-of $(AS_OF) fixtures/compliant fixtures/violating; \
	  code=$$?; [ $$code -le 1 ] || exit $$code

test: $(STAMP)
	$(BIN)/python -m pytest -n auto --dist loadgroup

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	@for tool in $(GENERATORS); do \
	  echo "$$tool --check"; $(BIN)/python "$$tool" --check || exit 1; done

# Everything, the built wheel included; a skipped test is a failed one. The public schemas of SARIF
# and JUnit are not part of the project: PIPL_AUDIT_SCHEMAS names a folder with them.
test-full: lint
	$(BIN)/python -m pytest -n auto --dist loadgroup --no-skip \
	  -m '$(if $(PIPL_AUDIT_SCHEMAS),wheel or not wheel,not schemas)'

bench: $(STAMP)
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) .bench-venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
