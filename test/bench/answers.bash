#!/bin/bash
# answers.bash <lines> – takes the program of a script from standard input, without running it, and answers the questions that follow: bench_print after so
# many lines of 80 characters, any other at once. The text of an answer is the time at which it was given.

text=$(printf '%080d' 0)
while read -r line && [[ $line != '# phoenix-setup: seam' ]]; do :; done
read -r
while read -r token _ function && [[ -n $function ]]; do
  verb=yes
  case $function in
    open_batch) verb=ready ;;
    bench_print) for ((i = 0; i < $1; i++)); do printf '%s\n' "$text"; done ;;
  esac
  printf '\n%s %s %s\n' "$token" "$verb" "${EPOCHREALTIME/[.,]/}"
done
