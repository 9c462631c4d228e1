import { aptAbsent } from "./apt-absent.ts";
import { aptDeb } from "./apt-deb.ts";
import { aptHeld } from "./apt-held.ts";
import { aptPackages } from "./apt-packages.ts";
import { aptRepository } from "./apt-repository.ts";
import { aptUpgrade } from "./apt-upgrade.ts";
import { command } from "./command.ts";
import { cronJob } from "./cron-job.ts";
import { directory } from "./directory.ts";
import { diskFree } from "./disk-free.ts";
import { dockerCompose } from "./docker-compose.ts";
import { dockerContainer } from "./docker-container.ts";
import { dockerDaemon } from "./docker-daemon.ts";
import { dockerImage } from "./docker-image.ts";
import { dockerImageFromHost } from "./docker-image-from-host.ts";
import { dockerLogLine } from "./docker-log-line.ts";
import { dockerNetwork } from "./docker-network.ts";
import { dockerReady } from "./docker-ready.ts";
import { dockerTrial } from "./docker-trial.ts";
import { dockerVolume } from "./docker-volume.ts";
import { fileAbsent } from "./file-absent.ts";
import { fileArchive } from "./file-archive.ts";
import { fileAttributes } from "./file-attributes.ts";
import { fileContent } from "./file-content.ts";
import { fileDownload } from "./file-download.ts";
import { fileFolder } from "./file-folder.ts";
import { fileFromHost } from "./file-from-host.ts";
import { fileIni } from "./file-ini.ts";
import { fileJoined } from "./file-joined.ts";
import { fileJson } from "./file-json.ts";
import { fileLine } from "./file-line.ts";
import { fileLocal } from "./file-local.ts";
import { fileSymlink } from "./file-symlink.ts";
import { fileTemplate } from "./file-template.ts";
import { gitCheckout } from "./git-checkout.ts";
import { httpAnswers } from "./http-answers.ts";
import { httpAnswersFromHost } from "./http-answers-from-host.ts";
import { kernelParameter } from "./kernel-parameter.ts";
import { lxcDevice } from "./lxc-device.ts";
import { lxcMount } from "./lxc-mount.ts";
import { lxcOptions } from "./lxc-options.ts";
import { lxcVolume } from "./lxc-volume.ts";
import { nvidiaDevices } from "./nvidia-devices.ts";
import { nvidiaDriver } from "./nvidia-driver.ts";
import { nvidiaReady } from "./nvidia-ready.ts";
import { pythonVenv } from "./python-venv.ts";
import { scriptRun } from "./script-run.ts";
import { secretFromEnvironment } from "./secret-from-environment.ts";
import { secretFromHost } from "./secret-from-host.ts";
import { secretGenerated } from "./secret-generated.ts";
import { serviceDropIn } from "./service-drop-in.ts";
import { serviceRunning } from "./service-running.ts";
import { serviceStopped } from "./service-stopped.ts";
import { serviceUnit } from "./service-unit.ts";
import { servicesRunning } from "./services-running.ts";
import { systemEnvironment } from "./system-environment.ts";
import { systemHosts } from "./system-hosts.ts";
import { systemLocale } from "./system-locale.ts";
import { systemTimeZone } from "./system-time-zone.ts";
import { tlsAuthority } from "./tls-authority.ts";
import { tlsSelfSigned } from "./tls-self-signed.ts";
import { userGroup } from "./user-group.ts";
import { userPresent } from "./user-present.ts";
import { userSshKeys } from "./user-ssh-keys.ts";
import { waitFile } from "./wait-file.ts";
import { waitLogLine } from "./wait-log-line.ts";
import { waitNames } from "./wait-names.ts";
import { waitNeighbour } from "./wait-neighbour.ts";
import { waitPort, waitPortFromHost } from "./wait-port.ts";

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
  directory,
  download: fileDownload,
  folder: fileFolder,
  fromHost: fileFromHost,
  ini: fileIni,
  joined: fileJoined,
  json: fileJson,
  line: fileLine,
  local: fileLocal,
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

/** Waits: each only looks, tells what it waits for, and ends in time. */
export const wait = {
  file: waitFile,
  logLine: waitLogLine,
  names: waitNames,
  neighbour: waitNeighbour,
  port: waitPort,
  portFromHost: waitPortFromHost,
};

/** Answers over HTTP. */
export const http = { answers: httpAnswers, answersFromHost: httpAnswersFromHost };

export { type DockerEngineOptions, dockerEngine } from "./docker-engine.ts";
export { type NvidiaStackOptions, nvidiaStack } from "./nvidia-stack.ts";
export { type PortainerAgentOptions, portainerAgent } from "./portainer-agent.ts";
export { type VllmServerOptions, vllmServer } from "./vllm-server.ts";
export { command };
