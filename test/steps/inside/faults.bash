# Each command that a step calls fails once: status 1 (2 for grep and cmp, whose 1 is an answer), nothing done. The run must then fail, or end as an undisturbed one does; and an
# undisturbed run afterwards ends well. Commands that only the run-time part calls are left alone.

# make_faulty – /faulty has a wrapper for every program that a step can find.
make_faulty() {
  local name
  rm -rf /faulty && mkdir /faulty
  for name in /stand-ins/bin/* /programs/* /var/world/bin/*; do
    name=${name##*/}
    case $name in tee | flock | sleep | bash | '*') ;; *) ln -sf /inside/faulty.sh "/faulty/$name" ;; esac
  done
}

mode_faults() {
  local k calls wanted which every
  load
  fresh
  make_faulty
  rm -rf /counted && mkdir /counted && echo 0 >/fail-at
  whole /faulty
  [[ $code == 0 ]] || { printf 'the undisturbed run ended %s:\n%s\n' "$code" "$said" && return; }
  wanted=$(snapshot lasting)
  calls=(/counted/*)
  [[ -e ${calls[0]} ]] || calls=()
  # All of them where everything is wanted; otherwise some, spread over the run.
  every=$((faults > 0 ? ${#calls[@]} / faults + 1 : 1))
  for ((k = 1 + number % every; k <= ${#calls[@]}; k += every)); do
    fresh
    rm -rf /counted && mkdir /counted && echo "$k" >/fail-at
    whole /faulty
    which=$(cat "/counted/$k" 2>/dev/null)
    echo 0 >/fail-at
    after_fault "call $k ($which) failing"
  done
  printf '%s\n' "${#calls[@]}" >>/results/faults
}

# after_fault <what> – judges the end of a disturbed run, and runs again.
after_fault() {
  local complaint
  if [[ $code == 0 ]]; then
    complaint=$(then_holds) && complaint+=$([[ $again == differs ]] || same 'the end differs' "$wanted" "$(snapshot lasting)")
    [[ -z $complaint ]] || printf '%s: the run ended well, but\n%s\n%s\n' "$1" "$complaint" "$said"
  fi
  whole
  [[ $code == 0 ]] || printf '%s: the next run ended %s:\n%s\n' "$1" "$code" "$said"
  complaint=$(then_holds) || printf '%s: after the next run\n%s\n' "$1" "$complaint"
}
