import {
  application,
  command,
  gib,
  group,
  inside,
  mib,
  not,
  onHost,
  seconds,
  secret,
  service,
  sh,
} from "phoenix-setup";

const made = command({ title: "made with a program", when: inside.has("tool"), apply: sh`:` });

/** Its steps are modelled by the simulator; what their conditions ask is not. */
export default application({
  ctid: 960,
  name: "conditions",
  unprivileged: true,
  memory: mib(1024),
  cores: 1,
  disk: gib(10),
  network: { ip: "10.0.0.60/24", gateway: "10.0.0.1", mac: "52:54:00:AA:BB:60" },
  steps: [
    made,
    command({ title: "unless there is a file", when: not(inside.file("/etc/a flag")), apply: sh`:`, verify: sh`:` }),
    ...group("the card", [
      command({
        title: "its folder",
        when: [onHost.device("/dev/card"), not(onHost.file("/etc/no-card"))],
        apply: sh`:`,
      }),
      secret.fromHost({ source: "/etc/token", path: "/etc/token", when: onHost.file("/etc/token") }),
    ]),
    service.running({ unit: "some.service", restartOn: [made] }),
    command({ title: "made again", runOn: [made], apply: sh`:` }),
    command({ title: "tried three times", retries: { times: 2, pause: seconds(7) }, apply: sh`:` }),
  ],
});
