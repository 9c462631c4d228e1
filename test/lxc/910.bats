# Container 910, a clone of 902 that runs Portainer.

source "$BATS_TEST_DIRNAME/fleet.bash"
first_run 910 2

@test "910: Portainer runs with its ports, its volume, and a restart at every boot" {
  [ "$(inside 910 docker inspect portainer --format '{{.State.Running}} {{.Config.Image}} {{.HostConfig.RestartPolicy.Name}}')" = \
    "true portainer/portainer-ce:2.33.5 always" ]
  [[ $(inside 910 docker port portainer) == *"9443/tcp -> 0.0.0.0:9443"* ]]
  [ "$(inside 910 docker volume ls --quiet)" = portainer_data ]
}

@test "910: its web page answers this machine at the container's address" {
  [[ $(answer_of https://10.0.0.99:9443) =~ ^(200|302|401|403)$ ]]
}

@test "910: the script took no snapshot" {
  [ "$(pct listsnapshot 910 | awk '{ print $2 }' | xargs)" = "pristine current" ]
}

second_run 910 2

@test "910: Portainer is back after the orchestrator's restart" {
  [[ $(answer_of https://10.0.0.99:9443) =~ ^(200|302|401|403)$ ]]
}
