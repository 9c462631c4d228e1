import { application, command, docker, gib, inside, lxc, mib, seconds, sh, wait } from "phoenix-setup";
import neighbour from "./970-neighbour.ts";

/** What is read of containers besides the conversation, a condition that is asked inside, and what is tried again. */
export default application({
  ctid: 971,
  name: "replies",
  unprivileged: true,
  memory: mib(1024),
  cores: 1,
  disk: gib(10),
  network: { ip: "10.0.0.71/24", gateway: "10.0.0.1", mac: "52:54:00:00:09:71" },
  features: { nesting: true, keyctl: true },
  steps: [
    lxc.options({ memory: mib(1024) }),
    command({ title: "only with a program", when: inside.has("tool"), apply: sh`true` }),
    command({ title: "tried again", retries: { times: 1, pause: seconds(5) }, apply: sh`true` }),
    docker.imageFromHost({ image: "redis:8.2", file: "/srv/images/redis.tar" }),
    wait.neighbour({ container: neighbour, file: "/etc/ready", within: seconds(30) }),
  ],
});
