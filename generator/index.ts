/**
 * Everything that a definition imports.
 *
 * @packageDocumentation
 */

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
export { type Host, type HostOptions, host, type NvidiaOptions } from "./model/host.ts";
export { type Shell, type ShellValue, sh } from "./model/shell.ts";
export type { Step, StepOptions } from "./model/step.ts";
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
export { type Duration, gib, mib, minutes, type Size, seconds } from "./model/units.ts";
export {
  apt,
  command,
  type DockerEngineOptions,
  disk,
  docker,
  dockerEngine,
  file,
  http,
  type NvidiaStackOptions,
  nvidia,
  nvidiaStack,
  type PortainerAgentOptions,
  portainerAgent,
  script,
  secret,
  service,
  user,
  type VllmServerOptions,
  vllmServer,
} from "./steps/index.ts";
