# shellcheck shell=bash
# crash.bash kill-caller <pid of pct> | halt <ctid> | lose <ctid> – what a fault in a step does from inside a container.
# crash.bash down – ends every process that this simulator still has: programs of exec, and calls that hang.

lib=${BASH_SOURCE[0]%/*}
state=$lib/../state
# shellcheck source=pct-processes.bash
. "$lib/pct-processes.bash"
case $1 in
  kill-caller)
    parent_of "$2" && kill_caller "$parent"
    ;;
  halt) halt "$2" ;;
  lose) kill_noted "$state/$2"/programs/*.pid ;;
  down) kill_noted "$state"/*/programs/*.pid "$state"/hanging/*.pid ;;
esac
