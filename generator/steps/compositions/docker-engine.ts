import { sh } from "../../dsl/shell.ts";
import type { Step } from "../../dsl/step.ts";
import { aptPackages } from "../kinds/apt-packages.ts";
import { aptRepository } from "../kinds/apt-repository.ts";
import { command } from "../kinds/command.ts";
import { dockerReady } from "../kinds/docker-ready.ts";
import { fileJson } from "../kinds/file-json.ts";
import { serviceRunning } from "../kinds/service-running.ts";
import { userPresent } from "../kinds/user-present.ts";
import type { Json } from "../options/json-value.ts";

/** Options of {@link dockerEngine}. */
export interface DockerEngineOptions {
  /** Users who may use Docker, which is as much as being root inside; made if they are missing. Default none. */
  readonly users?: readonly string[];
  /** Whether the NVIDIA container toolkit is installed, and its runtime is the daemon's default. Default false. */
  readonly gpuRuntime?: boolean;
  /**
   * Whether the LXC container is unprivileged; with `gpuRuntime`, NVIDIA's toolkit then leaves device rules alone, which only a
   * privileged container may set. Default false.
   */
  readonly unprivileged?: boolean;
  /** Further settings for `/etc/docker/daemon.json`. Settings that are there and not named stay. Default none. */
  readonly daemon?: Readonly<Record<string, Json>>;
}

const DOCKER = "https://download.docker.com/linux/ubuntu";
const NVIDIA = "https://nvidia.github.io/libnvidia-container";

const nvidiaRuntime = {
  "default-runtime": "nvidia",
  runtimes: { nvidia: { path: "/usr/bin/nvidia-container-runtime", runtimeArgs: [] } },
};

/**
 * Docker's own engine on Ubuntu, from Docker's repository, running; with `gpuRuntime` the NVIDIA container toolkit from its repository.
 * The toolkit needs no GPU to be installed: a template without GPUs can have it for its clones.
 *
 * @example
 * dockerEngine({ users: ["ubuntu"], daemon: { "log-driver": "local" } })
 */
export function dockerEngine({
  users = [],
  gpuRuntime = false,
  unprivileged = false,
  daemon = {},
}: DockerEngineOptions = {}): Step[] {
  const settings = { ...(gpuRuntime ? nvidiaRuntime : {}), ...daemon };
  const configured =
    Object.keys(settings).length > 0
      ? [fileJson({ title: "settings of the Docker daemon", path: "/etc/docker/daemon.json", merge: settings })]
      : [];
  return [
    aptPackages({ packages: ["ca-certificates", "curl", "gnupg", "jq", "lsb-release"] }),
    aptRepository({
      name: "docker",
      url: DOCKER,
      suite: "codename",
      components: ["stable"],
      key: `${DOCKER}/gpg`,
      fingerprint: "9DC858229FC7DD38854AE2D88D81803C0EBFCD88",
    }),
    aptPackages({ packages: ["docker-ce", "docker-ce-cli", "containerd.io", "docker-compose-plugin"], retries: 2 }),
    ...(gpuRuntime ? toolkit() : []),
    ...(gpuRuntime && unprivileged ? [withoutCgroups()] : []),
    ...configured,
    ...users.map((name) => userPresent({ name, groups: ["docker"] })),
    serviceRunning({ unit: "docker.service", restartOn: configured }),
    dockerReady(gpuRuntime ? { runtime: "nvidia" } : {}),
  ];
}

const TOOLKIT_CONFIG = "/etc/nvidia-container-runtime/config.toml";

/** An unprivileged container may not set device rules for its own containers, and need not: the outer one's rules hold. */
const withoutCgroups = (): Step =>
  command({
    title: "the NVIDIA container toolkit leaves device rules to the outer container",
    check: sh`grep -Eq ${"^[[:space:]]*no-cgroups[[:space:]]*=[[:space:]]*true"} ${TOOLKIT_CONFIG}`,
    apply: sh`nvidia-ctk config --in-place --set nvidia-container-cli.no-cgroups=true`,
  });

const toolkit = (): Step[] => [
  aptRepository({
    name: "nvidia-container-toolkit",
    url: `${NVIDIA}/stable/deb/$(ARCH)`,
    suite: "/",
    key: `${NVIDIA}/gpgkey`,
    fingerprint: "C95B321B61E88C1809C4F759DDCAE044F796ECB0",
  }),
  aptPackages({ packages: ["nvidia-container-toolkit"], retries: 2 }),
];
