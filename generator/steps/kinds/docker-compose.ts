import * as z from "zod";
import { type Step, stepList } from "../../dsl/step.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { type Text, textValue } from "../../dsl/text.ts";
import { type Duration, duration, inSeconds, minutes, seconds } from "../../dsl/units.ts";
import { withFix } from "../../validation/with-fix.ts";
import {
  type ComposeFile,
  composeDoubts,
  composeFile,
  composeHosts,
  composePorts,
  composeServices,
  composeText,
} from "../options/compose-file.ts";
import { filePath } from "../options/file-schema.ts";
import { pathNeeded, programs, wholeFile } from "../options/things.ts";
import { tries } from "./docker-log-line.ts";

/** Options of {@link dockerCompose}. */
export interface DockerComposeOptions extends StepOptions {
  /** Name of the project: lower-case letters, digits, `_` and `-`, the first a letter or digit. */
  readonly name: string;
  /**
   * The compose file: YAML as text, `local("files/compose.yaml")`, or data with `services`. Compose puts variables in place of `${NAME}`,
   * and reads `$$` as one `$`.
   */
  readonly file: ComposeFile;
  /** Absolute path of the folder for the file, `compose.yaml`; relative paths in it begin there. Default `/opt/<name>`. */
  readonly folder?: string;
  /**
   * Variables for `${NAME}` in the file, of one line each. They are kept in `.env` in the folder, which only root can read, and a
   * template removes that before its snapshot. Default none.
   */
  readonly environment?: Readonly<Record<string, Text>>;
  /** Absolute path of a file inside with lines `NAME=value`, instead of `environment`: one that another step makes. Default none. */
  readonly environmentFile?: string;
  /**
   * Steps of the same container that stand before it, such as files that a service mounts. By the names of services, `{ web: [config] }`: after a change, the
   * containers of these services alone are made anew. As a list: those of all services, also of such that do not use the file.
   */
  readonly restartOn?: readonly Step[] | Readonly<Record<string, readonly Step[]>>;
  /** How long the services may take to run, and to be healthy where they have a health check. Default 5 minutes. */
  readonly within?: Duration;
  /** How long they have to stay in the same state, and not be started again; those that have for longer are not watched. Default 10 s. */
  readonly stable?: Duration;
}

