import { aptPackages } from "./apt-packages.ts";
import { aptRepository } from "./apt-repository.ts";
import { aptUpgrade } from "./apt-upgrade.ts";
import { command } from "./command.ts";
import { directory } from "./directory.ts";
import { diskFree } from "./disk-free.ts";
import { dockerContainer } from "./docker-container.ts";
import { dockerImage } from "./docker-image.ts";
import { dockerImageFromHost } from "./docker-image-from-host.ts";
import { dockerLogLine } from "./docker-log-line.ts";
import { dockerReady } from "./docker-ready.ts";
import { dockerTrial } from "./docker-trial.ts";
import { fileContent } from "./file-content.ts";
import { fileFromHost } from "./file-from-host.ts";
import { fileJson } from "./file-json.ts";
import { httpAnswers } from "./http-answers.ts";
import { httpAnswersFromHost } from "./http-answers-from-host.ts";
import { nvidiaDevices } from "./nvidia-devices.ts";
import { nvidiaDriver } from "./nvidia-driver.ts";
import { nvidiaReady } from "./nvidia-ready.ts";
import { scriptRun } from "./script-run.ts";
import { secretFromHost } from "./secret-from-host.ts";
import { serviceRunning } from "./service-running.ts";
import { userPresent } from "./user-present.ts";

/** Debian packages. */
export const apt = { packages: aptPackages, repository: aptRepository, upgrade: aptUpgrade };

/** User accounts. */
export const user = { present: userPresent };

/** Files and directories. */
export const file = { content: fileContent, directory, fromHost: fileFromHost, json: fileJson };

/** Secrets that are kept on the host. */
export const secret = { fromHost: secretFromHost };

/** Space on disk. */
export const disk = { free: diskFree };

/** systemd services. */
export const service = { running: serviceRunning };

/** An author's own scripts. */
export const script = { run: scriptRun };

/** NVIDIA GPUs. */
export const nvidia = { devices: nvidiaDevices, driver: nvidiaDriver, ready: nvidiaReady };

/** Docker inside the container. */
export const docker = {
  container: dockerContainer,
  image: dockerImage,
  imageFromHost: dockerImageFromHost,
  logLine: dockerLogLine,
  ready: dockerReady,
  trial: dockerTrial,
};

/** Answers over HTTP. */
export const http = { answers: httpAnswers, answersFromHost: httpAnswersFromHost };

export { type DockerEngineOptions, dockerEngine } from "./docker-engine.ts";
export { type NvidiaStackOptions, nvidiaStack } from "./nvidia-stack.ts";
export { type PortainerAgentOptions, portainerAgent } from "./portainer-agent.ts";
export { type VllmServerOptions, vllmServer } from "./vllm-server.ts";
export { command };
