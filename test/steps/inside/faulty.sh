#!/bin/sh
# Stands for a program of its own name: counts the call, fails if it is the one that is to fail, else is that program. Where /fault is, it kills the step
# instead, with all of its processes.
name=${0##*/} k=1
set -C
until { printf '%s %s' "$name" "$*" >"/counted/$k"; } 2>/dev/null; do k=$((k + 1)); done
set +C
read -r at </fail-at
if [ "$k" = "$at" ] && [ -e /fault ]; then
  # What runs a step has a process group of its own; that of the sandbox itself begins outside of it, where it has no number.
  read -r _ _ _ _ group _ </proc/$$/stat
  [ "$group" -gt 1 ] && kill -s KILL -- "-$group"
fi
if [ "$k" = "$at" ]; then case $name in grep | cmp | diff) exit 2 ;; *) exit 1 ;; esac; fi
PATH=${PATH#/faulty:}
exec "$name" "$@"
