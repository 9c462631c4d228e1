# A step is killed at each command that it calls, by KILL, which no trap hears. Then the clean-up before a snapshot leaves nothing of its secret but
# where it was before, or in the files that the step is to write; and a second run of the step itself leaves none of its temporary files.

mode_killed() {
  local k calls known tried=0 moves=() order=() until=$((EPOCHSECONDS + ${seconds:-0}))
  load
  fresh
  make_faulty
  rm -rf /counted && mkdir /counted && echo 0 >/fail-at && echo kill >/fault
  known=$(holders)
  whole /faulty
  [[ $code == 0 ]] || { printf 'the undisturbed run ended %s:\n%s\n' "$code" "$said" && return; }
  # First where most is at stake: all has been written, and nothing is in place.
  calls=(/counted/*)
  mapfile -t moves < <(grep --text --files-with-matches '^mv ' "${calls[@]}")
  mapfile -t order < <(printf '%s\n' "${moves[@]}" && grep --text --files-without-match '^mv ' "${calls[@]}")
  for k in "${order[@]#/counted/}"; do
    ((tried < ${#moves[@]})) || [[ -z $seconds ]] || ((EPOCHSECONDS < until)) || break
    killed_at "$k"
    (job=${job%/*}/$cleaner kind=snapshot-cleanup && . "$job/settings" && clean_up "$k")
    [[ $(holders) == "$known" ]] || printf 'killed at call %s (%s): after the clean-up, the secret is in\n%s\n' "$k" "$(<"/counted/$k")" "$(holders)"
    killed_at "$k"
    whole
    [[ $code == 0 ]] || printf 'killed at call %s (%s): the next run ended %s:\n%s\n' "$k" "$(<"/counted/$k")" "$code" "$said"
    litter
    tried=$((tried + 1))
  done
  rm /fault
  printf '%s %s\n' "$tried" "${#calls[@]}" >>/results/killed
}

# killed_at <call> – a new world, and a run that ends at that call.
killed_at() {
  fresh
  rm -rf /counted && mkdir /counted && echo "$1" >/fail-at
  whole /faulty
  echo 0 >/fail-at
}

# clean_up <call> – in a subshell that knows the job of the clean-up: its run has to end well.
clean_up() {
  whole
  [[ $code == 0 ]] || printf 'killed at call %s: the clean-up ended %s:\n%s\n' "$1" "$code" "$said"
}

# holders – the files that hold the secret, as it is or in base64; not those that the step is to write.
holders() {
  local path
  { grep --recursive --text --fixed-strings --files-with-matches -e "$secret" -e "$(base64 --wrap=0 <<<"$secret" | cut -c 1-12)" \
    /etc /var /run /root /home /tmp /opt /srv /usr/local /host 2>/dev/null || :; } |
    while IFS= read -r path; do
      [[ $path == /var/world/* || $'\n'$written$'\n' == *$'\n'"$path"$'\n'* ]] || printf '%s\n' "$path"
    done
}
