# shellcheck shell=bash
# crash.bash kill-caller <pid of pct> | halt <ctid> – what a fault in a step does from inside a container.

lib=${BASH_SOURCE[0]%/*}
state=$lib/../state
# shellcheck source=pct-faults.bash
. "$lib/pct-faults.bash"
case $1 in
  kill-caller)
    parent_of "$2" && kill_caller "$parent"
    ;;
  halt) halt "$2" ;;
esac
