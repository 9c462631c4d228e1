import type { NvidiaKey } from "../../dsl/host.ts";
import type { Step } from "../../dsl/step.ts";
import { aptPackages } from "../kinds/apt-packages.ts";
import { aptRepository } from "../kinds/apt-repository.ts";
import { nvidiaDevices } from "../kinds/nvidia-devices.ts";
import { nvidiaDriver } from "../kinds/nvidia-driver.ts";
import { nvidiaReady } from "../kinds/nvidia-ready.ts";
import { nvidiaKeyOf } from "../options/nvidia-key.ts";

/** Options of {@link nvidiaStack}. All but the first are those of a host's `nvidia`: `nvidiaStack({ gpus, ...host.nvidia })`. */
export interface NvidiaStackOptions {
  /** Indices of the host's GPUs that the container gets: 0 is `/dev/nvidia0`. */
  readonly gpus: readonly number[];
  /** Version of the host's driver: `580.76.05`. */
  readonly driver: string;
  /** Address of NVIDIA's installer of that version (a runfile). */
  readonly runfile: string;
  /** Address of NVIDIA's flat apt repository for the container's system, with `/` at its end. */
  readonly repository: string;
  /** The key that signs the repository. Default: NVIDIA's for the distribution that the address names. */
  readonly repositoryKey?: NvidiaKey;
}

/**
 * GPUs for a container: devices, user-space driver, CUDA toolkit 12.8 and `nvtop`, and a proof that they work. Each step looks first,
 * so it also serves a clone of a container that has it all.
 *
 * The fingerprint of the repository's key is checked. For Debian 13 it is `8793F200.pub` beside the packages, for Ubuntu and older Debian
 * `3bf863cc.pub`; where NVIDIA changes a key, or for a mirror, give `repositoryKey`. The driver comes from the runfile alone: apt's driver packages would fight with it.
 *
 * @example
 * nvidiaStack({
 *   gpus: [0, 1],
 *   driver: "580.76.05",
 *   runfile: "https://us.download.nvidia.com/XFree86/Linux-x86_64/580.76.05/NVIDIA-Linux-x86_64-580.76.05.run",
 *   repository: "https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2404/x86_64/",
 * })
 */
export function nvidiaStack({ gpus, driver, runfile, repository, repositoryKey }: NvidiaStackOptions): Step[] {
  const key = repositoryKey ?? nvidiaKeyOf(repository);
  return [
    nvidiaDevices({ gpus }),
    aptPackages({ packages: ["ca-certificates", "curl", "gnupg"] }),
    nvidiaDriver({ version: driver, runfile }),
    aptRepository({
      name: "cuda",
      url: repository,
      suite: "/",
      key: key.url,
      fingerprint: key.fingerprint,
    }),
    aptPackages({ packages: ["cuda-toolkit-12-8", "nvtop"] }),
    nvidiaReady({ version: driver, gpus: gpus?.length }),
  ];
}
