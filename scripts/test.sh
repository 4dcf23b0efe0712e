#!/usr/bin/env bash
# Runs the tests and adds up what every project reports. Called by ./chain test, after the build.
# usage: test.sh [FILTER] [--all]   FILTER is part of a test's full name; --all adds the long matrices.
set -uo pipefail
cd "$CHAIN_ROOT"
filter=""
for argument in "$@"; do
  case "$argument" in
    --all) export CHAIN_TEST_ALL=1 ;;
    -*) echo "chain: test has no option '$argument'" >&2; exit 2 ;;
    *) filter="$argument" ;;
  esac
done
results="$CHAIN_ROOT/artifacts/results"
rm -rf "$results"
mkdir -p "$results"
passed=0 failed=0 skipped=0
select=${filter:+FullyQualifiedName~$filter}
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  select="${select:+$select&}Needs!=npm"
  echo "chain: without Node.js and npm the tests of TypeScript contracts are left out" >&2
fi

# run NAME DLL…: one vstest run, its counters added. A host that died loses its tests from the counters, so its outcome counts too.
run() {
  local name=$1 trx="$results/$1.trx" code=0
  shift
  [ $# -eq 0 ] && return
  echo "== $name" >&2
  dotnet test "$@" --logger "trx;LogFileName=$name.trx" --results-directory "$results" ${select:+--filter "$select"} \
    -- RunConfiguration.MaxCpuCount="${MAX_CPU:-2}" >"$results/$name.log" 2>&1 || code=$?
  grep -E '^\s*(Failed |Error Message|Assert|.*Exception:|\[FAIL\])|Test host process crashed' "$results/$name.log" | head -60 >&2 || true
  local counters total=0 executed=0 ok=0 bad=0
  counters=$(grep -o '<Counters [^>]*>' "$trx" 2>/dev/null | head -1)
  if [ -n "$counters" ]; then
    total=$(sed 's/.* total="\([0-9]*\)".*/\1/' <<<"$counters")
    executed=$(sed 's/.* executed="\([0-9]*\)".*/\1/' <<<"$counters")
    ok=$(sed 's/.* passed="\([0-9]*\)".*/\1/' <<<"$counters")
    bad=$(sed 's/.* failed="\([0-9]*\)".*/\1/' <<<"$counters")
  fi
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
    bad=1
    echo "chain: the run '$name' ended with $code; see artifacts/results/$name.log" >&2
    tail -20 "$results/$name.log" >&2
  fi
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + total - executed))
  echo "   $ok passed, $bad failed, $((total - executed)) skipped" >&2
}

unit=() slow=() alone=()
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  dll="artifacts/bin/$name/release/$name.dll"
  case "$name" in
    *EndToEnd*) alone+=("$dll") ;;
    *Simulation*) slow+=("$dll") ;;
    *) unit+=("$dll") ;;
  esac
done
started=$SECONDS
run unit "${unit[@]}"
run simulation "${slow[@]}"
MAX_CPU=1 run end-to-end "${alone[@]}"
echo "took $((SECONDS - started)) s; details in artifacts/results" >&2
echo "tests: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
