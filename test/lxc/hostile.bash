# Container 881, whose root is an attacker: made from the base, with scripts that each case generates for steps of its own.

# shellcheck source=fleet.bash
source "$BATS_TEST_DIRNAME/fleet.bash"

# The same path on this machine and inside: a command that a lie holds leaves a trace on this side only if it was carried out here.
PLACE=$RIG/inside
RUN=$RIG/state/hostile
clean=(env -i PATH="$RIG/bin:/usr/sbin:/usr/bin:/sbin:/bin" PHOENIX_HOST_ROOT="$RIG/host")

attacker_made() {
  local root
  mkdir -p -- "$RIG/host/tank/shared" "$PLACE" "$RUN"
  chown 100000:100000 -- "$RIG/host/tank/shared"
  pct create 881 rig:vztmpl/base --hostname Attacker --memory 1024 --cores 1 --unprivileged 1 --features nesting=1,keyctl=1 \
    --net0 name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=52:54:00:AA:B0:81,ip=10.0.0.81/24
  printf 'lxc.mount.entry: %s srv/shared none bind,create=dir 0 0\n' "$RIG/host/tank/shared" >>"$RIG/host/etc/pve/lxc/881.conf"
  root=$(root_of 881)
  mkdir -p -- "$root$PLACE" "$root/opt/lies"
  cp -r -- "$BATS_TEST_DIRNAME"/../hostile/{bin/inside.pl,programs} "$root/opt/lies/"
  cp -- "$BATS_TEST_DIRNAME/hostile/terminal.pl" "$root/opt/lies/programs/"
  cp -- "$BATS_TEST_DIRNAME"/hostile/{terminal,web-server} "$root/usr/local/bin/"
  pct start 881
  booted 881
}

attacker_gone() {
  [[ ! -e $RIG/host/etc/pve/lxc/881.conf ]] || pct destroy 881 --force
  rm -rf -- "$RIG/host/tank" "$PLACE" "$RUN"
}

# script_for – generates the script that carries out the steps on standard input, and puts it where an operator would.
script_for() {
  local -r project=$RUN/project repository=$BATS_TEST_DIRNAME/../..
  rm -rf -- "$project"
  mkdir -p -- "$project/definitions"
  {
    printf 'import { application, command, docker, file, gib, http, lxc, mib, seconds, secret, sh } from "phoenix-setup";\n'
    printf 'export default application({ ctid: 881, name: "Attacker", memory: mib(1024), cores: 1, disk: gib(32),\n'
    printf '  unprivileged: true, features: { nesting: true, keyctl: true },\n'
    printf '  network: { ip: "10.0.0.81/24", gateway: "10.0.0.1", mac: "52:54:00:AA:B0:81" }, steps: [\n'
    cat
    printf '] });\n'
  } >"$project/definitions/881-attacker.ts"
  (cd -- "$project" && node "$repository/dist/phoenix-setup.cjs" generate --no-types --no-cache --no-lint 881)
  # Read by the cases as well.
  # shellcheck disable=SC2034
  script=$(PHOENIX_LXC_SCRIPTS=$project/dist-scripts deployed 881)
}

# run_script [NAME=value…] – sets `code`, and keeps in $RUN what was printed. The time is far more than its limits, for one that
# would never come to an end.
run_script() {
  code=0
  rm -f -- "$RIG/host/var/log/phoenix_hypervisor.log" "$RIG/host/var/lib/phoenix-setup/runs/881.json"
  timeout --kill-after=10 300 "${clean[@]}" "$@" "$script" 881 </dev/null >"$RUN/out" 2>"$RUN/err" 3>&- || code=$?
  cp -- "$RIG/host/var/log/phoenix_hypervisor.log" "$RUN/log"
  cp -- "$RIG/host/var/lib/phoenix-setup/runs/881.json" "$RUN/record" || :
  tail -n 20 -- "$RUN/log"
}

