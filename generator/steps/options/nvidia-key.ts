import type { NvidiaKey } from "../../dsl/host.ts";

/**
 * Keys by the distribution that an address of NVIDIA's names, `…/cuda/repos/debian13/x86_64/`, and the key of all others.
 *
 * @see https://github.com/NVIDIA/cuda-repo-management#gpg-keys
 */
const KEYS = new Map([
  ["debian13", { file: "8793F200.pub", fingerprint: "02182E60104FCDC26EAE1B8597A5D4CB8793F200" }],
  ["", { file: "3bf863cc.pub", fingerprint: "EB693B3035CD5710E231E123A4B469963BF863CC" }],
]);

/** The key of a flat repository, whose address ends with `/`; it lies beside the packages. */
export function nvidiaKeyOf(repository: string): NvidiaKey {
  const distribution = /\/repos\/([^/]+)\//.exec(repository)?.[1] ?? "";
  const { file, fingerprint } = KEYS.get(distribution) ?? KEYS.get("") ?? { file: "", fingerprint: "" };
  return { url: `${repository}${file}`, fingerprint };
}
