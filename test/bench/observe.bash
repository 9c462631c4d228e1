#!/bin/bash
# observe.bash <note> <command…> – runs it, and notes the seconds it took and, as the init of a PID namespace, how many processes
# were made in there: this one, the command, and whatever both started. The kernel hands out the numbers one after the other.

started=${EPOCHREALTIME/[.,]/}
"${@:2}"
status=$?
took=$((${EPOCHREALTIME/[.,]/} - started))
made=0
if (($$ == 1)); then
  # What outlives the command, as the end of a pipe may, would be killed together with this process.
  while set -- "$1" /proc/[1-9]* && (($# > 2)); do :; done
  read -r made </proc/sys/kernel/ns_last_pid
fi
printf '%d.%06d %d\n' "$((took / 1000000))" "$((took % 1000000))" "$made" >"$1"
exit "$status"
