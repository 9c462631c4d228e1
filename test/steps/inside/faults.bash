# Each command that a step calls fails once: status 1 (2 for grep and cmp, whose 1 is an answer), nothing done. The run must then fail, or end as an undisturbed one does; and an
# undisturbed run afterwards ends well. Commands that only the run-time part calls are left alone.

# make_faulty – /faulty has a wrapper for every program that a step can find.
make_faulty() {
  keeper wrap /faulty /inside/faulty.sh tee flock sleep bash
}

mode_faults() {
  local k calls which tried=0 order=()
  load
  fresh
  make_faulty
  rm -rf /counted && mkdir /counted && echo 0 >/fail-at
  whole /faulty
  [[ $code == 0 ]] || { printf 'the undisturbed run ended %s:\n%s\n' "$code" "$said" && return; }
  keep wanted lasting
  calls=(/counted/*)
  [[ -e ${calls[0]} ]] || calls=()
  spread "${#calls[@]}"
  for k in "${order[@]}"; do
    ((tried < SAMPLE)) || [[ -z $until ]] || ((EPOCHSECONDS < until)) || break
    fresh
    rm -rf /counted && mkdir /counted && echo "$k" >/fail-at
    whole /faulty
    which=$(cat "/counted/$k" 2>/dev/null)
    echo 0 >/fail-at
    after_fault "call $k ($which) failing"
    tried=$((tried + 1))
  done
  printf '%s %s\n' "$tried" "${#calls[@]}" >>/results/faults
}

# spread <n> – sets order to the numbers from 1 to n, the first of them spread over all, and so the next.
SAMPLE=4
spread() {
  local first k step=$(($1 / SAMPLE + 1))
  order=()
  for ((first = 1; first <= step; first++)); do
    for ((k = first; k <= $1; k += step)); do order+=("$k"); done
  done
}

# after_fault <what> – judges the end of a disturbed run, and runs again.
after_fault() {
  local complaint
  if [[ $code == 0 ]]; then
    complaint=$(then_holds) && complaint+=$([[ $again == differs ]] || same 'the end differs' wanted lasting)
    [[ -z $complaint ]] || printf '%s: the run ended well, but\n%s\n%s\n' "$1" "$complaint" "$said"
  fi
  whole
  [[ $code == 0 ]] || printf '%s: the next run ended %s:\n%s\n' "$1" "$code" "$said"
  complaint=$(then_holds) || printf '%s: after the next run\n%s\n' "$1" "$complaint"
}
