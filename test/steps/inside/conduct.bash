# conduct.bash <job> – the host side of a run of one step: the script's own, with a Bash of this sandbox instead of that of a container.
job=$1
. "${job%/jobs/*}/script"
HOST_ROOT=/host
. "$job/host"

# What would be inside a container, or on the host, is this sandbox.
become_batch() {
  read -r
  exec 2>&1
  exec env -i PATH="$inside" /bin/bash -s
}

# The log is what is printed.
open_log() { :; }

# What a wait says at each try is otherwise shown every 10 s only.
. "${job%/jobs/*}/take-line"
take_line() {
  [[ $1 != "$token waits "* ]] || printf '%s\n' "${1#"$token waits "}"
  take_line_unseen "$@"
}

start_up
RUN_ID=run
CTID=900 container_state=running
run_steps "$side" "$number"
exit_script "$verdict"
