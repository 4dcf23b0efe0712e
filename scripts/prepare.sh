# Sourced by ./chain: makes sure that libraries, packages and an up-to-date build are there. Says what it does on stderr.

ARTIFACTS="$CHAIN_ROOT/artifacts"

# Where a program was built: artifacts/bin/PROJECT/release/NAME.dll
program_path() {
  case "$1" in
    chain-node) echo "$ARTIFACTS/bin/Chain.Host/release/chain-node.dll" ;;
    chain-wallet) echo "$ARTIFACTS/bin/Chain.Wallet.Cli/release/chain-wallet.dll" ;;
    chain-dapp) echo "$ARTIFACTS/bin/Chain.Dapp/release/chain-dapp.dll" ;;
    chain-testnet) echo "$ARTIFACTS/bin/Chain.Testnet/release/chain-testnet.dll" ;;
    chain-simulate) echo "$ARTIFACTS/bin/Chain.Simulation/release/chain-simulate.dll" ;;
    chain-fuzz) echo "$ARTIFACTS/bin/Chain.Fuzz/release/chain-fuzz.dll" ;;
    chain-test262) echo "$ARTIFACTS/bin/Chain.Script.Conformance/release/chain-test262.dll" ;;
    chain-bench) echo "$ARTIFACTS/bin/Chain.Benchmarks/release/chain-bench.dll" ;;
  esac
}

say() { echo "chain: $*" >&2; }

has_library() {
  local directory
  for directory in /lib /usr/lib /usr/local/lib /lib/*-linux-gnu /usr/lib/*-linux-gnu /lib64 /usr/lib64; do
    [ -e "$directory/$1" ] && return 0
  done
  return 1
}

need_sdk() {
  command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.' && return
  say "the .NET 10 SDK is needed and was not found. Install it (https://dotnet.microsoft.com/download), then run this again."
  exit 1
}

# The two native libraries: installed when that needs no question, else named.
need_libraries() {
  local missing=()
  has_library libsecp256k1.so.1 || missing+=(libsecp256k1-1)
  has_library liblmdb.so.0 || missing+=(liblmdb0)
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing ${missing[*]}"
    { apt-get install -y -qq "${missing[@]}" || { apt-get update -qq && apt-get install -y -qq "${missing[@]}"; }; } >"${TMPDIR:-/tmp}/chain-apt.$$.log" 2>&1 && {
      rm -f "${TMPDIR:-/tmp}/chain-apt.$$.log"
      return
    }
    say "installing failed; the output is in ${TMPDIR:-/tmp}/chain-apt.$$.log"
    exit 1
  fi
  say "these libraries are missing: ${missing[*]}. Install them with: sudo apt-get install ${missing[*]}"
  exit 1
}

# A fingerprint of every source: name, size and time of change. Six milliseconds, and it sees deletions.
fingerprint() {
  { cd "$CHAIN_ROOT" && find node wallet contracts tests bench protos scripts ./*.props ./*.targets ./*.sln ./*.txt global.json .editorconfig \
    -type f -not -path '*/node_modules/*' -printf '%p %s %T@\n' 2>/dev/null | sort; dotnet --version; } | sha256sum | cut -d' ' -f1
}

# prepare product|all: "product" is what runs (node, wallet, testnet); "all" adds tests, tools and benchmarks.
prepare() {
  local what=$1 solution stamp print
  case "$what" in
    product) solution=scripts/Product.slnf ;;
    *) solution=Chain.sln ;;
  esac
  stamp="$ARTIFACTS/stamps/$what"
  print=$(fingerprint)
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$print" ] && return
  need_sdk
  need_libraries
  mkdir -p "$ARTIFACTS/stamps"
  exec 9>"$ARTIFACTS/stamps/lock"
  flock 9
  if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$print" ]; then
    local log="$ARTIFACTS/build.log" started=$SECONDS
    say "building (the first time takes a minute or two; output in artifacts/build.log)"
    if ! (cd "$CHAIN_ROOT" && dotnet build "$solution" -c Release -nologo -v minimal -p:UseSharedCompilation=true 9>&-) >"$log" 2>&1; then
      grep -E '(error|warning) [A-Z]+[0-9]+' "$log" | sort -u | head -30 >&2 || true
      say "the build failed; the whole output is in artifacts/build.log"
      exit 1
    fi
    say "built in $((SECONDS - started)) s"
    echo "$print" >"$stamp"
    [ "$what" = all ] && echo "$print" >"$ARTIFACTS/stamps/product"
  fi
  exec 9>&-
}
