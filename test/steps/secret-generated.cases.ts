import { secretGenerated } from "../../generator/steps/kinds/secret-generated.ts";
import type { Case } from "./case.ts";

export const kind = "secret-generated";
const path = "/opt/monitoring/admin-password";
const env = "/opt/monitoring/.env";
const envFile = { path: env, key: "ADMIN_PASSWORD" };
/** What is made is not known in advance, so for a search the random numbers are: 32 times the same word. */
const known = "hfKnown4Secret";
const notRandom = `printf '%s\\n' '#!/bin/bash' 'for n in {1..32}; do printf ${known}; done' >/var/world/bin/head; chmod 755 /var/world/bin/head`;

export const cases: readonly Case[] = [
  {
    title: "in a file of its own, and in a line of another one",
    step: secretGenerated({ path, envFile }),
    world: `${notRandom}; put ${env} 'A=1\nADMIN_PASSWORD=old\nexport ADMIN_PASSWORD=older\nB=2'`,
    secret: known,
    hides: known,
    afterwards: `
      [[ $(<${path}) == hfKnown4SecrethfKnown4SecrethfKn && $(stat -c '%a %U %G %s' ${path}) == '600 root root 32' ]]
      [[ $(<${env}) == "A=1"$'\\n'"ADMIN_PASSWORD=$(<${path})"$'\\n'"B=2" && $(stat -c '%a %U %G' ${env}) == '600 root root' ]]`,
  },
  {
    title: "without more, 32 letters and digits",
    step: secretGenerated({ path }),
    afterwards: `[[ $(<${path}) =~ ^[A-Za-z0-9]{32}$ ]]\n[[ ! -e ${env} ]]`,
  },
  ...(
    [
      ["symbols", "[-A-Za-z0-9!%*+,./:=?@^_]", 256, 40],
      ["hex", "[0-9a-f]", 64, 10],
      ["digits", "[0-9]", 1024, 10],
    ] as const
  ).map(
    ([alphabet, form, length, distinct]): Case => ({
      title: `${length} of ${alphabet}`,
      step: secretGenerated({ path, alphabet, length, envFile }),
      afterwards: `
        form='^${form}+$'
        [[ $(<${path}) =~ $form && $(stat -c %s ${path}) == ${length} ]]
        (($(fold --width=1 ${path} | sort --unique | wc -l) >= ${distinct}))
        [[ $(<${env}) == "ADMIN_PASSWORD=$(<${path})" ]]`,
    }),
  ),
  {
    title: "of characters that the author names, whatever they mean to tr",
    step: secretGenerated({ path, length: 1000, alphabet: { characters: ":digt-=*^" } }),
    afterwards: `
      form='^[:digt=*^-]+$'
      [[ $(<${path}) =~ $form && $(stat -c %s ${path}) == 1000 ]]
      (($(fold --width=1 ${path} | sort --unique | wc -l) == 9))`,
  },
  {
    title: "what is there is kept, whatever its length; its mode and owner are put right",
    step: secretGenerated({ path, mode: "0640", owner: "ubuntu", group: "adm", envFile }),
    world: `account ubuntu; put ${path} 'kept-one'; chmod 644 ${path}`,
    afterwards: `
      [[ $(od -c ${path}) == "$(printf 'kept-one\\n' | od -c)" && $(stat -c '%a %U %G' ${path}) == '640 ubuntu adm' ]]
      [[ $(<${env}) == ADMIN_PASSWORD=kept-one && $(stat -c '%a %U %G' ${env}) == '640 ubuntu adm' ]]`,
    hides: "kept-one",
  },
  {
    title: "as it should be",
    step: secretGenerated({ path, envFile }),
    world: `put ${path} kept; put ${env} 'ADMIN_PASSWORD=kept'; chmod 600 ${path} ${env}`,
    asks: "holds",
    hides: "kept",
  },
  {
    title: "an empty file is none",
    step: secretGenerated({ path }),
    world: `mkdir -p /opt/monitoring; : >${path}; chmod 600 ${path}`,
    afterwards: `[[ -s ${path} ]]`,
  },
  {
    title: "another value in the line",
    step: secretGenerated({ path, envFile }),
    world: `put ${path} kept; put ${env} 'ADMIN_PASSWORD=other'; chmod 600 ${path} ${env}`,
    afterwards: `[[ $(<${env}) == ADMIN_PASSWORD=kept ]]`,
    hides: "kept\n|other\n",
  },
  {
    title: "what is there needs quotes in a line",
    step: secretGenerated({ path, envFile }),
    world: `put ${path} 'two words'; chmod 600 ${path}`,
    asks: "fails",
    code: 22,
    says: "holds characters that need quotes",
    hides: "two words",
    afterwards: `[[ ! -e ${env} ]]`,
  },
  {
    title: "too few random numbers",
    step: secretGenerated({ path }),
    world: "printf '%s\\n' '#!/bin/bash' 'printf abc' >/var/world/bin/head; chmod 755 /var/world/bin/head",
    asks: "fails",
    code: 22,
    says: "too few characters",
    afterwards: `[[ ! -e ${path} ]]`,
  },
];
