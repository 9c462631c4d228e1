import type { HostReport } from "../../hosts/status/report.ts";

type Container = HostReport["containers"][number];
type Drift = Container["drift"][number];

/** Paragraphs of what is not as described on a host, each with what to do about it. */
export function statusDetails({ containers, strays }: HostReport): string[] {
  return [
    ...containers.flatMap((one) => {
      const lines = containerLines(one);
      return lines.length === 0 ? [] : [[`${one.ctid} ${one.name}  (${one.file})`, ...lines].join("\n")];
    }),
    ...(strays.length === 0 ? [] : [strays.map(strayLine).join("\n")]),
  ];
}

const containerLines = (one: Container): string[] =>
  [
    ...scriptLines(one),
    ...runLines(one),
    ...presenceLines(one),
    ...one.drift.map((drift) => driftLine(one.ctid, drift)),
    ...snapshotLines(one),
    ...one.missing.map((what) => `the script reads on the host: ${what}`),
  ].map((line) => `  ${line}`);

function scriptLines({ ctid, script: { is, detail, file, link } }: Container): string[] {
  const fix = {
    same: "",
    outdated: `fix: phoenix-setup deploy ${ctid}`,
    "edited by hand": `fix: take the change into the definition, then phoenix-setup deploy --force ${ctid}`,
    "wrong mode or owner": `fix: phoenix-setup deploy ${ctid}`,
    missing: `fix: phoenix-setup deploy ${ctid}`,
    orphan: "",
    "not ours": `fix: move ${file} elsewhere, then phoenix-setup deploy ${ctid}`,
    unreadable: "fix: read it as root",
  }[is];
  return [
    ...(is === "same" ? [] : [`script ${is}${detail === "" ? "" : ` (${detail})`}; ${fix}`]),
    ...(link === "missing" || link === "wrong" ? [`its link is ${link}; fix: phoenix-setup deploy ${ctid}`] : []),
  ];
}

function runLines({ script, ctid, lastRun, lastCheck, ranThisPlan }: Container): string[] {
  const { is, exit, reason, step, start } = lastRun;
  const run = `fix: ${script.file} ${ctid}`;
  const said = {
    ok: ranThisPlan ? [] : [`the last run (${start}) was one of another script; ${run}`],
    failed: [`the last run (${start}) failed with ${exit}${step === "" ? "" : `, step ${step}`}: ${reason}`],
    running: [`a run is at work${start === "" ? "" : ` since ${start}`}`],
    interrupted: [`the last run (${start}) was interrupted; ${run}`],
    none: [`no run is known; ${run}`],
    malformed: [`the record of the last run cannot be read: ${reason}`],
    unreadable: ["the record of the last run is unreadable; fix: read it as root"],
  }[is];
  return [...said, ...(lastCheck === null ? [] : [checkLine(lastCheck)])];
}

function checkLine({ is, start, exit, reason }: NonNullable<Container["lastCheck"]>): string {
  const would = exit === 10 ? "something would change" : exit === 0 ? "nothing would change" : reason || is;
  return `the last check (${start}): ${would}`;
}

function presenceLines({ ctid, container: { is, detail }, lock }: Container): string[] {
  const said = {
    running: [],
    stopped: [`it is stopped; fix: pct start ${ctid}`],
    missing: [`there is no container ${ctid}; phoenix-setup explain ${ctid} shows the calls of pct that make it`],
    elsewhere: [`it is elsewhere: ${detail}`],
    unknown: [`not known: ${detail}`],
  }[is];
  return [...said, ...(lock === "" ? [] : [`Proxmox has locked it (${lock})`])];
}

function driftLine(ctid: number, { setting, is, wanted, when, owner }: Drift): string {
  const should =
    wanted === ""
      ? "is not in the definition"
      : `${owner === "script" ? "its script sets" : "its definition says"} ${wanted}`;
  const found = is === "" ? "is not set" : `is ${is}`;
  switch (when) {
    case "now":
      return `${setting} ${found}, ${should}${fixOf(ctid, setting, wanted, owner)}`;
    case "restart":
      return `${setting} ${found}, ${should}: so after a restart; fix: pct reboot ${ctid}`;
    case "restart breaks":
      return `${setting} will be ${is === "" ? "gone" : is} after a restart, ${should}${fixOf(ctid, setting, wanted, owner)}`;
  }
}

/** What puts one setting right, where one call of `pct` does, or the script. */
function fixOf(ctid: number, setting: string, wanted: string, owner: Drift["owner"]): string {
  if (owner === "script") return `; fix: phoenix_hypervisor_setup_${ctid}.sh ${ctid}`;
  if (setting === "rootfs") return `; fix: pct resize ${ctid} rootfs ${wanted}`;
  if (setting === "unprivileged") return "; pct cannot change that: make the container anew, or correct the definition";
  return ["memory", "cores", "hostname"].includes(setting) ? `; fix: pct set ${ctid} --${setting} ${wanted}` : "";
}

function snapshotLines({ snapshot }: Container): string[] {
  if (snapshot === null || snapshot.is === "current") return [];
  const detail = snapshot.detail === "" ? "" : ` (${snapshot.detail})`;
  const said = {
    outdated: "its snapshot was made by another plan",
    unknown: "its snapshot does not say which plan made it",
    none: "it has no snapshot yet",
  }[snapshot.is];
  return [`${said}${detail}`];
}

function strayLine({ file, script, belongsTo }: HostReport["strays"][number]): string {
  if (belongsTo !== null)
    return `orphan ${file}: its container is on ${belongsTo}; phoenix-setup deploy --prune removes it`;
  if (script.is === "orphan")
    return `orphan ${file}: no definition describes it; phoenix-setup deploy --prune removes it`;
  return `${file}: ${script.is}${script.detail === "" ? "" : ` (${script.detail})`}, and no definition describes it`;
}
