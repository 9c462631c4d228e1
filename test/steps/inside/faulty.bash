#!/bin/bash
# Stands for a program of its own name: counts the call, fails if it is the one that is to fail, else is that program.
name=${0##*/} k=1
set -o noclobber
until { printf '%s %s' "$name" "$*" >"/counted/$k"; } 2>/dev/null; do k=$((k + 1)); done
set +o noclobber
[[ $k != "$(</fail-at)" ]] || exit 1
PATH=${PATH#/faulty:}
exec "$name" "$@"
