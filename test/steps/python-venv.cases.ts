import { localFile } from "../../generator/dsl/local-file.ts";
import { pythonVenv } from "../../generator/steps/kinds/python-venv.ts";
import type { Case } from "./case.ts";

export const kind = "python-venv";
const path = "/opt/my app/venv";
const requirements = ["flask==3.1.1 \\", "    --hash=sha256:aa", "it's"];
const step = pythonVenv({ path, requirements, user: "ubuntu" });
const world = "program python3; account ubuntu";
const installed =
  "cmp '/opt/my app/venv/installed' <(printf '%s\\n' 'flask==3.1.1 \\' '    --hash=sha256:aa' \"it's\")";
/** As an earlier run has left it. */
const made = (given: string) => `${world}; mkdir -p '${path}'; chown ubuntu '${path}'; python3 -m venv '${path}'
  sum=$(printf '3 13\\n\\n${given}' | sha256sum); put '${path}/.phoenix-setup' "\${sum%% *}"`;

export const cases: readonly Case[] = [
  {
    title: "none is there",
    step,
    world,
    afterwards: `
      ${installed}
      [[ $(stat -c %U '${path}') == ubuntu ]]
      called setpriv --reuid 1000 --regid 1000 --init-groups -- env -i bash -s`,
  },
  {
    title: "it is so",
    step: pythonVenv({ path, requirements: ["a"], user: "ubuntu" }),
    world: made("a\\n"),
    asks: "holds",
  },
  {
    title: "other requirements: it is made anew",
    step,
    world: `${made("a\\n")}; : >'${path}/old'`,
    afterwards: `${installed}\n[[ ! -e '${path}/old' ]]`,
    says: "the requirements, or Python, have changed",
  },
  {
    title: "another Python",
    step: pythonVenv({ path, requirements: ["a"], user: "ubuntu" }),
    world: `${made("a\\n")}; put /var/world/python-version '3 14'`,
    asks: "differs",
  },
  {
    title: "its Python is gone",
    step: pythonVenv({ path, requirements: ["a"], user: "ubuntu" }),
    world: `${made("a\\n")}; printf '#!/nowhere\\n' >/tmp/x; chmod 755 /tmp/x; mv /tmp/x '${path}/bin/python'`,
    asks: "differs",
    says: "its Python does not start",
  },
  {
    title: "it belongs to another user",
    step: pythonVenv({ path, requirements: ["a"] }),
    world: made("a\\n"),
    afterwards: `[[ $(stat -c %U '${path}') == root ]]`,
    says: "belongs to ubuntu",
  },
  {
    title: "requirements from beside the definition, another index",
    step: pythonVenv({
      path,
      requirements: localFile("requirements.txt", Buffer.from("b\n")),
      index: "https://pypi.example.com/simple",
    }),
    world,
    afterwards: `[[ $(<'${path}/installed') == b ]]\ncalled_with python https://pypi.example.com/simple`,
  },
  {
    title: "requirements from a file inside",
    step: pythonVenv({ path, requirementsFile: "/srv/it's.txt" }),
    world: `${world}; put "/srv/it's.txt" c`,
    afterwards: `[[ $(<'${path}/installed') == c ]]`,
  },
  {
    title: "a file inside that is not there yet",
    step: pythonVenv({ path, requirementsFile: "/srv/it's.txt" }),
    world,
    asks: "differs",
  },
  {
    title: "a requirement that there is not: the next run tries again",
    step: pythonVenv({ path, requirements: ["no-such-package"] }),
    world,
    asks: "fails",
    code: 22,
    says: "No matching distribution",
    afterwards: `[[ ! -e '${path}/.phoenix-setup' ]]`,
  },
  {
    title: "something else is in its place, and stays",
    step,
    world: `${world}; put '${path}/letters' x`,
    asks: "fails",
    code: 22,
    says: "is not a virtual environment, and not empty",
    afterwards: `[[ -e '${path}/letters' ]]`,
  },
  {
    title: "there is no such user",
    step: pythonVenv({ path, requirements: [], user: "nobody1" }),
    world,
    asks: "fails",
    code: 22,
  },
  {
    title: "Python is missing",
    step,
    world: `account ubuntu; put '${path}/.phoenix-setup' 1; mkdir '${path}/bin'; ln -s /bin/true '${path}/bin/python'`,
    asks: "fails",
    code: 22,
    says: "python3-venv",
  },
];
