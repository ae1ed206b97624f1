# The only door: `make run` and `make test` are all the set-up there is.
.DEFAULT_GOAL := help
unexport PYTHONDONTWRITEBYTECODE
PYTHON_IN := .venv/bin/python
LINT_IMPORTS := $(PYTHON_IN) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-logo
# Two test processes pay for themselves as soon as there is a second processor.
JOBS ?= $(shell [ "$$(nproc 2>/dev/null || echo 1)" -gt 1 ] && echo 2 || echo 0)
PYTEST := $(PYTHON_IN) -m pytest -q

.PHONY: help run test check format bench faults package lock audit clean ready ready-for-tests ready-to-package

help:  ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

run: ready  ## start the program; without a screen, take the tour and leave pictures
	@sh installer/run.sh

test: ready-for-tests  ## run every test
	@$(PYTEST) -n $(JOBS) --dist worksteal -m "not faults"

check: ready-for-tests  ## format, lint, types, import contracts, tests
	@$(PYTHON_IN) -m ruff format --check
	@$(PYTHON_IN) -m ruff check
	@$(PYTHON_IN) -m mypy
	@$(LINT_IMPORTS)
	@$(MAKE) --no-print-directory test

format: ready  ## put the code in the project's format and mend what ruff can mend
	@$(PYTHON_IN) -m ruff format
	@$(PYTHON_IN) -m ruff check --fix

bench: ready-for-tests  ## run the benchmarks, the machine first
	@$(PYTHON_IN) installer/benchmarks.py

faults: ready-for-tests  ## try every fault and print the table of what it did, of which `make test` tries every tenth case
	@$(PYTEST) -n $(JOBS) --dist worksteal -m "faults or sampled"

package: ready-to-package  ## freeze the program into dist/ and start what was frozen
	@sh installer/package.sh

audit: ready  ## ask the public lists of weaknesses about every locked dependency
	@sh installer/audit.sh

lock: ready  ## bring requirements.lock in line with pyproject.toml
	@sh installer/lock.sh

clean:  ## remove what was built; the virtual environment stays
	@rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find ilp_desktop ui db tests installer -name __pycache__ -prune -exec rm -rf {} +

ready:
	@sh installer/prepare.sh run

ready-for-tests:
	@sh installer/prepare.sh test

ready-to-package:
	@sh installer/prepare.sh package
