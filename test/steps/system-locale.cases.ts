import { systemLocale } from "../../generator/steps/kinds/system-locale.ts";
import type { Case } from "./case.ts";

export const kind = "system-locale";
const step = systemLocale({ locale: "de_DE.UTF-8", also: ["en_US.UTF-8"] });
const programs = "program locale locale-gen update-locale";
const needs = ["/usr/share/i18n/SUPPORTED"];
const lang = (name: string) => `grep --quiet --line-regexp 'LANG=${name}' /etc/default/locale`;

export const cases: readonly Case[] = [
  {
    title: "the default and another one, a third stays",
    step,
    needs,
    world: `${programs}; put /etc/locale.gen '# This file lists locales\n#  de_DE.UTF-8 UTF-8\nfr_FR.UTF-8 UTF-8'`,
    afterwards: `
      cmp /etc/locale.gen <(printf '%s\\n' '# This file lists locales' 'de_DE.UTF-8 UTF-8' 'fr_FR.UTF-8 UTF-8' 'en_US.UTF-8 UTF-8')
      [[ $(locale --all-locales | tail -n 3 | xargs) == 'de_DE.utf8 fr_FR.utf8 en_US.utf8' ]]
      ${lang("de_DE.UTF-8")}`,
  },
  {
    title: "one that is always there",
    step: systemLocale({ locale: "C.UTF-8" }),
    world: programs,
    afterwards: lang("C.UTF-8"),
  },
  {
    title: "only the default is another",
    step,
    needs,
    world: `${programs}; put /etc/locale.gen 'de_DE.UTF-8 UTF-8\nen_US.UTF-8 UTF-8'; locale-gen; put /etc/default/locale 'LANG="C.UTF-8"'`,
    says: "the default locale is 'C.UTF-8'",
    afterwards: lang("de_DE.UTF-8"),
  },
  {
    title: "as it should be",
    step,
    world: `${programs}; put /etc/locale.gen 'de_DE.UTF-8 UTF-8\nen_US.UTF-8 UTF-8'; locale-gen; put /etc/default/locale 'LANG="de_DE.UTF-8"\nLC_ALL='`,
    asks: "holds",
  },
  {
    title: "there is no such language",
    step: systemLocale({ locale: "xx_DE.UTF-8" }),
    needs,
    world: `${programs}; put /etc/locale.gen '# none'`,
    asks: "fails",
    code: 22,
    says: "the system knows no locale xx_DE.UTF-8",
    afterwards: "[[ $(</etc/locale.gen) == '# none' ]]",
  },
  { title: "locales is not installed", step, asks: "fails", code: 22, says: "an earlier step has to install locales" },
];
