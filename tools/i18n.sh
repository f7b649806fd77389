#!/bin/sh
# Collect the messages of code and templates, bring each catalogue up to date, compile it.
# French is the language of the source: a message without a translation is shown in French.
set -eu
cd "$(dirname "$0")/.."
babel=".venv/bin/pybabel -q"
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
$babel extract -F babel.cfg -k lazy_gettext --no-wrap --sort-output --no-location -o "$pot" mooc
for catalogue in mooc/translations/*/LC_MESSAGES/messages.po; do
  language=$(basename "$(dirname "$(dirname "$catalogue")")")
  $babel update -i "$pot" -d mooc/translations -l "$language" --no-wrap \
    --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date
done
$babel compile -d mooc/translations
