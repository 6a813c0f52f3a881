#!/usr/bin/env bash
# Installs what is missing for building (`setup.sh build`) or also for testing
# (`setup.sh test`); does nothing where all is there. On Debian and its kin packages come
# through apt-get, with sudo unless run by root.
set -euo pipefail

say() { printf 'setup: %s\n' "$*" >&2; }

has_libclang() {
  [ -n "${LIBCLANG_PATH:-}" ] || compgen -G '/usr/lib/llvm-*/lib/libclang.so*' >/dev/null ||
    PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -E 'libclang(-[0-9.]+)?\.so' >/dev/null
}

# A font for Chinese in pictures.
has_cjk_font() {
  local folders=(/usr/share/fonts /usr/local/share/fonts ~/.fonts ~/.local/share/fonts
    /Library/Fonts /System/Library/Fonts ~/Library/Fonts)
  # Not all of the folders exist, which find counts as a failure.
  { find "${folders[@]}" -type f 2>/dev/null || true; } |
    grep -iE '(cjk|sourcehansans|notosanssc|pingfang|hiragino|heiti|wqy)[^/]*\.(ttc|ttf|otf)$' >/dev/null
}

# Debian 12 and Ubuntu have Java 17, later Debians only newer ones.
java_package() {
  if ! command -v apt-cache >/dev/null || apt-cache show openjdk-17-jre-headless >/dev/null 2>&1; then
    echo openjdk-17-jre-headless
  else
    echo default-jre-headless
  fi
}

needs=()
command -v make >/dev/null || needs+=(make)
# The store on disk (RocksDB) is C++, and its bindings are made with libclang.
command -v clang++ >/dev/null || needs+=(clang)
has_libclang || needs+=(libclang-dev)
if [ "${1:-build}" = test ]; then
  python3 -c 'import ensurepip, venv' 2>/dev/null || needs+=(python3 python3-venv)
  has_cjk_font || needs+=(fonts-noto-cjk)
  # Spark 4 runs on Java 17 and 21.
  command -v java >/dev/null || needs+=("$(java_package)")
fi

if [ ${#needs[@]} -gt 0 ]; then
  if ! command -v apt-get >/dev/null; then
    say "please install: ${needs[*]} (named as Debian names them), then run this again"
    exit 1
  fi
  say "installing ${needs[*]}"
  root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "please run as root: apt-get install ${needs[*]}"; exit 1; }
    root=(sudo)
  fi
  "${root[@]}" apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${needs[@]}" >&2
fi

if ! command -v cargo >/dev/null; then
  say "Rust is missing: install it with rustup (https://rustup.rs), then run this again"
  exit 1
fi
if [ "${1:-build}" = test ]; then
  for part in fmt clippy; do
    cargo "$part" --version >/dev/null 2>&1 || rustup component add "${part/fmt/rustfmt}"
  done
fi

# clang++ compiles the store about a quarter faster than g++. It is named for cargo itself, so
# that `cargo build` and `make` share one build of it; a compiler named by the caller goes first.
config=$(dirname "$0")/../.cargo/config.toml
if [ ! -e "$config" ] && [ -z "${CXX:-}${CC:-}" ] && command -v clang++ >/dev/null; then
  mkdir -p "$(dirname "$config")"
  printf '[env]\nCC = "clang"\nCXX = "clang++"\n' >"$config"
fi
