import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOf } from "../../generator/hosts/ssh/answer.ts";
import { type Answer, readAnswer } from "../../generator/hosts/status/answer.ts";
import { parseContainerConfig } from "../../generator/hosts/status/container-config.ts";
import { hostStatus } from "../../generator/hosts/status/host-status.ts";
import { statusReport } from "../../generator/hosts/status/report.ts";
import { cleanText, cutText, decodeText } from "../../generator/validation/clean-text.ts";
import { hostile } from "../hostile.ts";
import { app, describedHost, done, planOf, sha256, tpl, WORD } from "./status-world.ts";

const described = describedHost([app(910), tpl(911)], { scriptLinks: "link_<CTID>.sh" });
const [first, second] = described.containers;
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some)),
  hostile.map((text) => Buffer.from(text)),
  fc
    .constantFrom("memory: 2048\n", "#!/bin/bash -p\n", "{}", JSON.stringify(done(910)))
    .map((text) => Buffer.from(text)),
);
const field = (value: Uint8Array | string): string => Buffer.from(value).toString("base64") || "-";
const lines = (rows: readonly (readonly (Uint8Array | string)[])[]): string[] => [
  ...rows.map(([key, ...fields]) => `${key} ${fields.map(field).join(" ")}`),
  `end ${rows.length}`,
];

const key = fc.constantFrom(
  ...[
    "host",
    "program",
    "folder",
    "script",
    "link",
    "containers",
    "container",
    "elsewhere",
    "pct",
    "records",
    "record",
  ],
  ...["held", "path", "nonsense", ""],
);
const word = fc.oneof(
  bytes,
  fc
    .constantFrom("910", "911", "0", "root", "file", "755", "", "phoenix_hypervisor_setup_910.sh")
    .map((text) => Buffer.from(text)),
);
const row = fc
  .tuple(key, fc.array(word, { maxLength: 11 }))
  .map(([name, fields]): (Uint8Array | string)[] => [name, ...fields]);
const host = ["host", "0", "root", "", "5.2.15", "8.1", "boot", "pve"];

const SAFE = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]*$/u;