# run_at_terminal <command and words…> – at a terminal of its own; sets `code`, and keeps in $RUN what the terminal shows. That makes a
# session that an end of the tests does not reach, so the command ends with the terminal.
run_at_terminal() {
  local command
  printf -v command '%q ' setpriv --pdeathsig KILL "$@"
  code=0
  timeout --kill-after=10 300 script --quiet --return --command "exec $command" "$RUN/terminal" </dev/null >/dev/null 2>&1 3>&- || code=$?
  cat -- "$RUN/terminal"
}

# says <text> – a line of the log does.
says() { grep -F -- "$1" "$RUN/log"; }

# The host's files, but for the log and the locks.
host_files() {
  find "$RIG/host" \( -path "$RIG/host/var/log" -o -path "$RIG/host/run/lock" -o -path "$RIG/host/run/phoenix-setup" \
    -o -path "$RIG/host/var/lib/phoenix-setup" \) -prune \
    -o -printf '%P %y %U:%G %m %s %l\n' | LC_ALL=C sort
  find "$RIG/host/etc" -type f -exec sha256sum {} + | LC_ALL=C sort
}

# lying_shell <program of test/hostile, and words for it> – stands inside where Bash does.
lying_shell() {
  local root
  root=$(root_of 881)
  rm -f -- "$root$PLACE"/*
  : >"$root$PLACE/heard"
  printf '%s\n' "$1" >"$root$PLACE/program"
  [[ -e $root/usr/bin/bash.honest ]] || mv -- "$root/usr/bin/bash" "$root/usr/bin/bash.honest"
  printf '#!/bin/sh\nexec /usr/bin/perl /opt/lies/inside.pl %s /opt/lies/programs\n' "$PLACE" >"$root/usr/bin/bash"
  chmod 755 -- "$root/usr/bin/bash"
}

honest_shell() {
  local root
  root=$(root_of 881)
  [[ ! -e $root/usr/bin/bash.honest ]] || mv -- "$root/usr/bin/bash.honest" "$root/usr/bin/bash"
}

# What lies and cases leave behind: programs inside, and what was planted or put on the host.
nothing_left() {
  local pid
  honest_shell
  while read -r pid _; do
    kill -KILL "$pid" 2>/dev/null || true
  done < <(foreign_processes 881)
  rm -rf -- "$RIG/host/tank/shared"/* "$RIG/host/etc/own"
}

# Whether a program of this machine still talks with the container.
is_attached() {
  local file
  local -a words
  for file in /proc/[0-9]*/cmdline; do
    words=()
    mapfile -t -d '' words <"$file" 2>/dev/null || true
    [[ "${words[*]}" != "lxc-attach -P $RIG/lxc -n 881 "* ]] || return 0
  done
  return 1
}

nobody_attached() { ! is_attached; }

# told <lie, or lie and format of the log>… – runs the script against each, and has test/hostile judge what came of it: exit code, answers, lines.
told() {
  local lie when words before after
  local -a folders=()
  local -r judge=$BATS_TEST_DIRNAME/hostile/start.mjs
  before=$(host_files)
  while IFS=$'\t' read -r lie when words; do
    lying_shell "$words"
    printf '%s\n' "$lie"
    # One that waits for a limit has nothing else to wait for.
    run_script PHOENIX_TIME_SCALE="$([[ $when == waits ]] && echo 100 || echo 10)" \
      PHOENIX_LOG_FORMAT="$([[ $lie == *' json' ]] && echo json || echo text)" \
      PHOENIX_LOG_FILE_FORMAT="$([[ $lie == *' json' ]] && echo json || echo text)"
    [ -z "$(find "$PLACE" -mindepth 1)" ] || { printf 'a command was carried out on the host\n' && return 1; }
    wait_for 30 nobody_attached
    folders+=("$RUN/lies/${#folders[@]}")
    mkdir -p -- "${folders[-1]}"
    mv -- "$RUN"/{out,err,log,record} "$(root_of 881)$PLACE/heard" "${folders[-1]}/"
    printf '%s\n%s\n' "$code" "$lie" >"${folders[-1]}/run"
    nothing_left
  done < <(node "$judge" lies "$script" "$@")
  ((${#folders[@]} == $#))
  node "$judge" judge "$script" "${folders[@]}"
  after=$(host_files)
  diff <(printf '%s\n' "$before") <(printf '%s\n' "$after")
}
