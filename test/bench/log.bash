#!/bin/bash
# log.bash <note> <script> <lines> – logs so many lines as that script does, and notes the seconds of user time and of system time,
# and how many processes it took (in a PID namespace; else there are those of others among them). Format and file as for the script.

# shellcheck source=/dev/null
. "$2"
start_up
trap - EXIT
begin_step 1
note=$1 lines=$3 TIMEFORMAT='%U %S'
read -r before </proc/sys/kernel/ns_last_pid
{
  time for ((i = 0; i < lines; i++)); do
    log_step INFO '|' "Get:$i https://deb.example.org/debian bookworm/main amd64 Packages [8,790 kB]"
  done
} 2>"$note"
read -r after </proc/sys/kernel/ns_last_pid
printf '%d\n' "$((after - before))" >>"$note"
