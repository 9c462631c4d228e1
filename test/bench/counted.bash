#!/bin/bash
# Stands for pct or curl: the simulator's runs in a PID namespace of its own, so that what it starts can be told from what the
# script starts, whichever of them is at work. This process is the one that the script started.

folder=${0%/*}
folder=${folder%/*}
exec unshare --pid --fork --kill-child --mount-proc \
  /bin/bash "$folder/observe.bash" "$folder/notes/$$" "$folder/host/bin/${0##*/}" "$@"
