# Everything a person does with a checkout. Needs python3 with pip, node and make; fetches the rest.

JUPYTER_AI ?= 3
FAULT ?= refuse-400
PORT ?=
MODE ?=
PYTHON ?= python3

TODAY := v2-today v3-today
ENVS := bare v2 v3 $(TODAY)
# For the browser alone: Notebook 7.0, and the persona that runs there (docs/personas.md).
INSTALLED := $(ENVS) notebook lite
BENCHED := v2 v3 $(TODAY)
# What is tested with the packages of the day: where our code meets theirs.
TESTS_TODAY := tests/with_jupyter_ai tests/e2e/test_chat.py tests/e2e/test_explained.py tests/e2e/test_neighbours.py \
	--ignore=tests/with_jupyter_ai/test_benchmarks.py --ignore=tests/with_jupyter_ai/checks/test_formats.py \
	--ignore=tests/with_jupyter_ai/checks/test_same_words.py
# How many generated streams, as a share of what the tests name: 2,300 in all, others in each run.
STREAM_CASES ?= 0.35
STREAM_CASES_TODAY ?= 0.2
PACKAGE := jupyterlab_ai_stream_toggle
LABEXTENSION := $(PACKAGE)/labextension/package.json
# Written by hatch's hooks, together with the compiled catalogs.
VERSION := $(PACKAGE)/_version.py
CATALOGS := $(wildcard $(PACKAGE)/locale/*/LC_MESSAGES/*.po)
FRONTEND := $(shell find src style schema -type f -not -path '*/__tests__/*')
CONFIG := $(shell find jupyter-config -type f)

ifeq ($(filter 2 3,$(JUPYTER_AI)),)
$(error JUPYTER_AI is 2 or 3, not '$(JUPYTER_AI)')
endif

UV := .cache/uv/bin/uv
comma := ,

# What has to be there before the sources are looked at, before the quick tests, and before all of them.
READY_LINT := .venv/dev/.ready $(VERSION) node_modules/.yarn-state.yml ui-tests/node_modules/.yarn-state.yml
READY_FAST := $(READY_LINT) .venv/bare/.installed
READY := $(READY_FAST) $(INSTALLED:%=.venv/%/.installed)
# The servers of others that the extension is tested against; nginx is looked for by scripts/nginx.
READY_REAL := .venv/v3/.installed .venv/v2/.installed .venv/real/.ready tests/real/node_modules/.yarn-state.yml
# A JupyterHub with its proxy, and a browser that looks at it.
READY_HUB := .venv/hub/.installed tests/hub/node_modules/.yarn-state.yml ui-tests/node_modules/.yarn-state.yml

# jlpm, JupyterLab's yarn, comes with jupyter-builder; what it runs is looked for on the path too.
JLPM := PATH="$(CURDIR)/.venv/dev/bin:$$PATH" jlpm

# Show what a command says only if it fails.
quietly = mkdir -p .cache && { ( $(1) ) >.cache/last.log 2>&1 || { cat .cache/last.log >&2; exit 1; }; }

# The caller's own Python and Jupyter have no part in this.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV JUPYTER_PATH JUPYTER_CONFIG_PATH JUPYTER_NO_CONFIG
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: demo
demo: .venv/v$(JUPYTER_AI)/.installed ## Try it: JupyterLab before an endpoint that refuses streams (JUPYTER_AI=2|3 FAULT= MODE= PORT=)
	@exec .venv/v$(JUPYTER_AI)/bin/jupyter-ai-stream demo --fault '$(FAULT)' $(if $(PORT),--port '$(PORT)') $(if $(MODE),--mode '$(MODE)')

# Suites run side by side: where one waits for a server, another computes. The longest come first.
AT_ONCE ?= 3
together = $(PYTHON) scripts/together.py --at-once $(AT_ONCE) --logs .cache/logs
# A suite's name in what is printed, and its target.
of = '$(1): $(MAKE) --no-print-directory $(2)'
FAST := $(call of,lint,lint) $(call of,typescript tests,test-js)
browser = $(foreach env,$(1),$(call of,browser tests$(comma) $(env),test-browser-$(env)))
python = $(foreach env,$(1),$(call of,python tests$(comma) $(env),test-python-$(env)))
real = $(foreach env,$(1),$(call of,real servers$(comma) $(env),test-real-$(env)))
hub = $(call of,jupyterhub,test-hub)

# With REAL=1 also what `make test-real` and `make test-hub` run, in between: who waits for another's server leaves room.
REAL ?=
.PHONY: test
test: $(READY) $(if $(REAL),$(READY_REAL) $(READY_HUB)) ## Run every check there is; REAL=1: those of `make test-real` and `make test-hub` too
	@scripts/chromium >/dev/null 2>&1 || $(MAKE) --no-print-directory setup-browser || true
	@$(if $(REAL),scripts/nginx >/dev/null 2>&1 || $(MAKE) --no-print-directory setup-real || true)
	@rm -rf .cache/reports
	$(together) $(call python,v3 v2) $(call browser,v3) $(call python,v3-today) $(call browser,v2) \
		$(if $(REAL),$(hub) $(call real,v3)) $(call python,v2-today bare) $(if $(REAL),$(call real,v2)) $(FAST)

.PHONY: test-fast
test-fast: $(READY_FAST) ## Run what needs neither server nor browser: lint, bare Python, TypeScript
	$(together) $(call python,bare) $(FAST)

.PHONY: lint
lint: $(READY_LINT) ## Check style and types, in Python and TypeScript, and that what is generated is up to date
	.venv/dev/bin/ruff check
	.venv/dev/bin/ruff format --check
	.venv/dev/bin/mypy
	.venv/dev/bin/python -m scripts.generate --check
	$(JLPM) lint:check

.PHONY: generate
generate: $(READY_LINT) ## Write every generated file anew: catalogs, REST description and types, pages
	.venv/dev/bin/python -m scripts.generate

# What they start may talk to this machine only, and so needs none of the caller's certificates.
GUARDED := env -u SSL_CERT_FILE -u SSL_CERT_DIR PYTHONPATH='$(CURDIR)/tests/loopback_only'

.PHONY: test-python
test-python: $(ENVS:%=.venv/%/.installed) ## Run the Python tests without Jupyter AI, with 2 and 3, and with those of today
	@rm -rf .cache/reports
	$(together) $(call python,v3 v2 $(TODAY) bare)

# All tests of an environment. The report says which of them were skipped.
.PHONY: $(ENVS:%=test-python-%)
$(ENVS:%=test-python-%): test-python-%: .venv/%/.installed
	STREAM_CASES=$(if $(filter $*,$(TODAY)),$(STREAM_CASES_TODAY),$(STREAM_CASES)) \
		$(GUARDED) .venv/$*/bin/python -m pytest --junitxml=.cache/reports/$*.xml $(if $(filter $*,$(TODAY)),$(TESTS_TODAY))

.PHONY: test-js
test-js: $(READY_FAST) ## Run the TypeScript tests
	$(JLPM) test

.PHONY: test-browser
test-browser: $(READY) ## Run the tests in a real browser, with Jupyter AI 3 and with 2
	$(together) $(call browser,v3 v2)

# JupyterLab with a Jupyter AI, and a browser that looks at it.
browse = CHROMIUM="$$(scripts/chromium)" && export CHROMIUM && cd ui-tests && $(GUARDED) JUPYTER_AI=$(1) \
	JUPYTER_PYTHON=$(CURDIR)/.venv/v$(1)/bin/python NOTEBOOK_PYTHON=$(CURDIR)/.venv/bare/bin/python \
	NOTEBOOK_7_0_PYTHON=$(CURDIR)/.venv/notebook/bin/python LITE_PYTHON=$(CURDIR)/.venv/lite/bin/python \
	PATH="$(CURDIR)/.venv/dev/bin:$$PATH" \
	$(PYTHON) ../scripts/with_demo.py ../.venv/v$(1)/bin/jupyter-ai-stream jlpm $(2)

.PHONY: test-browser-v2 test-browser-v3
test-browser-v2 test-browser-v3: test-browser-v%: .venv/v%/.installed .venv/bare/.installed .venv/notebook/.installed .venv/lite/.installed ui-tests/node_modules/.yarn-state.yml
	$(call browse,$*,test)

.PHONY: pictures
pictures: .venv/v3/.installed ui-tests/node_modules/.yarn-state.yml ## Draw the pictures of docs/images anew
	$(call browse,3,pictures)

.PHONY: test-real
test-real: $(READY_REAL) ## Run the tests against servers of others: a model, gateways, nginx
	@scripts/nginx >/dev/null 2>&1 || $(MAKE) --no-print-directory setup-real || true
	@rm -f .cache/reports/real-*.xml
	$(together) $(call real,v3 v2)

.PHONY: test-real-v2 test-real-v3
test-real-v2 test-real-v3: test-real-v%: $(READY_REAL)
	REAL_NGINX="$$(scripts/nginx)" && export REAL_NGINX && $(GUARDED) \
		.venv/v$*/bin/python -m pytest tests/real --junitxml=.cache/reports/real-v$*.xml

.PHONY: test-hub
test-hub: $(READY_HUB) ## Run the tests on a real JupyterHub with two users
	CHROMIUM="$$(scripts/chromium)" && export CHROMIUM && $(GUARDED) \
		.venv/hub/bin/python -m pytest tests/hub --junitxml=.cache/reports/hub.xml

.PHONY: setup-real
setup-real: $(READY_REAL) ## Fetch those servers; nginx into .cache, where apt-get is
	@scripts/nginx >/dev/null 2>&1 || scripts/setup_nginx

.PHONY: setup-browser
setup-browser: ## Install chromium for those tests, where apt-get may
	@scripts/setup_browser

.PHONY: bench
bench: $(BENCHED:%=.venv/%/.installed) ## Measure what the extension costs, against Jupyter AI without it
	@mkdir -p .cache
# One after the other, for they would slow each other.
	set -e; for env in $(BENCHED); do \
		LITELLM_LOCAL_MODEL_COST_MAP=True .venv/$$env/bin/python -m benchmarks --environment $$env --out .cache/bench-$$env.json; \
	done
	.venv/v3/bin/python -m scripts.performance_table $(BENCHED:%=.cache/bench-%.json)
	$(JLPM) prettier --write docs/performance.json
	$(MAKE) --no-print-directory generate

.PHONY: bench-many
bench-many: .venv/v3/.installed ## Measure many chats, messages and servers at once, in a quarter of an hour
	LITELLM_LOCAL_MODEL_COST_MAP=True .venv/v3/bin/python -m benchmarks.many --out docs/performance-many.json
	$(JLPM) prettier --write docs/performance-many.json
	$(MAKE) --no-print-directory generate

# Against the lists of the packages: a minute for each environment of Jupyter AI 3.
.PHONY: providers
providers: $(BENCHED:%=.venv/%/.installed) ## Measure what each provider of Jupyter AI does, into docs/providers/
	set -e; for env in $(BENCHED); do \
		MEASURE_PROVIDERS=1 $(GUARDED) .venv/$$env/bin/python -m pytest tests/with_jupyter_ai/providers; \
	done
	$(MAKE) --no-print-directory generate

.PHONY: wheel
wheel: $(LABEXTENSION) ## Build the package that pip installs, into dist/
	SKIP_JUPYTER_BUILDER=1 $(UV) build --quiet --wheel --python .venv/dev --build-constraints requirements/dev.txt --out-dir dist

.PHONY: lock
lock: $(UV) ## Choose the newest fitting versions anew, into requirements/
	UV=$(UV) scripts/lock

.PHONY: clean
clean: ## Remove everything that was made here
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache .eslintcache .stylelintcache .yarn
	rm -rf lib dist coverage tsconfig.tsbuildinfo node_modules $(PACKAGE)/labextension
	rm -f $(VERSION) $(CATALOGS:.po=.json) $(CATALOGS:.po=.mo)
	rm -rf ui-tests/node_modules ui-tests/.yarn ui-tests/test-results ui-tests/playwright-report
	rm -rf tests/real/node_modules tests/real/.yarn tests/hub/node_modules tests/hub/.yarn

# --target needs neither the venv module nor a Python that lets pip install into it.
$(UV):
	@echo 'Fetching uv'
	@PIP_ROOT_USER_ACTION=ignore $(PYTHON) -m pip install --quiet --disable-pip-version-check --target .cache/uv uv

.venv/%/.ready: requirements/%.txt | $(UV)
	@echo 'Setting up .venv/$*'
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv/$*
	@$(UV) pip sync --quiet --compile-bytecode --python .venv/$* $<
	@touch $@

$(VERSION): package.json hatch_build.py $(CATALOGS) | .venv/dev/.ready
	@$(call quietly,SKIP_JUPYTER_BUILDER=1 .venv/dev/bin/hatchling build --target wheel --hooks-only)
	@touch $@

# Editable: changed Python counts at once. What lies outside the package (the built labextension,
# the server's configuration) is copied, so a change of it installs anew.
$(INSTALLED:%=.venv/%/.installed) .venv/hub/.installed: .venv/%/.installed: .venv/%/.ready $(LABEXTENSION) pyproject.toml package.json install.json $(CONFIG) | $(VERSION)
	@echo 'Installing into .venv/$*'
	@SKIP_JUPYTER_BUILDER=1 $(UV) pip install --quiet --python .venv/$* --no-deps \
		--reinstall-package jupyterlab-ai-stream-toggle --build-constraints requirements/dev.txt --editable .
	@touch $@

node_modules/.yarn-state.yml: package.json yarn.lock .yarnrc.yml | .venv/dev/.ready
	@command -v node >/dev/null || { echo 'Node.js is missing: install node 20 or later.' >&2; exit 1; }
	@echo 'Fetching JavaScript packages'
	@$(call quietly,$(JLPM) install --immutable)
	@touch $@

tests/real/node_modules/.yarn-state.yml tests/hub/node_modules/.yarn-state.yml: tests/%/node_modules/.yarn-state.yml: tests/%/package.json tests/%/yarn.lock | .venv/dev/.ready
	@echo 'Fetching JavaScript packages of tests/$*'
	@$(call quietly,cd tests/$* && $(JLPM) install --immutable)
	@touch $@

ui-tests/node_modules/.yarn-state.yml: ui-tests/package.json ui-tests/yarn.lock | .venv/dev/.ready
	@echo 'Fetching JavaScript packages for the browser tests'
	@$(call quietly,cd ui-tests && $(JLPM) install --immutable)
	@touch $@

$(LABEXTENSION): $(FRONTEND) node_modules/.yarn-state.yml tsconfig.json
	@echo 'Building the frontend'
	@rm -rf $(PACKAGE)/labextension
	@$(call quietly,$(JLPM) build:prod)
	@touch $@
