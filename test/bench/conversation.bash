#!/bin/bash
# conversation.bash <note> <script> <lines> <questions> – has a conversation with answers.bash in place of a container, as that script does: one step that
# prints so many lines of 80 characters, then so many questions that are answered at once. Notes the seconds of user time and of system time that the lines
# cost this side, and then for each question the microseconds from the answer to when it has been seen.

# shellcheck source=/dev/null
. "$2"
start_up
trap - EXIT
parse_arguments "$SCRIPT_CTID"
note=$1 lines=$3 questions=$4 here=${BASH_SOURCE[0]%/*} TIMEFORMAT='%U %S'

become_batch() {
  read -r
  exec /bin/bash --norc "$here/answers.bash" "$lines"
}
# Only their names are asked for.
bench_print() { :; }
bench_answer() { :; }

open_batch_on container
require_answer "$EXIT_NOT_READY" ready
begin_step 1
{
  time {
    ask bench_print yes
    show_last_output
  }
} 2>"$note"
for ((i = 0; i < questions; i++)); do
  ask bench_answer yes
  now=${EPOCHREALTIME/[.,]/}
  # shellcheck disable=SC2154 # ask sets it
  printf '%d\n' "$((now - answer_text))" >>"$note"
done
end_batch
