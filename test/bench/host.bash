#!/bin/bash
# host.bash <folder> – makes the contract tests' simulator in <folder>/host, with a copy of every script, and beside it
# <folder>/counted and <folder>/slow: the programs that stand before the simulator's on PATH.
set -euo pipefail

here=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd)
export BATS_TEST_DIRNAME=${here%/bench}/contract PHOENIX_CONTRACT_WORLDS=$1
# shellcheck source-path=SCRIPTDIR source=../contract/simulated.bash
. "$BATS_TEST_DIRNAME/simulated.bash"
make_host >/dev/null
mkdir -- "$1/counted" "$1/slow" "$1/notes"
for name in pct curl; do install -m 755 -- "$here/counted.bash" "$1/counted/$name"; done
install -m 755 -- "$here/slow.bash" "$1/slow/pct"
cp -- "$here/observe.bash" "$1/"
