import { describe, expect, it } from "vitest";
import { sh } from "../../../generator/dsl/shell.ts";
import type { Step } from "../../../generator/dsl/step.ts";
import { env, hypervisorConfig, lxcConfig, text } from "../../../generator/dsl/text.ts";
import { seconds } from "../../../generator/dsl/units.ts";
import { cronJob } from "../../../generator/steps/kinds/cron-job.ts";
import { dockerTrial } from "../../../generator/steps/kinds/docker-trial.ts";
import { fileContent } from "../../../generator/steps/kinds/file-content.ts";
import { scriptRun } from "../../../generator/steps/kinds/script-run.ts";
import { systemEnvironment } from "../../../generator/steps/kinds/system-environment.ts";
import { asks, compose, container, key, own, runs, services, unit, warned } from "./steps.ts";

describe("a secret in the clear is a warning:", () => {
  it.each<[string, Step, string]>([
    // In the log.
    [
      "a value of the container's block",
      fileContent({ path: "/x", content: lxcConfig("admin_password") }),
      "admin_password content",
    ],
    [
      "a value of the hypervisor",
      fileContent({ path: "/x", content: hypervisorConfig("registry.token", "word") }),
      "registry.token content",
    ],
    ["a variable of the run", fileContent({ path: "/x", content: env("SMTP_PASSPHRASE") }), "SMTP_PASSPHRASE content"],
    [
      "a value in text",
      fileContent({ path: "/x", content: text`key: ${env("CLIENT_SECRET")}` }),
      "CLIENT_SECRET content",
    ],
    [
      "a value that the text calls a secret",
      fileContent({ path: "/x", content: text`db_password=${lxcConfig("db")}\n` }),
      "db_password content",
    ],
    [
      "a value that the option calls a secret",
      container({ environment: { DB_PASSWORD: lxcConfig("db") } }),
      "DB_PASSWORD environment.DB_PASSWORD",
    ],
    ["a private key", fileContent({ path: "/x", content: lxcConfig("ssh_private_key") }), "ssh_private_key content"],
    // In the environment or the arguments of a Docker container.
    [
      "a variable of Docker",
      container({ environment: { POSTGRES_PASSWORD: "hunter2" } }),
      "POSTGRES_PASSWORD environment.POSTGRES_PASSWORD",
    ],
    [
      "a variable of Docker, in one word",
      container({ environment: { PGPASSWORD: "hunter2" } }),
      "PGPASSWORD environment.PGPASSWORD",
    ],
    [
      "a key in a variable",
      container({ environment: { AWS_SECRET_ACCESS_KEY: "abc/def" } }),
      "AWS_SECRET_ACCESS_KEY environment.AWS_SECRET_ACCESS_KEY",
    ],
    [
      "a private key in a variable",
      container({ environment: { TLS_PRIVATE_KEY: key } }),
      "TLS_PRIVATE_KEY environment.TLS_PRIVATE_KEY",
    ],
    ["a word of Docker's", container({ arguments: ["--admin-password=hunter2"] }), "admin-password arguments.0"],
    ["two words of Docker's", container({ arguments: ["--api-token", "hunter2"] }), "api-token arguments.1"],
    [
      "a value as the second of two words",
      container({ arguments: ["--api-token", lxcConfig("x")] }),
      "api-token arguments.1",
    ],
    [
      "a label",
      container({ labels: { "traefik.auth.secret": "hunter2" } }),
      "traefik.auth.secret labels.traefik.auth.secret",
    ],
    [
      "a trial's question",
      dockerTrial({
        name: "web",
        image: "web:1",
        probe: { url: "http://localhost/", headers: { "X-Auth-Token": "hunter2" }, within: seconds(9) },
      }),
      "X-Auth-Token probe.headers.X-Auth-Token",
    ],
    // Compose.
    [
      "a variable for Compose",
      compose({ environment: { DB_PASSWORD: "hunter2" } }),
      "DB_PASSWORD environment.DB_PASSWORD",
    ],
    [
      "a variable of a service",
      services({ environment: { DB_PASSWORD: "hunter2" } }),
      "DB_PASSWORD file.services.web.environment.DB_PASSWORD",
    ],
    [
      "a variable in a list",
      services({ environment: ["DB_PASSWORD=hunter2"] }),
      "DB_PASSWORD file.services.web.environment.0",
    ],
    [
      "a word of a service's command",
      services({ command: ["serve", "--token=hunter2"] }),
      "token file.services.web.command.1",
    ],
    [
      "a variable in YAML",
      compose({ file: "services:\n  web:\n    image: web:1\n    environment:\n      DB_PASSWORD: hunter2\n" }),
      "DB_PASSWORD file",
    ],
    [
      "a variable in a list in YAML",
      compose({ file: "services:\n  web:\n    image: web:1\n    environment:\n      - DB_PASSWORD=hunter2\n" }),
      "DB_PASSWORD file",
    ],
    // HTTP.
    ["a header", asks({ headers: { "PRIVATE-TOKEN": "hunter2" } }), "PRIVATE-TOKEN headers.PRIVATE-TOKEN"],
    ["a body", asks({ body: '{ "user": "x", "password": "hunter2" }' }), "password body"],
    ["an address", asks({ url: "http://localhost/x?user=y&token=hunter2" }), "token url"],
    ["a value in an address", asks({ url: text`http://localhost/x?token=${lxcConfig("x")}` }), "token url"],
    // Bash.
    ["a value in Bash", runs(sh`login ${lxcConfig("registry_token")}`), "registry_token apply"],
    ["a variable in Bash", runs(sh`DB_PASSWORD=hunter2 migrate`), "DB_PASSWORD apply"],
    ["an option in Bash", runs(sh`migrate --password ${"hunter2"} --force`), "password apply"],
    ["a piece of Bash in Bash", runs(sh`${sh`migrate --password=hunter2`} || exit`), "password apply"],
    [
      "an argument of a script",
      scriptRun({ path: "/x", arguments: ["--password", "hunter2"], check: sh`false` }),
      "password arguments.1",
    ],
    // Settings.
    [
      "a variable of a service of systemd",
      unit({ ExecStart: [["/x"]], Environment: { API_TOKEN: "hunter2" } }),
      "API_TOKEN sections.Service.Environment.API_TOKEN",
    ],
    [
      "a word of a service's of systemd",
      unit({ ExecStart: [["/x", "--token", "hunter2"]] }),
      "token sections.Service.ExecStart.0.2",
    ],
    [
      "a variable of everybody's",
      systemEnvironment({ variables: { HF_TOKEN: "hunter2" } }),
      "HF_TOKEN variables.HF_TOKEN",
    ],
    [
      "a variable of cron's",
      cronJob({ name: "x", schedule: "@daily", command: "true", environment: { RESTIC_PASSWORD: "hunter2" } }),
      "RESTIC_PASSWORD environment.RESTIC_PASSWORD",
    ],
    [
      "a command of cron's",
      cronJob({ name: "x", schedule: "@daily", command: "backup --password hunter2" }),
      "password command",
    ],
    ["an option of an own kind", own({ password: "hunter2" }), "password password"],
  ])("%s", (_what, step, expected) => {
    expect(warned(step)).toEqual([expected]);
  });
});
