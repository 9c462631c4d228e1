#!/bin/bash
# Inside the sandbox: runs each job in /jobs, and writes what it finds wrong to /results/<job>; an empty file is a job that is fine.
# A job is a folder: settings (assignments), program (as a container gets it), world and afterwards (Bash), all written by the test.
if [[ ! -e /.throw-away || $$ != 1 || ! -d /stand-ins || -w /usr/bin ]]; then
  printf 'this is no sandbox: refused\n' >&2
  exit 70
fi
set -uo pipefail
umask 022
for part in world world-docker programs run snapshot modes looks watch faults killed property rows; do . "/inside/$part.bash"; done

link_programs
make_base
mkfifo /open
start_keeper
# What stand-ins say of their calls, whoever calls them.
: >/keeper/answered && : >/keeper/unanswered && chmod 666 /keeper/{answered,unanswered}
(. /script && declare -f take_line | sed '1s/take_line/take_line_unseen/' >/take-line-unseen)
extra_seconds=$(</jobs/seconds) && rm /jobs/seconds
until=''
for job in /jobs/*; do
  kill -0 "$keeper" || exit 70
  name=${job##*/}
  mode='' number='' parts='' extra='' seconds='' kind='' side=container expect='' again=same answer='' secret='' cleaner='' written=''
  . "$job/settings"
  if [[ $extra && $extra_seconds ]]; then
    [[ $until ]] || until=$((EPOCHSECONDS + extra_seconds))
    # Of each run's commands, some fail at any rate.
    [[ $mode == faults ]] || ((EPOCHSECONDS < until)) || { printf 'left out, for its seconds were over' >"/results/$name" && continue; }
  fi
  { ("mode_$mode"); unanswered; } >"/results/$name" 2>&1
done
exit 0