const variableValue = textValue.refine(
  (value) => typeof value !== "string" || (/^\P{Cc}*$/u.test(value) && !/\\(?:['\\]|$)/.test(value)),
  "must be one line, without a backslash before a backslash, before ' or at the end: Compose's .env cannot hold that",
);

/**
 * The Compose project runs as its file says: each service has a container that runs, is healthy if it has a health check, and stays so. One
 * that ended with exit code 0, and is not to be started again, has done its work. Containers whose configuration changed are made
 * anew by Compose; those of services that are gone are removed; volumes stay. What fails shows the last lines of its log.
 *
 * Needs Docker, and Compose as its plugin (`docker-compose-plugin`, in Ubuntu's own packages `docker-compose-v2`) or as the program `docker-compose`.
 * Secrets belong into a file that only root reads, as Compose's `secrets` take it, or into `environment`.
 *
 * @see https://docs.docker.com/reference/compose-file/
 * @example
 * const settings = file.content({ path: "/opt/cache/redis.conf", content: "maxmemory 256mb\n" });
 * docker.compose({
 *   name: "cache",
 *   file: {
 *     services: {
 *       redis: { image: "redis:8.2", command: "redis-server /redis.conf", volumes: ["./redis.conf:/redis.conf:ro"], restart: "always" },
 *     },
 *   },
 *   restartOn: { redis: [settings] },
 * })
 */
export const dockerCompose = defineStep<DockerComposeOptions>({
  kind: "docker-compose",
  schema: z
    .strictObject({
      name: z
        .string()
        .regex(
          /^[a-z0-9][a-z0-9_-]{0,62}$/,
          "must be lower-case letters, digits, _ and -, the first a letter or digit",
        ),
      file: composeFile,
      folder: filePath.exactOptional(),
      environment: z
        .record(z.string().regex(/^[A-Za-z_]\w*$/, "must be a variable's name"), variableValue)
        .readonly()
        .exactOptional(),
      environmentFile: filePath.exactOptional(),
      restartOn: z
        .union([
          stepList,
          z
            .record(z.string().regex(/^[\w.-]+$/, "must be a service's name: letters, digits, _ . and -"), stepList)
            .readonly(),
        ])
        .exactOptional(),
      within: duration.exactOptional(),
      stable: duration.exactOptional(),
    })
    .refine(({ environment, environmentFile }) => environment === undefined || environmentFile === undefined, {
      error: "and `environment` exclude each other: Compose reads one file",
      path: ["environmentFile"],
    })
    .superRefine(({ file, restartOn }, context) => {
      const services = composeServices(file);
      const missing = Object.keys(byService(restartOn)).find(
        (name) => services !== undefined && !services.includes(name),
      );
      if (missing === undefined) return;
      const message = withFix(
        `names '${missing}', which is no service of the file`,
        `name one of ${services?.join(", ")}`,
      );
      context.addIssue({ code: "custom", message, path: ["restartOn", missing] });
    }),
  title: ({ name }) => `docker compose project ${name}`,
  limit: ({ within = minutes(5), stable = seconds(10) }) => PULL + inSeconds(within) + inSeconds(stable),
  view: (options) => ({
    name: options.name,
    folder: folderOf(options),
    content: composeText(options.file),
    variables: Object.entries(options.environment ?? {}).flat(),
    environmentFile: options.environmentFile ?? (options.environment ? environmentIn(options) : ""),
    unit: isList(options.restartOn) ? markOf(options) : "",
    // Undefined, so that the plan of a project without them is what it was before services had marks of their own.
    services: marked(options),
    ...tries(options.within ?? minutes(5), seconds(2)),
    stable: inSeconds(options.stable ?? seconds(10)),
  }),
  shared: ({ environment, restartOn }) => [
    "docker-compose",
    "file",
    "file-change",
    ...(Object.keys(environment ?? {}).length > 0 ? ["compose-variables", "file-is"] : []),
    ...(restartOn ? ["restart-is-due"] : []),
    ...(Object.keys(byService(restartOn)).length > 0 ? ["compose-services"] : []),
  ],
  fetches: ({ file }) => composeHosts(file),
  features: ["nesting"],
  doubts: ({ file }) => composeDoubts(file),
  secrets: (options) => (options.environment ? [environmentIn(options)] : []),
  restartOn: (options) =>
    isList(options.restartOn)
      ? { unit: markOf(options), steps: options.restartOn }
      : Object.entries(byService(options.restartOn)).map(([name, steps]) => ({ unit: markOf(options, name), steps })),
  traits: {
    docker: true,
    replaces: ({ folder, environmentFile }) => [
      `${String(folder)}/x`,
      environmentFile,
      "/var/lib/phoenix-setup/compose/x",
    ],
    exposes: { file: "the environment or the arguments of what runs" },
  },
  provides: (options) => [
    wholeFile({ path: `${folderOf(options)}/compose.yaml` }, { text: composeText(options.file) }, "file"),
    ...composePorts(options.file),
  ],
  requires: ({ environmentFile }) => [...programs("docker"), ...pathNeeded(environmentFile, "environmentFile")],
  // Its services are known where its file is data, but not under which names they run.
  mayProvide: () => (thing) => ["container", "network", "volume", "port", "path"].includes(thing.what),
  told: (options) => ({
    check: `${folderOf(options)}/compose.yaml is as described, and each of its services runs`,
    apply: `docker compose --project-name ${options.name} up --detach --remove-orphans`,
    verify: `the services run, are healthy where they can tell, and stay so for ${inSeconds(options.stable ?? seconds(10))} s`,
  }),
});

/** Seconds for the pull of what the file names. */
const PULL = 1800;

const folderOf = ({ name, folder = `/opt/${name}` }: DockerComposeOptions): string => folder;
const environmentIn = (options: DockerComposeOptions): string => `${folderOf(options)}/.env`;

type RestartOn = DockerComposeOptions["restartOn"];

const isList = (given: RestartOn): given is readonly Step[] => Array.isArray(given);
const byService = (given: RestartOn): Readonly<Record<string, readonly Step[]>> =>
  given === undefined || isList(given) ? {} : given;

/** The services with a mark of their own; undefined where there is none. */
function marked(options: DockerComposeOptions): { service: string; mark: string; due: string }[] | undefined {
  const names = Object.keys(byService(options.restartOn));
  return names.length === 0
    ? undefined
    : names.map((service) => ({ service, mark: markOf(options, service), due: `what ${service} uses has changed` }));
}

/** Names the mark that says that all containers, or those of one service, have to be made anew. */
const markOf = ({ name }: DockerComposeOptions, service?: string): string =>
  `compose:${name}${service === undefined ? "" : `@${service}`}`;
