# Container 950, a clone of 920 that serves a model. Secrets are watched for while its first run goes on.

source "$BATS_TEST_DIRNAME/fleet.bash"
# shellcheck source=secrets.bash
source "$BATS_TEST_DIRNAME/secrets.bash"

bats_test_function --description "950: the orchestrator makes the container" -- test_made 950

@test "950: the watch sees a secret in arguments and environments, inside too" {
  secrets_are hf_FirstMarkerOfTheTests
  run -1 processes_show_secret
  SECRET=hf_FirstMarkerOfTheTests sleep 30 3>&- &
  wait_for 5 processes_show_secret
  kill "$!"
  pct exec 950 --keep-env 0 -- sh -c 'sleep 30; :' aGZfRmlyc3RNYXJrZXJPZlRoZVRlc3RzCg== </dev/null 3>&- &
  wait_for 5 processes_show_secret
  kill "$!"
}

@test "950: the first run ends 0 with 2 calls, and no process shows the secret meanwhile" {
  watch_begins
  test_first_run 950 2
  watch_ends
}

@test "950: the secret is in no log, no description, and no file but those that are meant to hold it" {
  texts_show_no_secret 950 "$RIG/log/first-run-950"
  files_show_no_secret 950 root/.cache/huggingface/token
}

common_facts 950

@test "950: its configuration has each line for a GPU once, and the nodes are inside" {
  devices_are_there 950
  gpus_answer 950
}

@test "950: the token is inside, as it is on the host" {
  cmp "$(root_of 950)/root/.cache/huggingface/token" "$ORCHESTRATOR_ETC/phoenix_hf_token.conf"
}

@test "950: vLLM and Portainer's agent run, with restart at every boot" {
  local name
  for name in vllm_qwen3_coder portainer_agent; do
    [ "$(inside 950 docker inspect "$name" --format '{{.State.Running}} {{.RestartCount}} {{.HostConfig.RestartPolicy.Name}}')" = "true 0 always" ]
  done
  [[ $(inside 950 docker inspect vllm_qwen3_coder --format '{{json .Args}}') == *"$(setting 950 vllm_model)"*'"--tensor-parallel-size","2"'* ]]
  [[ $(inside 950 docker inspect vllm_qwen3_coder --format '{{.HostConfig.Runtime}} {{.HostConfig.IpcMode}}') == "nvidia host" ]]
}

@test "950: the API answers this machine at the container's address" {
  local question='{"model":"%s","messages":[{"role":"user","content":"What is the capital of France?"}]}'
  # shellcheck disable=SC2059 # the question is the format
  printf -v question "$question" "$(setting 950 vllm_model)"
  run -0 curl --silent --show-error --fail --max-time 20 --header 'Content-Type: application/json' --data "$question" \
    http://10.0.0.150:8000/v1/chat/completions
  [[ $output == *Paris* ]]
  [[ $(answer_of https://10.0.0.150:9001/ping) == 2?? ]]
}

@test "950: the script took no snapshot" {
  [ "$(pct listsnapshot 950 | awk '{ print $2 }' | xargs)" = "pristine current" ]
}

second_run 950 2

@test "950: a changed secret is brought in by a run that logs JSON, and is not in that log either" {
  local started
  started=$(inside 950 docker inspect vllm_qwen3_coder --format '{{.State.StartedAt}}')
  secrets_are hf_SecondMarkerOfTheTests
  watch_begins
  script_ends_0 950 PHOENIX_LOG_FORMAT=json
  watch_ends
  printf '%s\n' "$output" >"$RIG/log/json-run-950"
  perl -MJSON::PP -ne 'decode_json($_)->{run} or die "no run in $_"' "$RIG/log/json-run-950"
  texts_show_no_secret 950 "$RIG/log/json-run-950"
  files_show_no_secret 950 root/.cache/huggingface/token
  [ "$(inside 950 docker inspect vllm_qwen3_coder --format '{{.State.StartedAt}}')" != "$started" ]
}

# What the stand-in of vLLM does is told by files in the folder that it mounts.
stand_in() { # <setting> [value] – without a value, as usual
  inside 950 sh -c "rm -f /root/.cache/huggingface/stand-in-$1${2+; printf '%s\\n' '$2' >/root/.cache/huggingface/stand-in-$1}"
}

@test "950: a server that ends while it starts is a failure, with its last words and its restarts in the log" {
  stand_in exit 7
  inside 950 docker rm --force vllm_qwen3_coder
  run become_script 950
  stand_in exit
  printf '%s\n' "$output"
  [ "$status" -eq 28 ]
  [[ $output == *'| RuntimeError: Engine core initialization failed.'*'| container vllm_qwen3_coder: '*', restarted '*' times'* ]]
  script_ends_0 950
}

@test "950: an answer that is not the expected one is a warning that quotes it" {
  stand_in answer 'It is Berlin.'
  script_ends_0 950
  stand_in answer
  [[ $output == *"WARN  950 "*"the reply says: It is Berlin.; wanted: Paris"* ]]
}

@test "950: its two runs, as an operator sees them" {
  local run
  for run in first second; do
    printf '# phoenix_hypervisor_setup_950.sh 950\n%s\n' "$(<"$RIG/log/$run-run-950")"
  done >"$RIG/log/transcript-950"
  sed 's/^/# /' "$RIG/log/transcript-950" >&3
  [ "$(grep -c 'completed successfully$' "$RIG/log/transcript-950")" -eq 2 ]
  [[ -z ${PHOENIX_LXC_TRANSCRIPT:-} ]] || cp -- "$RIG/log/transcript-950" "$PHOENIX_LXC_TRANSCRIPT"
}
