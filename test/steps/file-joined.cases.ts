import { lxcConfig, text } from "../../generator/dsl/text.ts";
import { fileJoined } from "../../generator/steps/kinds/file-joined.ts";
import type { Case } from "./case.ts";

export const kind = "file-joined";
const path = "/etc/ssl/chain.pem";
const parts = ["/etc/ssl/one", "/etc/ssl/-t wo"];
const step = fileJoined({ path, parts, mode: "0600" });
const world = "put /etc/ssl/one 1; printf 2 >'/etc/ssl/-t wo'";

export const cases: readonly Case[] = [
  {
    title: "made",
    step,
    world,
    afterwards: `cmp ${path} <(printf '1\\n2'); [[ $(stat -c %a ${path}) == 600 ]]`,
  },
  {
    title: "made, with the mode that there is without one",
    step: fileJoined({ path, parts }),
    world,
    afterwards: `[[ $(stat -c %a ${path}) == 644 ]]`,
  },
  {
    title: "a part has changed",
    step,
    world: `${world}; printf 12 >${path}; chmod 600 ${path}`,
    afterwards: `cmp ${path} <(printf '1\\n2')`,
  },
  { title: "it is so", step, world: `${world}; printf '1\\n2' >${path}; chmod 600 ${path}`, asks: "holds" },
  {
    title: "a part is missing",
    step,
    world: "put /etc/ssl/one 1",
    asks: "fails",
    code: 22,
    says: "there is no /etc/ssl/-t wo",
  },
  {
    title: "text between",
    step: fileJoined({ path, parts: [{ text: "it's\n" }, ...parts, { text: text`-n ${lxcConfig("ip")}` }] }),
    world,
    values: { lxc_ip: "10.0.0.9" },
    afterwards: `cmp ${path} <(printf "it's\\n1\\n2-n 10.0.0.9")`,
  },
  {
    title: "text between, and a part is missing",
    step: fileJoined({ path, parts: [parts[0] ?? "", { text: "\n" }, parts[1] ?? ""] }),
    world: "put /etc/ssl/one 1",
    asks: "fails",
    code: 22,
    says: "there is no /etc/ssl/-t wo",
  },
  {
    title: "a part that an earlier step may make",
    step,
    world: "put /etc/ssl/one 1",
    asks: "differs",
    says: "there is no /etc/ssl/-t wo",
  },
];
