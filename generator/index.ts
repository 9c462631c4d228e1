/**
 * Everything that a definition imports.
 *
 * @packageDocumentation
 */

export {
  type Asked,
  type Condition,
  type Fact,
  type Facts,
  type Inside,
  inside,
  not,
  type OnHost,
  onHost,
} from "./dsl/condition.ts";
export type {
  Acceptance,
  Application,
  ApplicationOptions,
  Definition,
  NetworkOptions,
  ReadyOptions,
  Template,
  TemplateOptions,
  VllmOptions,
} from "./dsl/container.ts";
export { application, template } from "./dsl/container-schema.ts";
export type { FeatureOptions } from "./dsl/features.ts";
export { group } from "./dsl/group.ts";
export { type Host, type HostOptions, host, type NvidiaKey, type NvidiaOptions } from "./dsl/host.ts";
export { type LocalFile, type LocalFolder, local, localFolder } from "./dsl/local-file.ts";
export { type Shell, type ShellValue, sh } from "./dsl/shell.ts";
export type { HostPath, InsidePath } from "./dsl/sided-path.ts";
export type { Step } from "./dsl/step.ts";
export type { RetryOptions, StepOptions } from "./dsl/step-options.ts";
export {
  env,
  hypervisorConfig,
  type JoinedText,
  lxcConfig,
  type RuntimeValue,
  type Text,
  text,
  type ValueFormat,
} from "./dsl/text.ts";
export { type Duration, gib, kib, mib, minutes, type Size, seconds } from "./dsl/units.ts";
export {
  apt,
  assert,
  command,
  cron,
  type DockerEngineOptions,
  disk,
  docker,
  dockerEngine,
  file,
  git,
  http,
  kernel,
  lxc,
  type NvidiaStackOptions,
  nvidia,
  nvidiaStack,
  type PortainerAgentOptions,
  portainerAgent,
  python,
  script,
  secret,
  service,
  system,
  tls,
  user,
  type VllmServerOptions,
  vllmServer,
  wait,
} from "./steps/index.ts";
