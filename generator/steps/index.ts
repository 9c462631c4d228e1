import { servicesRunning } from "./compositions/services-running.ts";
import { aptAbsent } from "./kinds/apt-absent.ts";
import { aptDeb } from "./kinds/apt-deb.ts";
import { aptHeld } from "./kinds/apt-held.ts";
import { aptPackages } from "./kinds/apt-packages.ts";
import { aptRepository } from "./kinds/apt-repository.ts";
import { aptUpgrade } from "./kinds/apt-upgrade.ts";
import { assertCommand } from "./kinds/assert-command.ts";
import { command } from "./kinds/command.ts";
import { cronJob } from "./kinds/cron-job.ts";
import { diskFree } from "./kinds/disk-free.ts";
import { dockerCompose } from "./kinds/docker-compose.ts";
import { dockerContainer } from "./kinds/docker-container.ts";
import { dockerDaemon } from "./kinds/docker-daemon.ts";
import { dockerImage } from "./kinds/docker-image.ts";
import { dockerImageFromHost } from "./kinds/docker-image-from-host.ts";
import { dockerLogLine } from "./kinds/docker-log-line.ts";
import { dockerNetwork } from "./kinds/docker-network.ts";
import { dockerReady } from "./kinds/docker-ready.ts";
import { dockerTrial } from "./kinds/docker-trial.ts";
import { dockerVolume } from "./kinds/docker-volume.ts";
import { fileAbsent } from "./kinds/file-absent.ts";
import { fileArchive } from "./kinds/file-archive.ts";
import { fileAttributes } from "./kinds/file-attributes.ts";
import { fileContent } from "./kinds/file-content.ts";
import { fileCopy } from "./kinds/file-copy.ts";
import { fileDirectory } from "./kinds/file-directory.ts";
import { fileDownload } from "./kinds/file-download.ts";
import { fileFolder } from "./kinds/file-folder.ts";
import { fileFromHost } from "./kinds/file-from-host.ts";
import { fileIni } from "./kinds/file-ini.ts";
import { fileJoined } from "./kinds/file-joined.ts";
import { fileJson } from "./kinds/file-json.ts";
import { fileLine } from "./kinds/file-line.ts";
import { fileLocal } from "./kinds/file-local.ts";
import { fileOutput } from "./kinds/file-output.ts";
import { fileSymlink } from "./kinds/file-symlink.ts";
import { fileTemplate } from "./kinds/file-template.ts";
import { gitCheckout } from "./kinds/git-checkout.ts";
import { httpAnswers } from "./kinds/http-answers.ts";
import { httpAnswersFromHost } from "./kinds/http-answers-from-host.ts";
import { kernelParameter } from "./kinds/kernel-parameter.ts";
import { lxcDevice } from "./kinds/lxc-device.ts";
import { lxcMount } from "./kinds/lxc-mount.ts";
import { lxcOptions } from "./kinds/lxc-options.ts";
import { lxcVolume } from "./kinds/lxc-volume.ts";
import { nvidiaDevices } from "./kinds/nvidia-devices.ts";
import { nvidiaDriver } from "./kinds/nvidia-driver.ts";
import { nvidiaReady } from "./kinds/nvidia-ready.ts";
import { pythonVenv } from "./kinds/python-venv.ts";
import { scriptRun } from "./kinds/script-run.ts";
import { secretFromEnvironment } from "./kinds/secret-from-environment.ts";
import { secretFromHost } from "./kinds/secret-from-host.ts";
import { secretGenerated } from "./kinds/secret-generated.ts";
import { serviceDropIn } from "./kinds/service-drop-in.ts";
import { serviceRunning } from "./kinds/service-running.ts";
import { serviceStopped } from "./kinds/service-stopped.ts";
import { serviceUnit } from "./kinds/service-unit.ts";
import { systemEnvironment } from "./kinds/system-environment.ts";
import { systemHosts } from "./kinds/system-hosts.ts";
import { systemLocale } from "./kinds/system-locale.ts";
import { systemTimeZone } from "./kinds/system-time-zone.ts";
import { tlsAuthority } from "./kinds/tls-authority.ts";
import { tlsSelfSigned } from "./kinds/tls-self-signed.ts";
import { userGroup } from "./kinds/user-group.ts";
import { userPresent } from "./kinds/user-present.ts";
import { userSshKeys } from "./kinds/user-ssh-keys.ts";
import { waitCommand } from "./kinds/wait-command.ts";
import { waitFile } from "./kinds/wait-file.ts";
import { waitLogLine } from "./kinds/wait-log-line.ts";
import { waitNames } from "./kinds/wait-names.ts";
import { waitNeighbour } from "./kinds/wait-neighbour.ts";
import { waitPort, waitPortFromHost } from "./kinds/wait-port.ts";

