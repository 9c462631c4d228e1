import { withFix } from "../../validation/with-fix.ts";

/** The five fields of a schedule (crontab(5)): their limits, and the names that may stand for numbers. */
const fields = [
  { name: "minute", least: 0, most: 59, names: [] },
  { name: "hour", least: 0, most: 23, names: [] },
  { name: "day of the month", least: 1, most: 31, names: [] },
  { name: "month", least: 1, most: 12, names: "jan feb mar apr may jun jul aug sep oct nov dec".split(" ") },
  { name: "day of the week", least: 0, most: 7, names: "sun mon tue wed thu fri sat".split(" ") },
];

const nicknames = ["@reboot", "@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

type Field = (typeof fields)[number];

/** The number that a word of a field stands for; a name counts from the field's least. */
function numberOf(word: string, { least, most, names }: Field): number | undefined {
  const named = names.indexOf(word.toLowerCase());
  const number = named >= 0 ? named + least : /^\d{1,2}$/.test(word) ? Number(word) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}

/** What is wrong with one field, such as `1-5,10-50/10`; nothing if nothing is. */
function wrongWith(text: string, field: Field): string | undefined {
  for (const part of text.split(",")) {
    const [, range = "", step] = /^([^/]*)(?:\/(\d{1,2}))?$/.exec(part) ?? [];
    const says = `has the ${field.name} '${part}'`;
    const allowed = `${field.least} to ${field.most}${field.names.length > 0 ? `, or ${field.names[0]} to ${field.names.at(-1)}` : ""}`;
    if (step !== undefined && (Number(step) === 0 || Number(step) > field.most))
      return withFix(says, `a step is 1 to ${field.most}`);
    if (range === "*") continue;
    const ends = range.split("-").map((word) => numberOf(word, field));
    const [first, last] = ends;
    if (first === undefined || (ends.length > 1 && last === undefined) || ends.length > 2)
      return withFix(says, `it takes ${allowed}, lists, ranges and steps`);
    if (last !== undefined && last < first) return withFix(says, "a range goes upwards");
    if (step !== undefined && ends.length === 1) return withFix(says, "a step needs a range or * before it");
  }
  return undefined;
}

/** What is wrong with a schedule: what, and after a semicolon what to do. Nothing if nothing is. */
export function scheduleProblem(schedule: string): string | undefined {
  if (!/^[@A-Za-z0-9*/, -]*$/.test(schedule))
    return withFix("holds a character that no schedule has", "it takes words, digits and * / , -");
  if (schedule.startsWith("@"))
    return nicknames.includes(schedule)
      ? undefined
      : withFix("is no nickname of cron", `there are ${nicknames.join(" ")}`);
  const parts = schedule.split(" ");
  if (parts.length !== fields.length || parts.includes(""))
    return withFix(
      "has not five fields with one blank between them",
      "they are minute, hour, day of the month, month, day of the week",
    );
  return fields.map((field, i) => wrongWith(parts[i] ?? "", field)).find((problem) => problem !== undefined);
}

/** Whether both days are limited: cron runs on either of them, not on days that are both. */
export function eitherDay(schedule: string): boolean {
  const [, , day = "*", , weekday = "*"] = schedule.split(" ");
  return !schedule.startsWith("@") && !day.startsWith("*") && !weekday.startsWith("*");
}