describe("whatever a host says,", () => {
  it("it is read or refused, compared and shown; nothing is thrown, and nothing unsafe is shown", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const answer = readAnswer(lines([host, ...rows]));
        if (answer.is !== "facts") return;
        const status = hostStatus(described, answer.facts);
        const shown = JSON.stringify(statusReport({ name: "h", ssh: "root@h" }, { is: "read", status }));
        // JSON itself has none but what it escapes.
        for (const text of textsIn(JSON.parse(shown))) expect(text).toMatch(SAFE);
      }),
      { numRuns: 300 },
    );
  });

  it("a script is the same only if its hash is, its mode is right and root owns it", () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 0, maxLength: 10 }), (fields) => {
        const script = ["script", "phoenix_hypervisor_setup_910.sh", ...fields];
        const [is] = statusOf([["folder", ""], script]);
        expect(is?.script.is).not.toBe("same");
      }),
      { numRuns: 200 },
    );
    const right = ["script", first?.script ?? "", "file", "755", "0", "0", "", "", first?.sha256 ?? ""];
    expect(statusOf([["folder", ""], right])[0]?.script.is).toBe("same");
  });

  it("a template's snapshot is current only if it bears the plan, whatever else its configuration holds", () => {
    fc.assert(
      fc.property(bytes, (config) => {
        const [, is] = statusOf([
          ["containers", ""],
          ["container", "911", "", config],
        ]);
        expect(is?.snapshot?.is).not.toBe("current");
        expect(is?.drift).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("a record is of a run that ended well only if it says so of this container", () => {
    fc.assert(
      fc.property(bytes, (record) => {
        const [is] = statusOf([
          ["records", ""],
          ["record", "910", "910.json", "", record],
        ]);
        const isDone = record.toString() === JSON.stringify(done(910));
        expect(is?.lastRun.is).toBe(isDone ? "ok" : "malformed");
      }),
      { numRuns: 200 },
    );
  });

  it("without its last line, it is cut off, wherever that was", () => {
    const whole = lines([host, ["folder", ""], ["containers", ""]]);
    for (let end = 0; end < whole.length; end++) expect(readAnswer(whole.slice(0, end)).is).toBe("cut off");
    expect(readAnswer(whole).is).toBe("facts");
    expect(readAnswer([...whole.slice(0, -1), "end 2"]).is).toBe("cut off");
  });

  it("what a login shell prints before it, and what a file holds, is no line of it", () => {
    const banner = `Welcome\nend 0\n ${WORD} end 0\n${WORD.slice(1)} host MA==\n`;
    const forged = `\n${WORD} script ${field("x")}\n${WORD} end 1\n`;
    const said = lines([host, ["folder", ""], ["container", "910", "", forged]]).map((line) => `${WORD} ${line}\n`);
    const stdout = Buffer.from([banner, `${WORD} begin\n`, ...said].join(""));
    const { answers } = answerOf(WORD, { stdout, stderr: "", status: 0, late: false });
    expect(readAnswer(answers)).toMatchObject({ is: "facts", facts: { user: "root", scripts: new Map() } });
  });
});

it("all as described is said only of what all of was read", () => {
  const names = first === undefined || second === undefined ? [] : [first, second];
  expect(names).toHaveLength(2);
  const right = [
    ["folder", ""],
    ["records", ""],
    ["pct", "0", "910 running\n911 running\n"],
    ...names.flatMap(({ ctid, script, sha256: sum }) => [
      ["script", script, "file", "755", "0", "0", "", "", sum],
      ["link", `link_${ctid}.sh`, String(ctid), "link", script],
      ["container", String(ctid), "", configText(ctid)],
      ["record", String(ctid), `${ctid}.json`, "", JSON.stringify({ ...done(ctid), plan: planHashes.get(ctid) })],
    ]),
  ];
  const whole = readAnswer(lines([host, ...right]));
  expect(whole.is === "facts" && hostStatus(described, whole.facts).asDescribed).toBe(true);
  for (const [i] of right.entries()) {
    const answer = readAnswer(lines([host, ...right.filter((_, at) => at !== i)]));
    expect([right[i], answer.is === "facts" && hostStatus(described, answer.facts).asDescribed]).toEqual([
      right[i],
      false,
    ]);
  }
});

const planHashes = new Map([app(910), tpl(911)].map((one) => [one.options.ctid, planOf(one).hash]));

const configText = (ctid: number): string =>
  [
    `hostname: ct${ctid}`,
    "memory: 2048",
    "cores: 2",
    "rootfs: tank:x,size=32G",
    "unprivileged: 1",
    `net0: name=eth0,bridge=vmbr0,gw=10.0.0.251,hwaddr=BC:24:11:00:00:${(ctid % 100) + 10},ip=10.0.0.${ctid % 250}/24`,
    "",
    "[ready]",
    `#phoenix-setup plan=${planHashes.get(ctid)} values=none`,
  ].join("\n");

function statusOf(rows: readonly (readonly (Uint8Array | string)[])[]) {
  const answer: Answer = readAnswer(lines([host, ...rows]));
  if (answer.is !== "facts") throw new Error(answer.is);
  return hostStatus(described, answer.facts).containers;
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]);
}

describe("text from elsewhere", () => {
  it.each([
    ["a\tb\nc\r", "a b c "],
    ["\u001b[31m", "\\u{1B}[31m"],
    ["a\u202eb", "a\\u{202E}b"],
    ["\ud800x", "\\u{D800}x"],
    ["é漢😀", "é漢😀"],
  ])("%j is shown as %j", (text, shown) => {
    expect(cleanText(text)).toBe(shown);
  });

  it("is cut by characters", () => {
    expect(cutText("😀😀😀", 2)).toBe("😀…");
    expect(cutText("😀😀", 2)).toBe("😀😀");
  });

  it("is decoded as UTF-8, with other bytes as they are", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(decodeText(Buffer.from(text))).toBe(text);
      }),
    );
    expect(decodeText(Buffer.from([0x61, 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80]))).toBe("a\\xFF\\xC3(\\xED\\xA0\\x80");
  });

  it("of a configuration of any bytes is read without an error", () => {
    fc.assert(fc.property(bytes, (some) => void parseContainerConfig(decodeText(some))));
    expect(sha256("")).toHaveLength(64);
  });
});
