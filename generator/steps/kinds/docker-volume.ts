import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { literal } from "../../dsl/text.ts";
import { containerName } from "../options/docker-run.ts";
import { programs } from "../options/things.ts";

const value = literal.regex(/^\P{Cc}*$/u, "must be text within one line");

/** Options of {@link dockerVolume}. */
export interface DockerVolumeOptions extends StepOptions {
  /** Name of the volume: a letter or digit, then letters, digits, `_`, `.`, `-`. */
  readonly name: string;
  /** Driver. Default `local`. */
  readonly driver?: string;
  /** What the driver is told, such as `{ type: "tmpfs", device: "tmpfs", o: "size=100m" }`. No secrets: `docker volume inspect` shows them. Default none. */
  readonly options?: Readonly<Record<string, string>>;
}

/**
 * Docker has the volume. One of that name with another driver or other options is left alone, since it holds data, and the step fails.
 *
 * @example
 * docker.volume({ name: "grafana-data" })
 */
export const dockerVolume = defineStep<DockerVolumeOptions>({
  kind: "docker-volume",
  schema: z.strictObject({
    name: containerName,
    driver: z
      .string()
      .regex(/^[a-z][\w./:-]*$/, "must be a driver's name, such as local")
      .exactOptional(),
    options: z
      .record(z.string().regex(/^[A-Za-z][\w.-]*$/, "must be an option's name"), value)
      .readonly()
      .exactOptional(),
  }),
  title: ({ name }) => `docker volume ${name}`,
  limit: 60,
  view: ({ name, driver = "local", options = {} }) => ({
    name,
    driver,
    known: [driver, goJson(options)].join(" "),
    words: Object.entries(options).flatMap(([option, value]) => ["--opt", `${option}=${value}`]),
  }),
  shared: ["docker-volume"],
  features: ["nesting"],
  traits: { docker: true },
  provides: ({ name, driver = "local", options = {} }) => [
    {
      what: "volume",
      name,
      at: ["name"],
      state: { options: [driver, Object.entries(options).sort()] },
      forOthers: "the Docker volume",
    },
  ],
  requires: () => programs("docker"),
  told: ({ name }) => ({
    check: `there is a Docker volume ${name}, with this driver`,
    apply: "`docker volume create`",
  }),
});

/** Options as Docker's `json` prints them: sorted, and with escapes for what HTML would take for markup; `null` if there are none. */
function goJson(options: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
  if (sorted.length === 0) return "null";
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(Object.fromEntries(sorted)).replace(/[<>&\u2028\u2029]/g, escaped);
}
