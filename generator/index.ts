/**
 * Everything that a definition imports.
 *
 * @packageDocumentation
 */

export { type Asked, type Condition, type Fact, type Facts, inside, not, onHost } from "./model/condition.ts";
export type {
  Acceptance,
  Application,
  ApplicationOptions,
  Definition,
  FeatureOptions,
  NetworkOptions,
  Template,
  TemplateOptions,
  VllmOptions,
} from "./model/container.ts";
export { application, template } from "./model/container-schema.ts";
export { group } from "./model/group.ts";
export { type Host, type HostOptions, host, type NvidiaOptions } from "./model/host.ts";
export { type LocalFile, type LocalFolder, local, localFolder } from "./model/local-file.ts";
export { type Shell, type ShellValue, sh } from "./model/shell.ts";
export type { Step } from "./model/step.ts";
export type { RetryOptions, StepOptions } from "./model/step-options.ts";
export {
  env,
  hypervisorConfig,
  type JoinedText,
  lxcConfig,
  type RuntimeValue,
  type Text,
  text,
  type ValueFormat,
} from "./model/text.ts";
export { type Duration, gib, kib, mib, minutes, type Size, seconds } from "./model/units.ts";
export {
  apt,
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
