import { userSshKeys } from "../../generator/steps/kinds/user-ssh-keys.ts";
import type { Case } from "./case.ts";

export const kind = "user-ssh-keys";
const one = "AAAAC3NzaC1lZDI1NTE5AAAAIJtKkxGWjQz9n0DrBFbOGZPS3vAPhZGVQmUkBAvFpNJZ";
const two = "AAAAC3NzaC1lZDI1NTE5AAAAIDlnVn1vZ1BhcGVyQ2xpcEFuZFN0YXBsZXNPZkdvbGRhYm";
const file = "/home/ubuntu/.ssh/authorized_keys";
const first = `ssh-ed25519 ${one} admin@example.org`;
const second = `from="10.0.0.0/24",command="echo it's $(id) \\"so\\"" ssh-ed25519 ${two}`;
const step = userSshKeys({ user: "ubuntu", keys: [first, second] });
const lines = (...text: string[]) =>
  `cmp ${file} <(printf '%s\\n' ${text.map((line) => `'${line.replaceAll("'", "'\\''")}'`).join(" ")})`;
const private_ = `[[ $(stat -c '%a %U' /home/ubuntu/.ssh) == '700 ubuntu' && $(stat -c '%a %U %G' ${file}) == '600 ubuntu ubuntu' ]]`;

export const cases: readonly Case[] = [
  {
    title: "no folder yet",
    step,
    world: "account ubuntu",
    afterwards: `${lines(first, second)}\n${private_}\ncalled setpriv --reuid 1000 --regid 1000 --init-groups -- env -i bash -s`,
  },
  {
    title: "others stay, the same key with another comment is replaced, and a second time removed",
    step,
    world: `account ubuntu; put ${file} '# mine\nssh-rsa AAAAB3other me\nssh-ed25519 ${two} old\n# ${one}\nssh-ed25519 ${two} older'`,
    afterwards: `${lines("# mine", "ssh-rsa AAAAB3other me", second, `# ${one}`, first)}\n${private_}`,
  },
  {
    title: "only these",
    step: userSshKeys({ user: "ubuntu", keys: [first], only: true }),
    world: `account ubuntu; put ${file} 'ssh-rsa AAAAB3other me\n${first}'`,
    afterwards: `${lines(first)}\n${private_}`,
  },
  {
    title: "none at all",
    step: userSshKeys({ user: "ubuntu", keys: [], only: true }),
    world: `account ubuntu; put ${file} '${first}'`,
    afterwards: `[[ ! -s ${file} ]]`,
  },
  {
    title: "as it should be, beside others",
    step: userSshKeys({ user: "ubuntu", keys: [first] }),
    world: `account ubuntu; put ${file} 'ssh-rsa AAAAB3other me\n${first}'; chmod 700 /home/ubuntu/.ssh; chmod 600 ${file}; chown --recursive ubuntu:ubuntu /home/ubuntu/.ssh`,
    asks: "holds",
  },
  {
    title: "others can write it",
    step: userSshKeys({ user: "ubuntu", keys: [first] }),
    world: `account ubuntu; put ${file} '${first}'; chmod 777 /home/ubuntu/.ssh; chmod 666 ${file}`,
    afterwards: private_,
  },
  { title: "no such user", step, asks: "fails", code: 22, says: "there is no user ubuntu" },
];
