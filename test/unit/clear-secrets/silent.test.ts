import { describe, expect, it } from "vitest";
import { sh } from "../../../generator/dsl/shell.ts";
import type { Step } from "../../../generator/dsl/step.ts";
import { env, hypervisorConfig, lxcConfig } from "../../../generator/dsl/text.ts";
import { minutes } from "../../../generator/dsl/units.ts";
import { clearSecrets, isSecretName } from "../../../generator/rules/clear-secrets.ts";
import { command } from "../../../generator/steps/kinds/command.ts";
import { dockerContainer } from "../../../generator/steps/kinds/docker-container.ts";
import { fileContent } from "../../../generator/steps/kinds/file-content.ts";
import { fileFromHost } from "../../../generator/steps/kinds/file-from-host.ts";
import { fileIni } from "../../../generator/steps/kinds/file-ini.ts";
import { scriptRun } from "../../../generator/steps/kinds/script-run.ts";
import { secretFromEnvironment } from "../../../generator/steps/kinds/secret-from-environment.ts";
import { secretFromHost } from "../../../generator/steps/kinds/secret-from-host.ts";
import { systemEnvironment } from "../../../generator/steps/kinds/system-environment.ts";
import { asks, compose, container, own, runs, services, unit, warned } from "./steps.ts";

describe("it is none:", () => {
  it.each<[string, Step]>([
    // Of values that are read.
    ["a value of another name", fileContent({ path: "/x", content: lxcConfig("vllm_model") })],
    [
      "the path of a secret's file",
      secretFromHost({ path: "/x", source: hypervisorConfig("core_paths.hf_token_file", "path") }),
    ],
    [
      "the path of a secret's file that is called like it",
      secretFromHost({ path: "/x", source: hypervisorConfig("registry.token") }),
    ],
    ["a path by its format", container({ environment: { DB_PASSWORD: lxcConfig("secret", "path") } })],
    ["a path of a file on the host", fileFromHost({ path: "/x", source: lxcConfig("private_key") })],
    ["how long a token lives", fileContent({ path: "/x", content: lxcConfig("token_ttl", "integer") })],
    ["how many tokens there may be", container({ arguments: ["--max-tokens", lxcConfig("max_tokens", "integer")] })],
    ["a public key", fileContent({ path: "/x", content: lxcConfig("ssh_public_key") })],
    // Of Docker.
    ["the file of a password", container({ environment: { POSTGRES_PASSWORD_FILE: "/run/secrets/db" } })],
    ["a path as a password", container({ environment: { DB_PASSWORD: "/run/secrets/db" } })],
    [
      "a reference as a password",
      container({ environment: { GF_SECURITY_ADMIN_PASSWORD: "$__file{/run/secrets/admin}" } }),
    ],
    ["a password that is allowed to be empty", container({ environment: { MYSQL_ALLOW_EMPTY_PASSWORD: "yes" } })],
    ["an empty one", container({ environment: { DB_PASSWORD: "" } })],
    ["tokenizers", container({ environment: { TOKENIZERS_PARALLELISM: "false" } })],
    ["a type of keys", container({ environment: { KEY_TYPE: "ed25519", PRIVATE_KEY_TYPE: "rsa" } })],
    ["a public key in a variable", container({ environment: { PUBLIC_KEY: "ssh-ed25519 AAAA", API_KEY_ID: "7" } })],
    ["an end of text", container({ arguments: ["--eos-token", "</s>", "--pad_token=<pad>"] })],
    [
      "a file as the second of two words",
      container({ arguments: ["--password-file", "hunter2", "--token", "--force"] }),
    ],
    ["a name of a container", dockerContainer({ name: "password", image: "token:1" })],
    ["a volume", container({ volumes: ["password:/run/secret"] })],
    // Of Compose.
    [
      "Compose's secrets",
      compose({
        file: {
          services: { web: { image: "web:1", secrets: ["db_password"] } },
          secrets: { db_password: { file: "./db" } },
        } as never,
      }),
    ],
    ["Compose's variables", services({ environment: { DB_PASSWORD: "$" + "{DB_PASSWORD}", TOKEN: "$TOKEN" } })],
    ["Compose's variables in a list", services({ environment: ["DB_PASSWORD=$" + "{DB_PASSWORD}", "DB_PASSWORD"] })],
    [
      "Compose's variables in YAML",
      compose({
        file:
          "services:\n  web:\n    image: web:1\n    environment:\n      DB_PASSWORD: $" +
          "{DB_PASSWORD}\n    secrets:\n      - db_password\nsecrets:\n  db_password:\n    file: ./db\n",
      }),
    ],
    ["Compose's file of variables", compose({ environmentFile: "/opt/web/secret.env" })],
    // Of HTTP.
    ["a header of another name", asks({ headers: { "Content-Type": "application/json", "X-Token-Type": "bearer" } })],
    ["a body with other names", asks({ body: '{ "max_tokens": 8, "token_type": "x", "password_hint": "y" }' })],
    ["an address with other names", asks({ url: "http://localhost/token?type=password" })],
    // Of Bash.
    ["a variable that Bash reads", runs(sh`token=$(cat /run/token); login --token "$token" --password=\${PASSWORD}`)],
    [
      "a question about a word",
      runs(sh`grep --quiet '^password=' /etc/x; [[ $token == abc ]]; sed -i 's/^token=.*/token=/' /etc/x`),
    ],
    ["input", runs(sh`docker login --password-stdin --username ${"x"} </run/token`)],
    ["a file in Bash", runs(sh`migrate --password-file ${"/run/password"} --token ${"/run/token"}`)],
    [
      "an argument that is a path",
      scriptRun({ path: "/x", arguments: ["--private-key", "/etc/ssl/private/x.key"], check: sh`false` }),
    ],
    // Of settings and files.
    [
      "a credential of systemd's",
      unit({ ExecStart: [["/x"]], LoadCredential: "token:/run/token", EnvironmentFile: "/run/secret.env" }),
    ],
    ["a setting about passwords", fileIni({ path: "/x", merge: { "": { PasswordAuthentication: "no" } } })],
    ["a file's own content", fileContent({ path: "/x", content: "password=hunter2\n", mode: "0600" })],
    [
      "a variable of another name",
      systemEnvironment({ variables: { KEYCTL: "on", SECRET_NAME: "db", TOKEN_URL: "https://x/" } }),
    ],
    ["an own kind's file", own({ passwordFile: "/run/password", maxTokens: 8 })],
    [
      "a secret's own step",
      secretFromEnvironment({
        variable: "DB_PASSWORD",
        path: "/run/password",
        envFile: { path: "/x", key: "DB_PASSWORD" },
      }),
    ],
    ["a title", command({ title: "password=hunter2", check: sh`false`, apply: sh`true`, timeout: minutes(1) })],
  ])("%s", (_what, step) => {
    expect(warned(step)).toEqual([]);
  });
});

