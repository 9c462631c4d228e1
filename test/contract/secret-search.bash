# shellcheck shell=bash
# The search for a secret that a script reads on the host: plant_secrets, then run_watched, then findings. Loaded after simulated.bash.
# SIM and the rest of what is not set here is explained there.

# plant_secrets <ctid> – the files that the script reads so, found by letting it read them, hold a marker from now on. Makes the
# patterns to search for: the marker, and its base64, which depends on where in a text it stands.
plant_secrets() {
  local file pad text marker=hf_Marker${SRANDOM}y${SRANDOM}Y$SRANDOM
  # shellcheck disable=SC2016 # expanded inside
  on_the_host PHOENIX_MODE=check bash -c '
    source "$1"
    list_of_files=$2
    read_regular() { printf "%s\n" "$1" >>"$list_of_files"; }
    start_up
    trap - EXIT
    CTID=$SCRIPT_CTID
    read_values
  ' bash "$SIM/scripts/phoenix_hypervisor_setup_$1.sh" "$SIM/secret-files"
  while read -r file; do printf '%s\n' "$marker" >"$file"; done <"$SIM/secret-files"
  printf '%s\n' "$marker" >"$SIM/patterns"
  for pad in '' x xx; do
    text=$(printf %s "$pad$marker" | base64 --wrap=0)
    # The characters at the ends also stand for bits of what is before and after it.
    [[ $text != *= ]] || text=${text%%=*} text=${text%?}
    [[ ! $pad ]] || text=${text:${#pad}+1}
    printf '%s\n' "$text" >>"$SIM/patterns"
  done
  record_programs "$1"
}

# record_programs <ctid> – each program that the script may start from now on notes its words and its environment first, so that none
# ends before it was looked at.
record_programs() {
  local name
  mkdir -- "$SIM/recorded"
  # shellcheck disable=SC2016 # expanded when it runs
  printf '#!/bin/bash\nname=${0##*/}\nmapfile -d "" -t environment </proc/$$/environ\nprintf "%%s\\n" "program $name" "$@" "${environment[@]}" >>"${0%%/*}/../words"\nexec "/usr/bin/$name" "$@"\n' \
    >"$SIM/recorded/bash"
  chmod 755 -- "$SIM/recorded/bash"
  while read -r name; do
    [[ ! -x /usr/bin/$name || -e $SIM/bin/$name || $name == bash ]] || ln -s -- bash "$SIM/recorded/$name"
  done < <(grep -oE '\b[a-z][a-z0-9-]+' "$SIM/scripts/phoenix_hypervisor_setup_$1.sh" | sort -u)
}

# run_watched <ctid> [NAME=value…] – runs it, and meanwhile looks again and again at every process of this machine that can be read.
# The secret's step waits, so that at least one whole look is while the program with the secret is at work.
run_watched() {
  local watcher
  printf '%s_check\n' "$(step_of_secret "$1")" >"$SIM/state/faults/wait-step"
  rm -f -- "$SIM"/state/{waiting,go}
  : >"$SIM/seen" >"$SIM/words" >"$SIM/watched"
  # Makes what is waited with.
  moment
  watch_processes 3>&- &
  watcher=$!
  run_script "$1" PATH="$SIM/recorded:$SIM/bin:/usr/bin:/bin" "${@:2}"
  rm -- "$SIM/watched"
  wait "$watcher"
  [[ -e $SIM/state/go && $(<"$SIM/words") == *"program timeout"* ]] || complain "not watched"
}

watch_processes() {
  local waits file
  while [[ -e $SIM/watched ]]; do
    waits=''
    [[ ! -e $SIM/state/waiting ]] || waits=yes
    while read -r file; do
      printf '%s of %s\n' "$file" "$( (tr '\0' ' ' <"${file%/*}/cmdline") 2>/dev/null)" >>"$SIM/seen"
    done < <(grep -laFf "$SIM/patterns" /proc/[1-9]*/{cmdline,environ} 2>/dev/null)
    [[ ! $waits ]] || : >"$SIM/state/go"
    # Between the looks that a step waits for, now and then: what programs are started with is recorded as well.
    read -rt 0.3 -u "$nothing_to_read" || :
  done
}

step_of_secret() { # <ctid> – its functions' name without the phase
  local script=$SIM/scripts/phoenix_hypervisor_setup_$1.sh number
  number=$(grep -oE 'hostfile_[0-9]+' "$script" | sed -n '1s/hostfile_//p')
  grep -oE "^step_${number:-none}_[a-z0-9_]+_check" "$script" | sed 's/_check$//'
}

# findings – where the marker is: processes, and every file of the host and of the container's state. What went in through standard
# input is what the simulator keeps as the program.
findings() {
  local file
  cat -- "$SIM/seen"
  ! grep -qFf "$SIM/patterns" "$SIM/words" || printf 'a program on the host\n'
  while read -r file; do
    grep -qxF -- "$file" "$SIM/secret-files" || printf 'file %s\n' "${file#"$SIM"}"
  done < <(grep -rlaFf "$SIM/patterns" "$SIM"/{out,err,host,state,scripts} --exclude-dir=programs --exclude-dir=dev)
}
