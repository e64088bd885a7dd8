# Everything that people and machines do here. `make` alone prints the list.
.DEFAULT_GOAL := help
.PHONY: help demo up down status test check fmt bench-engine bench-assembly bench-clips chaos-vendors sweep-vendors stack-check gallery install install-everything lock lock-servers clean
BIN := .venv/bin

# PYTHON, or the first that is new enough and can make .venv. The system's comes first: distributions build it with profiles, which
# makes it 1.3 to 1.8 times as fast as one that was compiled at home. If none will do, the installer says what is missing.
FITS := import sys; from importlib.util import find_spec; sys.exit(sys.version_info < (3, 11) or not find_spec("ensurepip"))
define install
@for python in $(or $(PYTHON),/usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11); do \
  if command -v $$python >/dev/null && $$python -c '$(FITS)'; then exec $$python scripts/install.py $(1); fi; \
done; \
for python in $(or $(PYTHON),python3 /usr/bin/python3); do if command -v $$python >/dev/null; then exec $$python scripts/install.py $(1); fi; done; \
echo "Python 3.11 or newer is needed and was not found$(if $(PYTHON), as $(PYTHON)). On Debian: apt install python3 python3-venv" >&2; exit 1
endef

##@ Films
demo: install ## make a film out of an example screenplay, show where it lies, leave nothing running
	@$(BIN)/python -m local_stack demo
up: install ## start everything, keep it running, print the page where films are made
	@$(BIN)/python -m local_stack up
down: install ## stop what `make up` started
	@$(BIN)/python -m local_stack down
status: install ## say what runs and where
	@$(BIN)/python -m local_stack status

##@ Work on it
test: install-everything ## run every test, in two processes with servers of their own
	$(BIN)/pytest -n 2 --dist loadfile
check: install-everything ## style, types, import rules and every scripts/check_*
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy .
	$(BIN)/lint-imports
	@for script in scripts/check_*.py; do $(BIN)/python $$script || exit 1; done
fmt: install-everything ## bring the code into its form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
bench-engine: install-everything ## measure the engine; the last line is one JSON object
	@$(BIN)/python tests-e2e/bench_engine.py
bench-assembly: install-everything .venv-moviepy ## measure how soon films are finished; the last line is one JSON object
	@$(BIN)/python scripts/bench_assembly.py --moviepy .venv-moviepy/bin/python
bench-clips: install-everything ## measure pictures, clips and sounds of every example and of hard shots; the last line is one JSON object
	@$(BIN)/python scripts/bench_clips.py
.venv-moviepy: requirements/moviepy.txt
	@$(BIN)/uv venv -q $@ && $(BIN)/uv pip install -q --require-hashes --python $@/bin/python -r $< && touch $@
chaos-vendors: install-everything ## kill the paid services again and again (SEED=7 CRASHES=300); the last line is one JSON object
	@$(BIN)/python tests-e2e/chaos_vendors.py --seed $(or $(SEED),7) --crashes $(or $(CRASHES),300)
sweep-vendors: install-everything ## try every fault of every call to paid vendors (WAY="fal picture" EVERY=5); the last line is one JSON object
	@$(BIN)/python tests-e2e/sweep_vendors.py --way "$(WAY)" --every $(or $(EVERY),5)
stack-check: install ## start the three servers, crash each once, stop them
	@$(BIN)/python -m local_stack check

gallery: install-everything ## draw contact sheets of the local vendor's pictures, into films/gallery/
	@$(BIN)/python scripts/gallery.py

##@ Keep it
install: ## make .venv with what Sagareel needs to run
	$(call install,runtime)
install-everything: ## the same, with the tools for tests and checks
	$(call install,everything)
lock: install-everything ## regenerate requirements/ from the pyproject files
	@$(BIN)/python scripts/lock.py
lock-servers: install-everything ## regenerate the list of the servers' files with their checksums
	@$(BIN)/python scripts/lock_servers.py
clean: ## stop, and remove what was installed and made; films/ stays
	@if [ -x $(BIN)/python ] && [ -d .sagareel ]; then $(BIN)/python -m local_stack down; fi
	@rm -rf .venv .venv-moviepy .sagareel .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@awk 'BEGIN { FS = ":.*## " } /^##@/ { printf "\n%s\n", substr($$0, 5) } /^[a-z-]+:.*## / { printf "  %-20s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