it("a name is a secret's by its last word", () => {
  const secrets =
    "token TOKEN hf_token accessToken HUGGING_FACE_HUB_TOKEN csrf-token password DB_PASSWORD userPassword passwd passphrase JWT_SECRET clientSecret private_key sshPrivateKey SECRET_KEY secretKey privatekey rootpassword TOKEN_1 password2 private_key_pem X-Auth-Token core.admin.password";
  const others =
    "tokens max_tokens tokenizer token_type tokenFile TOKEN_URL password_file PasswordAuthentication password-hash secrets secret_name secretPath public_key PUBLIC_KEY key key_type keyctl api_key_id private_key_file private_dir eos_token padToken pass compass keyring monkey";
  expect(secrets.split(" ").filter((name) => !isSecretName(name))).toEqual([]);
  expect(others.split(" ").filter(isSecretName)).toEqual([]);
});

it("it is said where it would be seen, and what to do", () => {
  const [logged] = clearSecrets(fileContent({ path: "/x", content: env("API_TOKEN") }));
  expect(logged?.message).toBe(
    "'API_TOKEN' is the name of a secret, and this one would stand in the log, where values stand that are read when the script runs",
  );
  const [seen] = clearSecrets(container({ environment: { API_TOKEN: "x1" } }));
  expect(seen?.message).toBe(
    "'API_TOKEN' is the name of a secret, and this one would stand in the environment of what runs",
  );
  expect(seen?.fix).toContain("secret.fromEnvironment");
});
