import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { project } from "../in-process.ts";
import { conf } from "./inputs.ts";

const rich = conf(
  {
    cpulimit: "1.5",
    dev0: "/dev/dri/renderD128,gid=44,mode=0660",
    features: "keyctl=1,nesting=1,mknod=1,force_rw_sys=1",
    hostname: "mediaServer",
    hookscript: "local:snippets/a.sh",
    mp0: "/tank/media,mp=/srv/media,ro=1",
    mp1: "tank:subvol-912-disk-1,mp=/var/lib/data,size=50G,backup=1",
    mp2: "/dev/sdb1,mp=/x",
    net0: "name=eth0,bridge=vmbr0,firewall=1,gw=10.0.0.1,hwaddr=BC:24:11:00:00:12,ip=10.0.0.12/24,type=veth",
    onboot: "1",
    ostype: "debian",
    protection: "1",
    startup: "order=3,up=30",
    swap: "1024",
    tags: "media;web",
  },
  "lxc.environment: DB_PASSWORD=hunter2",
  "lxc.environment: LANG=C.UTF-8",
  "lxc.mount.entry: /dev/nvidia0 dev/nvidia0 none bind,optional,create=file",
  "lxc.cgroup2.devices.allow: c 195:* rwm",
  "",
  "[before-upgrade]",
  "#admin_password: hunter2",
  "cores: 1",
  "hostname: mediaServer",
  "",
  "[configured-state]",
  "hostname: mediaServer",
);

it("a container's own file becomes a definition with steps, comments for the rest, and no secret", async () => {
  const { folder, run } = project({ "912.conf": `#The media server%2C in short\n${rich}` });
  const { code, out, err } = await run("import", "912.conf");
  expect({ code, out }).toEqual({ code: 0, out: "" });
  expect(readFileSync(join(folder, "definitions/912-media-server.ts"), "utf8")).toBe(
    `import { application, gib, lxc, mib, nvidia, seconds, secret } from "phoenix-setup";

// not imported: features force_rw_sys=1
// not imported: hookscript: local:snippets/a.sh
// not imported: mp2: /dev/sdb1,mp=/x
// not imported: lxc.environment = LANG=C.UTF-8
// not imported: snapshot before-upgrade
export default application({
  ctid: 912,
  name: "mediaServer",
  description: "The media server, in short",
  unprivileged: true,
  memory: mib(2048),
  cores: 2,
  disk: gib(16),
  network: { ip: "10.0.0.12/24", gateway: "10.0.0.1", mac: "BC:24:11:00:00:12", firewall: true },
  features: { nesting: true, keyctl: true },
  gpus: [0],
  steps: [
    lxc.options({
      cpuLimit: 1.5,
      features: { mknod: true },
      onboot: true,
      startup: { order: 3, up: seconds(30) },
      swap: mib(1024),
      tags: ["media", "web"],
    }),
    lxc.device({ path: "/dev/dri/renderD128", group: 44, mode: "0660" }),
    nvidia.devices({ gpus: [0] }),
    lxc.volume({ storage: "tank", path: "/var/lib/data", size: gib(50), backup: true }),
    lxc.mount({ source: "/tank/media", path: "/srv/media", readOnly: true }),
    // the value of DB_PASSWORD in lxc.environment was left out: the script takes it from the environment of its run
    secret.fromEnvironment({ variable: "CT912_DB_PASSWORD", path: "/root/.secrets/ct912_db_password" }),
    lxc.options({ protection: true }),
  ],
});
`,
  );
  expect(readFileSync(join(folder, "definitions/host.ts"), "utf8")).toBe(`import { host } from "phoenix-setup";

// not imported: the OS template of new containers, which no input names; put its volume id here
export default host({
  bridge: "vmbr0",
  storage: "local-zfs",
  osTemplate: "local:vztmpl/debian-12-standard_12.12-1_amd64.tar.zst",
  images: {},
});
`);
  expect(err).not.toContain("hunter2");
  expect(err.split("\n").filter((line) => /warning\[D42[01]\]/.test(line))).toHaveLength(6);
  expect(err).toContain("912.conf:21:1: warning[D421]: container 912: the value of DB_PASSWORD in lxc.environment");
  expect(err).toContain(
    "created definitions/912-media-server.ts: application, 7 steps, 5 settings not imported\nnext: phoenix-setup init",
  );
  // What is written passes all rules.
  const { code: checked, err: found } = await run("generate", "--no-types", "--no-lint");
  expect({ checked, errors: /error\[/.test(found) }).toEqual({ checked: 0, errors: false });
});

it("two inputs of one container: the orchestrator's file counts, the container's own adds to it, differences are told", async () => {
  const block = {
    ...{ name: "web", memory_mb: 4096, cores: 2, template: "local:vztmpl/a.tar.zst", storage_pool: "local-zfs" },
    ...{ storage_size_gb: 16, mac_address: "BC:24:11:00:00:12", portainer_role: "none", unprivileged: true },
    network_config: { name: "eth0", bridge: "vmbr0", ip: "10.0.0.12/24", gw: "10.0.0.1" },
    ...{ is_template: true, template_snapshot_name: "web-snapshot" },
  };
  const clone = { ...block, name: "one", mac_address: "BC:24:11:00:00:13", clone_from_template_ctid: "912" };
  const { is_template: _is, template_snapshot_name: _name, ...application } = clone;
  const one = { ...application, network_config: { ...block.network_config, ip: "10.0.0.13/24" } };
  const { folder, run } = project({
    "c.json": JSON.stringify({ lxc_configs: { 912: block, 913: one } }),
    "912.conf": conf({ onboot: "1" }, "", "[web-snapshot]", "hostname: web"),
  });
  const { code, err } = await run("import", "912.conf", "c.json");
  expect(code).toBe(0);
  expect(err).toContain(
    "912.conf:3:1: warning[D422]: memory of container 912 is 2048 here, and 4096 in the orchestrator's file, which counts",
  );
  expect(err).not.toContain("not imported");
  const text = readFileSync(join(folder, "definitions/912-web.ts"), "utf8");
  expect(text).toContain('  snapshot: "web-snapshot",\n  memory: mib(4096),');
  expect(text).toContain("  steps: [lxc.options({ onboot: true })],");
  const child = readFileSync(join(folder, "definitions/913-one.ts"), "utf8");
  expect(child).toContain('import webTemplate from "./912-web.ts";\nimport host from "./host.ts";\n');
  expect(child).toContain("  cloneOf: webTemplate,\n");
  expect(child).toContain("gateway: host.facts.gateway");
  expect(readdirSync(join(folder, "definitions")).sort()).toEqual(["912-web.ts", "913-one.ts", "host.ts"]);
});
