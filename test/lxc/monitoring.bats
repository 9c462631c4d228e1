# Container 960, the example under definitions/examples/monitoring: Docker Compose with mounted configuration and a generated password.
# Docker's plugin for Compose is an empty stand-in here, so Debian's program docker-compose does its work.

source "$BATS_TEST_DIRNAME/fleet.bash"

setup() {
  project=$RIG/project-monitoring
  export PHOENIX_LXC_SCRIPTS=$project/dist-scripts
  [[ -d $project ]] || cp -r -- "$BATS_TEST_DIRNAME/../../definitions/examples/monitoring" "$project"
  [[ -d $PHOENIX_LXC_SCRIPTS ]] || generated
}

generated() {
  (cd -- "$project" && node "$BATS_TEST_DIRNAME/../../dist/phoenix-setup.cjs" generate --no-types --no-cache --no-lint)
}

password() { cat -- "$(root_of 960)/opt/monitoring/admin-password"; }

ids_of_project() { inside 960 docker ps --no-trunc --quiet --filter label=com.docker.compose.project=monitoring | sort; }

as_admin() { # <password> – the status of an answer that only the admin gets
  curl --silent --max-time 10 --output /dev/null --write-out '%{http_code}' --user "admin:$1" http://10.0.0.160:3000/api/datasources
}

bats_test_function --description "960: the orchestrator makes the container" -- test_made 960

@test "960: Compose can be had inside" {
  inside 960 apt-get -qq update
  inside 960 env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends docker-compose >/dev/null
}

@test "960: the first run ends 0 with 2 calls of pct, and waits until Grafana says that it is healthy" {
  script_ends_0 960
  [ "$(wc -l <"$RIG/state/calls")" -eq 2 ]
  grep -E 'run [0-9a-f]{6}: ok=[0-9]+ changed=[0-9]+ failed=0 skipped=0 ' <<<"$output"
  printf '%s\n' "$output" >"$RIG/log/first-run-960"
}

@test "960: both services run, with the configuration mounted and the data source known" {
  [ "$(ids_of_project | wc -l)" -eq 2 ]
  [[ $(curl --silent http://10.0.0.160:3000/api/health) == *'"database":"ok"'* ]]
  [ "$(curl --silent http://10.0.0.160:9090/api/v1/status/config)" = "$(<"$project/definitions/files/prometheus.yml")" ]
  [[ $(curl --silent 'http://10.0.0.160:9090/api/v1/query?query=up') == *'"job":"prometheus"'* ]]
}

@test "960: the password is generated, root's alone, opens Grafana, and stands in no log" {
  [[ $(password) =~ ^[A-Za-z0-9]{24}$ ]]
  [ "$(stat --format='%a' "$(root_of 960)/opt/monitoring/admin-password" "$(root_of 960)/opt/monitoring/.env" | xargs)" = "600 600" ]
  [ "$(as_admin "$(password)")" = 200 ]
  [ "$(as_admin wrong)" = 401 ]
  ! grep -rqF -- "$(password)" "$RIG/log" "$RIG/host/var/log" || false
}

bats_test_function --description "960: the orchestrator takes configured-state" -- test_configured 960

@test "960: asked first, the second run would change nothing" {
  run become_script 960 PHOENIX_MODE=check
  printf '%s\n' "$output" | tail -n 30
  [ "$status" -eq 0 ]
}

@test "960: the second run ends 0 with 2 calls and makes no container anew" {
  local before
  before=$(ids_of_project)
  script_ends_0 960
  [ "$(wc -l <"$RIG/state/calls")" -eq 2 ]
  grep -E 'run [0-9a-f]{6}: ok=[0-9]+ changed=0 failed=0 skipped=0 ' <<<"$output"
  [ "$(ids_of_project)" = "$before" ]
}

@test "960: after a change of its configuration the services are made anew and have it, and the password stays" {
  local before kept
  before=$(ids_of_project) kept=$(password)
  sed -i 's/job_name: prometheus/job_name: changed/' "$project/definitions/files/prometheus.yml"
  generated
  deployed 960
  script_ends_0 960
  grep -E 'run [0-9a-f]{6}: ok=[0-9]+ changed=2 failed=0 skipped=0 ' <<<"$output"
  [ -z "$(comm -12 <(printf '%s\n' "$before") <(ids_of_project))" ]
  [ "$(ids_of_project | wc -l)" -eq 2 ]
  [[ $(curl --silent 'http://10.0.0.160:9090/api/v1/query?query=up') == *'"job":"changed"'* ]]
  [ "$(password)" = "$kept" ]
  [ "$(as_admin "$kept")" = 200 ]
}

@test "960: the run after that changes nothing" {
  script_ends_0 960
  grep -E 'run [0-9a-f]{6}: ok=[0-9]+ changed=0 failed=0 skipped=0 ' <<<"$output"
}