/** Debian packages. */
export const apt = {
  absent: aptAbsent,
  deb: aptDeb,
  held: aptHeld,
  packages: aptPackages,
  repository: aptRepository,
  upgrade: aptUpgrade,
};

/** User accounts and groups. */
export const user = { group: userGroup, present: userPresent, sshKeys: userSshKeys };

/** Python. */
export const python = { venv: pythonVenv };

/** Git. */
export const git = { checkout: gitCheckout };

/** Files and directories. */
export const file = {
  absent: fileAbsent,
  archive: fileArchive,
  attributes: fileAttributes,
  content: fileContent,
  copy: fileCopy,
  directory: fileDirectory,
  download: fileDownload,
  folder: fileFolder,
  fromHost: fileFromHost,
  ini: fileIni,
  joined: fileJoined,
  json: fileJson,
  line: fileLine,
  local: fileLocal,
  output: fileOutput,
  symlink: fileSymlink,
  template: fileTemplate,
};

/** Secrets: kept on the host, handed over by the run's environment, or made inside. */
export const secret = { fromEnvironment: secretFromEnvironment, fromHost: secretFromHost, generated: secretGenerated };

/** Commands that run by a schedule. */
export const cron = { job: cronJob };

/** The system as a whole. */
export const system = {
  environment: systemEnvironment,
  hosts: systemHosts,
  locale: systemLocale,
  timeZone: systemTimeZone,
};

/** Certificates for TLS. */
export const tls = { authority: tlsAuthority, selfSigned: tlsSelfSigned };

/** The kernel, as the container sees it. */
export const kernel = { parameter: kernelParameter };

/** The container itself, as its host sees it. */
export const lxc = { device: lxcDevice, mount: lxcMount, options: lxcOptions, volume: lxcVolume };

/** Space on disk. */
export const disk = { free: diskFree };

/** systemd services. */
export const service = {
  allRunning: servicesRunning,
  dropIn: serviceDropIn,
  running: serviceRunning,
  stopped: serviceStopped,
  unit: serviceUnit,
};

/** An author's own scripts. */
export const script = { run: scriptRun };

/** NVIDIA GPUs. */
export const nvidia = { devices: nvidiaDevices, driver: nvidiaDriver, ready: nvidiaReady };

/** Docker inside the container. */
export const docker = {
  compose: dockerCompose,
  container: dockerContainer,
  daemon: dockerDaemon,
  image: dockerImage,
  imageFromHost: dockerImageFromHost,
  logLine: dockerLogLine,
  network: dockerNetwork,
  ready: dockerReady,
  trial: dockerTrial,
  volume: dockerVolume,
};

/** What has to hold: each only looks, and never counts as a change. */
export const assert = { command: assertCommand };

/** Waits: each only looks, tells what it waits for, and ends in time. */
export const wait = {
  command: waitCommand,
  file: waitFile,
  logLine: waitLogLine,
  names: waitNames,
  neighbour: waitNeighbour,
  port: waitPort,
  portFromHost: waitPortFromHost,
};

/** Answers over HTTP. */
export const http = { answers: httpAnswers, answersFromHost: httpAnswersFromHost };

export { type DockerEngineOptions, dockerEngine } from "./compositions/docker-engine.ts";
export { type NvidiaStackOptions, nvidiaStack } from "./compositions/nvidia-stack.ts";
export { type PortainerAgentOptions, portainerAgent } from "./compositions/portainer-agent.ts";
export { type VllmServerOptions, vllmServer } from "./compositions/vllm-server.ts";
export { command };
