import { Unavailable } from "./unavailable.ts";

type Global = Record<string, unknown>;
type Formatter = Intl.DateTimeFormat;

/** Where the machine says which time zone it is in. */
const ZONE = ["/etc/localtime", "link /etc/localtime"];

const refused = (name: string): never => {
  throw new Unavailable(name, "time");
};

/** Leaves dates that are given, but not the present one; the time zone is recorded as soon as a date is made, since most ask for it. */
export function withoutClock(global: Global, onRecord: (key: string) => void): void {
  const onZone = (): void => {
    for (const key of ZONE) onRecord(key);
  };
  const date = global["Date"] as DateConstructor;
  Object.defineProperty(date, "now", { value: () => refused("Date.now()") });
  const shown = new Proxy(date, {
    construct: (target, words, made) => {
      if (words.length === 0) refused("new Date()");
      onZone();
      return Reflect.construct(target, words, made) as object;
    },
    apply: () => refused("Date()"),
    get: (target, key) => {
      if (key === "parse") onZone();
      return Reflect.get(target, key) as unknown;
    },
  });
  Object.defineProperty(date.prototype, "constructor", { value: shown });
  Object.defineProperty(global, "Date", { value: shown });
  givenDatesOnly(global["Intl"] as typeof Intl, onZone);
}

/** Without a date, two functions take the present one. */
function givenDatesOnly(intl: typeof Intl, onZone: () => void): void {
  const formatter = intl.DateTimeFormat;
  const { prototype } = formatter;
  const { formatToParts } = prototype;
  const format = Object.getOwnPropertyDescriptor(prototype, "format")?.get;
  Object.defineProperty(prototype, "format", {
    get(this: Formatter) {
      const own = format?.call(this) as (when?: Date | number) => string;
      return (when?: Date | number) => (when === undefined ? refused("Intl.DateTimeFormat.format()") : own(when));
    },
  });
  Object.defineProperty(prototype, "formatToParts", {
    value(this: Formatter, when?: Date | number) {
      return when === undefined ? refused("Intl.DateTimeFormat.formatToParts()") : formatToParts.call(this, when);
    },
  });
  const shown = new Proxy(formatter, {
    construct: (target, words, made) => {
      onZone();
      return Reflect.construct(target, words, made) as object;
    },
    apply: (target, self, words) => {
      onZone();
      return Reflect.apply(target as never, self, words) as unknown;
    },
  });
  Object.defineProperty(prototype, "constructor", { value: shown });
  Object.defineProperty(intl, "DateTimeFormat", { value: shown });
}

/** Leaves no number that is drawn. */
export function withoutChance(global: Global): void {
  const random = (): never => {
    throw new Unavailable("Math.random()", "chance");
  };
  Object.defineProperty(global["Math"], "random", { value: random });
}
