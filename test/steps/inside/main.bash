#!/bin/bash
# Inside the sandbox: runs each job in /groups/*/jobs, and writes what it finds wrong to /results/<group>-<job>; an empty file is a job that is fine.
# A job is a folder: settings (assignments), program (as a container gets it), world and afterwards (Bash), all written by the test.
if [[ ! -e /.throw-away || $$ != 1 || ! -d /stand-ins || -w /usr/bin ]]; then
  printf 'this is no sandbox: refused\n' >&2
  exit 70
fi
set -uo pipefail
umask 022
for part in world world-docker programs run snapshot modes looks watch faults killed property rows; do . "/inside/$part.bash"; done

# run_jobs <group> – a folder of jobs that share a script.
run_jobs() {
  local job name mode number parts extra seconds kind side expect again answer secret cleaner written
  for job in "$1"/jobs/*; do
    [[ -d $job ]] || continue
    kill -0 "$keeper" || exit 70
    name=${1##*/}-${job##*/}
    mode='' number='' parts='' extra='' seconds='' kind='' side=container expect='' again=same answer='' secret='' cleaner='' written=''
    . "$job/settings"
    if [[ $extra && $extra_seconds ]]; then
      [[ $until ]] || until=$((EPOCHSECONDS + extra_seconds))
      # Of each run's commands, some fail at any rate.
      [[ $mode == faults ]] || ((EPOCHSECONDS < until)) || { printf 'left out, for its seconds were over' >"/results/$name" && continue; }
    fi
    { ("mode_$mode"); unanswered; } >"/results/$name" 2>&1
  done
}

link_programs
make_base
mkfifo /open
mkdir /keeper && mkfifo /keeper/{ask,say}
# What stand-ins say of their calls, whoever calls them.
: >/keeper/answered && : >/keeper/unanswered && chmod 666 /keeper/{answered,unanswered}
start_keeper
extra_seconds=$(</seconds)
until=''
groups=(/groups/*)
run_jobs "${groups[0]}"
for group in "${groups[@]:1}"; do
  # What a group has left running, such as a listener, is not there for the next one. This process itself is spared.
  kill -KILL -1
  wait 2>/dev/null
  start_keeper
  run_jobs "$group"
done
exit 0
