import type { MayProvide, Provided, Thing } from "../../dsl/things.ts";

/** Programs that steps call, by the packages of Debian and Ubuntu that have them. */
const PACKAGES_OF: Readonly<Record<string, readonly string[]>> = {
  bzip2: ["bzip2"],
  cron: ["cron", "bcron", "cronie", "systemd-cron"],
  curl: ["curl"],
  docker: ["docker-ce-cli", "docker-ce", "docker.io", "docker-cli"],
  git: ["git"],
  gpg: ["gpg", "gnupg"],
  gzip: ["gzip"],
  jq: ["jq"],
  openssl: ["openssl"],
  sysctl: ["procps"],
  "update-ca-certificates": ["ca-certificates"],
  "update-locale": ["locales", "locales-all"],
  unzip: ["unzip"],
  xz: ["xz-utils"],
  zstd: ["zstd"],
};

/** Names that packages give to users, groups and units, where they are not like the package's own (Debian 12 and 13, Ubuntu 24.04). */
const MADE_BY: Readonly<Record<string, RegExp>> = {
  "debian-exim": /^exim4/,
  dovenull: /^dovecot/,
  lpadmin: /^cups/,
  mysql: /^(?:default-mysql|mariadb|percona)/,
  nagios: /^icinga/,
  named: /^bind9/,
  sasl: /^(?:sasl2-bin|postfix|libsasl2)/,
  slapd: /^(?:openldap|ldap)/,
  ssh: /^openssh/,
  sshd: /^openssh/,
  "ssl-cert": /^(?:apache2|postgresql|postfix|dovecot|exim4|squid|samba|nginx)/,
  "www-data": /./,
};

/** Folders that belong to the administrator, where no package of Debian has anything (Debian policy, sections 9.1.1 and 9.1.2). */
export const ADMINISTRATORS = /^\/(?:home|media|mnt|opt|root|srv|usr\/local)\/./;

const plain = (name: string): string => name.replace(/^[_-]|[:=@].*$/g, "").toLowerCase();
const stem = (name: string): string => (/^(?:lib|python3-|golang-)?([a-z]+)/.exec(name)?.[1] ?? name).slice(0, 20);

/** Whether a package's name is so much like another name that it may be the one that makes it. */
function isLike(name: string, from: string): boolean {
  const wanted = plain(name)
    .replace(/\.(?:service|socket|timer|path)$/, "")
    .replaceAll("_", "-");
  const given = plain(from);
  if (MADE_BY[wanted]?.test(given) === true) return true;
  const words = wanted.split(/[^a-z]+/).filter((word) => word.length > 2);
  return given.includes(wanted) || words.some((word) => given.includes(word)) || wanted.includes(stem(given));
}

/** Returns a package in one of its states. */
export const packageNamed = (name: string, state: "installed" | "absent", ...at: PropertyKey[]): Provided => ({
  what: "package",
  name: name.replace(/[:=].*/, ""),
  at,
  state: { state },
});

/** Returns the programs that packages are installed for. */
export const programsOf = (packages: readonly string[]): Provided[] => {
  const names = new Set(packages.map((name) => name.replace(/[:=].*/, "")));
  return Object.entries(PACKAGES_OF)
    .filter(([, having]) => having.some((name) => names.has(name)))
    .map(([name]) => ({ what: "program", name }));
};

/** Returns the package that has a program. */
export const packageOf = (program: string): string => PACKAGES_OF[program]?.[0] ?? program;

/** Returns the units that packages may be named after. */
export const unitsOf = (packages: readonly string[]): Provided[] =>
  packages.map((name) => ({ what: "unit", name: `${name.replace(/[:=].*/, "")}.service` }) as const);

/** Tells what else packages may make, or bring along. */
export const madeByPackages =
  (packages: readonly string[]): MayProvide =>
  ({ what, name }: Thing) => {
    if (what === "port") return true;
    if (what === "path") return !ADMINISTRATORS.test(name);
    if (what === "package" || what === "program") return packages.some((one) => brings(one, name));
    if (what === "user" || what === "group" || what === "unit") return packages.some((one) => isLike(name, one));
    return false;
  };

/**
 * How packages begin that bring along a program, or a package, which others need (Depends and Recommends of Debian 13, and of Docker's own
 * packages): those that servers have, and some that only may.
 */
const BROUGHT: Readonly<Record<string, RegExp>> = {
  bzip2: /^(?:apt|build-essential|devscripts|dpkg-dev|mc$)/,
  cron: /^(?:anacron|logrotate|certbot|backup)/,
  curl: /^(?:acme|ceph|clevis|ddclient|dehydrated|gitlab|netdata)/,
  docker: /^(?:docker|podman-docker)/,
  git: /^(?:ansible|build-essential|cargo|composer|devscripts|docker|etckeeper|forgejo|git|golang|npm|r-base|ruby)/,
  gpg: /^(?:apt|build-essential|devscripts|dirmngr|dpkg-dev|duplicity|gnupg|gpg|reprepro|software-properties)/,
  jq: /^(?:ceph|clevis|fwupd|munin|prometheus-node-exporter|yq)/,
  "python3-venv": /^(?:pipx|python3-(?:all-venv|full)|python3\.\d+-(?:full|venv))/,
  unzip: /^(?:composer|default-j|devscripts|gradle|libreoffice|maven|mc$|openjdk|php|tomcat)/,
  xz: /^(?:build-essential|devscripts|docker|dpkg-dev)/,
  zstd: /^(?:dracut|initramfs|linux-image|mkosi|reprepro)/,
};

function brings(one: string, wanted: string): boolean {
  const known = BROUGHT[wanted];
  return known?.test(plain(one)) ?? (!(wanted in PACKAGES_OF) && isLike(wanted, one));
}
