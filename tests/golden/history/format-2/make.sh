#!/bin/sh
# Makes the store of this folder anew, in a new file: sh make.sh TERMIJN STORE
set -e
cd "$(dirname "$0")"
termijn=$1
store=$2
"$termijn" init --sandbox --store "$store"
"$termijn" adopt noord.toml --store "$store" --now 2023-04-20T09:00:00+02:00
sed -n 1,14p acts.jsonl |
  "$termijn" record --from - --store "$store" --now 2023-06-09T18:00:00+02:00
"$termijn" nightly --store "$store" --now 2023-06-10T02:00:00+02:00 || test $? = 1
sed -n 15,27p acts.jsonl |
  "$termijn" record --from - --store "$store" --now 2023-06-16T09:00:00+02:00
sed -n 28,28p acts.jsonl |
  "$termijn" record --from - --store "$store" --now 2023-06-16T10:00:00+02:00
sed -n 29,29p acts.jsonl |
  "$termijn" record --from - --store "$store" --now 2023-06-17T10:00:00+02:00
"$termijn" nightly --store "$store" --now 2023-06-20T02:00:00+02:00 || test $? = 1
"$termijn" adopt --amend --effective 2023-06-22T00:00:00+02:00 --reason "een week meer voor de jury" noord-amended.toml --store "$store" \
  --now 2023-06-21T09:00:00+02:00
"$termijn" nightly --store "$store" --now 2023-06-23T02:00:00+02:00 || test $? = 1
sed -n 30,41p acts.jsonl |
  "$termijn" record --from - --store "$store" --now 2023-07-04T12:00:00+02:00
"$termijn" nightly --store "$store" --now 2023-08-01T02:00:00+02:00 || test $? = 1
"$termijn" erase --store "$store" --candidature noord/3 --reason "verzoek van de aanvrager" --now 2023-08-02T02:00:00+02:00
