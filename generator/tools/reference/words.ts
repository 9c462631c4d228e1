/**
 * What people look for, in the words that they use, and what there is for it: names of entries, each with the option that matters. What is not an entry
 * begins with "the ".
 */
export const WORDS: readonly (readonly [words: string, ...found: readonly string[]])[] = [
  ["assertion, check of a result, health command", "assert.command", "http.answers", "wait.command"],
  ["autostart, start at boot, onboot", "lxc.options onboot"],
  ["certificate, HTTPS", "tls.selfSigned", "tls.authority"],
  ["certificate authority, CA, root certificate, trust", "tls.authority", "http.answers authority"],
  ["checksum, sha256", "file.download sha256", "file.archive sha256", "apt.deb sha256"],
  ["clone a repository", "git.checkout"],
  ["cron, schedule", "cron.job", "service.unit"],
  ["daemon, systemd service", "service.unit", "service.running"],
  ["environment variable of all programs", "system.environment"],
  ["folder, directory", "file.directory", "file.folder"],
  ["log in with SSH, authorized_keys", "user.sshKeys"],
  ["mail or hook after a failure", "the record of a run ([Operate](../docs/operate.md#the-record-of-a-run))"],
  ["mount a folder of the host, bind mount", "lxc.mount"],
  ["mount NFS or CIFS inside", "lxc.options features"],
  ["order of containers, dependency", "the container's `dependsOn`", "wait.neighbour", "lxc.options startup"],
  ["override of a unit", "service.dropIn"],
  ["own Bash", "command", "script.run", "sh"],
  ["password, token, API key", "secret.generated", "secret.fromHost", "secret.fromEnvironment"],
  ["path inside or on the host", "inside", "onHost"],
  ["permissions, owner, chmod, chown", "file.attributes", "file.directory"],
  ["port is open", "wait.port", "wait.portFromHost"],
  [
    "reload or restart after a change",
    "service.running restartOn",
    "docker.container restartOn",
    "docker.compose restartOn",
  ],
  ["settings that the orchestrator's JSON has", "lxcConfig", "hypervisorConfig"],
  ["start order and delay of containers, startup", "lxc.options startup"],
  ["sysctl", "kernel.parameter"],
  ["systemd timer", "service.unit", "service.running", "cron.job"],
  ["warning instead of failure", "assert.command otherwise", "http.answers json.otherwise"],
];
