# shellcheck shell=bash
# exec: one inner command is modelled, `bash -s` with the program of a generated script on standard input.

# shellcheck source=pct-program.bash
. "$lib/pct-program.bash"

pct_exec() {
  local number program status
  read_configuration "$ctid" || fail_missing
  is_running || fail "container '$ctid' not running!"
  ((${#extra_args[@]})) || fail "missing command at /usr/share/perl5/PVE/CLI/pct.pm line 317."
  [[ ${#extra_args[@]} == 2 && ${extra_args[0]} == bash && ${extra_args[1]} == -s ]] \
    || refuse "no model of '${extra_args[*]}' inside a container"
  # The container went away between the check and the attach.
  if [[ -v faults[attach-fails-at] ]]; then
    halt "$ctid"
    printf 'lxc-attach: %s: ../src/lxc/attach.c: get_attach_context: 406 Connection refused - Failed to get init pid\n' "$ctid" >&2
    finish 1
  fi
  make_state "$ctid"
  program=$state/$ctid/programs/$call.bash
  read_program "$program"
  # In the foreground, so that a signal that ends this process leaves the inner one alive, standard input stays
  # connected, and nothing is ignored inside. Bash's own line about a killed child would not come from real `pct`.
  exec {told}>&2 2>/dev/null
  (attach "$program") 2>&"$told" {told}>&-
  status=$?
  exec 2>&"$told" {told}>&-
  finish "$status"
}

# attach <program file> – replaces this process by the inner Bash. `$0` is `bash` and BASH_SOURCE is unset at the top,
# as under `bash -s`. The directory is the model's root, so that a stray relative path goes nowhere else.
attach() {
  local line parent started environment=()
  # --norc, because Bash reads it when standard input is a socket, as that of a test may be.
  # shellcheck disable=SC2016 # expanded inside
  local -a inner=("$BASH" --noprofile --norc -c 'eval "BASH_ARGV0=bash; $(<"$0")"' "$1")
  parent_of "$BASHPID"
  printf '%s %s\n' "$BASHPID" "$started" >"${1%.bash}.pid"
  cd -- "$state/$ctid/root" || exit 99
  while read -r line; do
    [[ $line != "lxc.environment: "* ]] || environment+=("${line#*: }")
  done <<<"${raw_of[.]-}"
  if [[ ${given[keep-env]-1} == 0 ]]; then
    exec /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin container=lxc \
      "${environment[@]}" "${inner[@]}"
  fi
  unset -v LC_ALL
  [[ $caller_lc_all == unset ]] || environment+=("LC_ALL=$caller_lc_all")
  exec /usr/bin/env -u SSL_CERT_FILE -u SSL_CERT_DIR PATH=/sbin:/bin:/usr/sbin:/usr/bin container=lxc \
    "${environment[@]}" "${inner[@]}"
}
