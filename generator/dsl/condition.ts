import * as z from "zod";
import { withFix } from "../validation/with-fix.ts";
import type { HostPath, InsidePath } from "./sided-path.ts";
import { literal, type Text } from "./text.ts";

/** Where a fact is asked: in the container, or on the Proxmox VE host. */
export type Asked = "inside" | "on the host";

/** What is asked of a place. */
export type Fact = "program" | "file" | "device" | "gpu";

/**
 * A fact that decides when the script runs whether a step is carried out. Frozen data, made with {@link inside}, {@link onHost} and
 * {@link not}.
 */
export interface Condition {
  /** Tells it from other values. */
  readonly is: "condition";
  /** Where it is asked. */
  readonly asked: Asked;
  /** What is asked there. */
  readonly fact: Fact;
  /** The program's name, or the path; empty for a GPU. */
  readonly subject: string;
  /** Whether the fact must hold, or must not. */
  readonly holds: boolean;
}

/** Makers of the facts of one place. */
export interface Facts {
  /**
   * A program can be called there.
   *
   * @param program its name, such as `nvidia-smi`, looked for in the folders of PATH
   */
  has(program: string): Condition;
  /**
   * Something is there at a path: a file, a folder, anything that a symbolic link leads to.
   *
   * @param path absolute
   */
  file(path: string): Condition;
  /**
   * A device node is there, of characters or of blocks.
   *
   * @param path absolute, such as `/dev/kvm`
   */
  device(path: string): Condition;
  /** The device node of an NVIDIA GPU is there: `/dev/nvidia0`, or that of another number. */
  gpu(): Condition;
}

const made = (asked: Asked, fact: Fact, subject: string, holds = true): Condition =>
  Object.freeze({ is: "condition", asked, fact, subject, holds });

const factsOf = (asked: Asked): Facts =>
  ({
    has: (program) => made(asked, "program", program),
    file: (path) => made(asked, "file", path),
    device: (path) => made(asked, "device", path),
    gpu: () => made(asked, "gpu", ""),
  }) satisfies Facts;

/** The container as a place: facts of it, and files in it. */
export interface Inside extends Facts {
  /**
   * A file inside, for an option that could mean one on the host as well.
   *
   * @param path absolute
   */
  (path: string): InsidePath;
}

/** The Proxmox VE host as a place: facts of it, and files on it. */
export interface OnHost extends Facts {
  /**
   * A file on the host, for an option that could mean one inside as well.
   *
   * @param path absolute
   */
  (path: Text): HostPath;
}

/**
 * The container as a place. Its facts are for `when`; they are asked just before the step's check, so that what an earlier step has made counts. Called with a
 * path, it gives a file inside, where an option could mean one on the host as well: `inside("/etc/ssl/app-ca.crt")`.
 *
 * @example
 * command({ title: "cache of models", when: inside.gpu(), apply: sh`install -d /srv/models` })
 */
export const inside: Inside = Object.freeze(
  Object.assign((path: string): InsidePath => Object.freeze({ is: "inside-path", path }), factsOf("inside")),
);

/**
 * The Proxmox VE host as a place. Its facts are for `when`; they are asked once, before the first step and without a call of `pct`. Called with a path, it gives
 * a file on the host, where an option could mean one inside as well: `onHost("/etc/pve/pve-root-ca.pem")`.
 *
 * @example
 * command({ title: "what the host can do", when: onHost.device("/dev/kvm"), apply: sh`touch /etc/kvm-is-there` })
 */
export const onHost: OnHost = Object.freeze(
  Object.assign((path: Text): HostPath => Object.freeze({ is: "host-path", path }), factsOf("on the host")),
);

/**
 * The opposite of a fact: `not(inside.has("docker"))`.
 *
 * @example
 * apt.packages({ packages: ["docker.io"], when: not(inside.has("docker")) })
 */
export const not = (fact: Condition): Condition => made(fact.asked, fact.fact, fact.subject, !fact.holds);

/** Why a step is skipped whose condition is not met, for its line in the log. */
export function unmet({ asked, fact, subject, holds }: Condition): string {
  const what = { program: `program ${subject}`, file: subject, device: `device ${subject}`, gpu: "NVIDIA GPU" }[fact];
  const there = fact === "file" ? "" : fact === "gpu" ? "an " : "a ";
  return `${holds ? `no ${what}` : `${there}${what}`} is ${asked === "inside" ? "inside" : "on the host"}`;
}

/** The conditions that `when` was given, as a list. */
export const conditionsOf = (when: Condition | readonly Condition[] = []): readonly Condition[] =>
  Array.isArray(when) ? when : [when as Condition];

const isCondition = (value: unknown): value is Condition =>
  typeof value === "object" && value !== null && "is" in value && value.is === "condition";

/** What is wrong with a fact's subject; nothing if it is sound. */
function amiss({ fact, subject }: Condition): string | undefined {
  if (fact === "gpu") return undefined;
  const name = literal.safeParse(subject).success ? subject : "";
  if (fact === "program")
    return /^[A-Za-z0-9_][A-Za-z0-9_.+-]*$/.test(name) ? undefined : "must be a program's name, without its folder";
  return /^\/[^\p{Cc}]+$/u.test(name) ? undefined : "must be an absolute path on one line";
}

/** The schema of what `when` takes: one fact, or several that must all hold. */
export const conditions = z
  .custom<Condition | readonly Condition[]>(
    (value) => (Array.isArray(value) ? value.length > 0 && value.every(isCondition) : isCondition(value)),
    withFix("must be a fact, or a list of facts", "write inside.has(…), onHost.device(…) or not(…)"),
  )
  .superRefine((when, context) => {
    for (const condition of conditionsOf(when)) {
      const message = amiss(condition);
      if (message !== undefined) context.addIssue(`asks for '${condition.subject}', which ${message}`);
    }
  });
