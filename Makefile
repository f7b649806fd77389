# The commands of the project. `make run` and `make test` do all the set-up themselves.
SHELL = /bin/sh
PORT ?= 8000
export PORT
PY = .venv/bin/python

.PHONY: help run test test-all check lint lock setup setup-test lite bench i18n

help: ## these lines
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/' | sort

run: setup ## set up everything and serve the site (PORT=8000)
	@$(PY) -m mooc lite build
	@exec $(PY) -m mooc serve

setup:
	@sh tools/setup.sh run

setup-test:
	@sh tools/setup.sh test

lite: setup
	@$(PY) -m mooc lite build

lint: setup-test ## style, types, layers
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports

check: setup ## read all courses and exercises again
	@$(PY) -m mooc check

i18n: setup-test ## collect the messages, update and compile the catalogues
	@sh tools/i18n.sh

test: setup-test ## everything, browser included
	@$(PY) -m mooc lite build
	@$(MAKE) --no-print-directory lint
	@$(PY) -m mooc check
	@OPENBLAS_NUM_THREADS=1 $(PY) -m pytest -q -n auto --dist worksteal --ignore=tests/browser tests
	@$(PY) -m pytest -q -m "not cold and not firefox" tests/browser

test-all: setup-test ## the same, each exercise booted cold, and Firefox
	@sh tools/setup.sh firefox
	@$(PY) -m mooc lite build
	@$(MAKE) --no-print-directory lint
	@$(PY) -m mooc check
	@$(PY) -m pytest -q

lock: ## rewrite requirements/*.txt, with hashes, from pyproject.toml
	@$(PY) -m piptools compile -q --allow-unsafe --generate-hashes --strip-extras --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links --no-header --build-deps-for editable -o requirements/run.txt pyproject.toml
	@$(PY) -m piptools compile -q --allow-unsafe --generate-hashes --strip-extras --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links --no-header --build-deps-for editable --extra test -o requirements/test.txt pyproject.toml
	@$(PY) -m piptools compile -q --allow-unsafe --generate-hashes --strip-extras --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links --no-header --build-deps-for editable --extra pdf -o requirements/pdf.txt pyproject.toml
