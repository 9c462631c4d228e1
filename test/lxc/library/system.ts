import { apt, cron, kernel, local, lxc, type Step, secret, system, tls, user } from "phoenix-setup";

const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJtKkxGWjQz9n0DrBFbOGZPS3vAPhZGVQmUkBAvFpNJZ library@example.org";

/** The container as its host sees it, and the system inside: zone, locales, kernel, accounts, cron, secrets. */
export function steps(): Step[] {
  return [
    lxc.options({
      cpuLimit: 1.5,
      startup: { order: 7 },
      tags: ["library", "test"],
      description: "# The library\n\nMade by *tests*: 100 %.",
      // What a running container does not take at once, so that it is restarted.
      searchDomain: "library.test",
    }),
    apt.packages({ packages: ["cron", "locales", "openssl", "procps", "tzdata"] }),
    system.timeZone({ zone: "Asia/Kathmandu" }),
    system.locale({ locale: "de_DE.UTF-8", also: ["en_US.UTF-8"] }),
    system.hosts({ entries: { "192.0.2.7": ["shelf.library.test", "shelf"], "2001:db8:0::7": "shelf" } }),
    system.environment({
      variables: { SHELF_OPTIONS: '-Da="b c" $HOME', OWNER: "it's", GONE: null },
      profile: "library",
    }),
    kernel.parameter({ parameters: { "net.ipv4.ip_local_port_range": "20000 60999", "net.ipv4.ip_forward": 1 } }),
    user.group({ name: "readers", system: true }),
    user.present({ name: "librarian", groups: ["readers"], shell: "/bin/sh" }),
    user.group({ name: "writers", number: 2345, members: ["librarian", "ubuntu"] }),
    user.sshKeys({ user: "librarian", keys: [`restrict,from="10.0.0.0/24" ${key}`], only: true }),
    cron.job({
      name: "library",
      schedule: "* * * * *",
      user: "librarian",
      // `\\\\` in double quotes is `\\` to a shell.
      command: 'printf "%s" "100% \\\\\\\\ of $SHELF" >"$HOME/cron-said"',
      environment: { SHELF: "it's \\ $HOME" },
    }),
    secret.generated({
      path: "/var/lib/library-secret/password",
      length: 40,
      alphabet: "symbols",
      mode: "0640",
      group: "readers",
      envFile: { path: "/var/lib/library-secret/env", key: "LIBRARY_PASSWORD" },
    }),
    tls.authority({ name: "library", certificate: local("files/authority.crt") }),
    tls.selfSigned({
      names: ["shelf.library.test", "192.0.2.7", "2001:db8::7"],
      certificate: "/etc/ssl/library.crt",
      key: "/etc/ssl/private/library.key",
      group: "readers",
      mode: "0640",
    }),
  ];
}

/** What must hold inside, whoever looks. */
export const looks: readonly (readonly [string, string])[] = [
  ["the time zone is Nepal's", "[[ $(date +%z) == +0545 && $(TZ= date +%z) == +0000 ]]"],
  ["the locales are there", "locale -a | grep -qx de_DE.utf8 && locale -a | grep -qx en_US.utf8"],
  ["whoever logs in has the default one", "[[ $(su - librarian -c 'echo $LANG') == de_DE.UTF-8 ]]"],
  ["the decimal point is a comma in it", "[[ $(LC_ALL=de_DE.UTF-8 printf %.1f 1,5) == 1,5 ]]"],
  [
    "names lead where /etc/hosts says",
    `[[ $(getent -A ahostsv4 shelf) == '192.0.2.7 '* && $(getent -A ahostsv6 shelf) == '2001:db8::7 '* ]]`,
  ],
  [
    "whoever logs in has the variables, through PAM and without it",
    `[[ $(su - librarian -c 'echo "$SHELF_OPTIONS|$OWNER"') == "-Da=\\"b c\\" \\$HOME|it's" ]]
     [[ $(env -i sh -lc 'echo "$SHELF_OPTIONS|$OWNER"') == "-Da=\\"b c\\" \\$HOME|it's" ]]
     [[ $(su librarian -c 'echo "$SHELF_OPTIONS|$OWNER"') == "-Da=\\"b c\\" \\$HOME|it's" ]]`,
  ],
  [
    "the kernel's parameters are set",
    "[[ $(xargs </proc/sys/net/ipv4/ip_local_port_range) == '20000 60999' && $(</proc/sys/net/ipv4/ip_forward) == 1 ]]",
  ],
  ["a group has its number and its members", "[[ $(getent group writers) == writers:x:2345:librarian,ubuntu ]]"],
  ["a system group has a system number", "(($(getent group readers | cut -d: -f3) < 1000))"],
  [
    "the user has one key, and nobody else can write it",
    `[[ $(stat -c '%a %U' ~librarian/.ssh ~librarian/.ssh/authorized_keys | xargs) == '700 librarian 600 librarian' ]]
     ssh-keygen -l -f ~librarian/.ssh/authorized_keys | grep -q 'library@example.org'
     [[ $(wc -l <~librarian/.ssh/authorized_keys) == 1 ]]`,
  ],
  [
    "cron runs the command, with its % and its variable",
    `for ((i = 0; i < 75; i++)); do [[ ! -s /home/librarian/cron-said ]] || break; sleep 1; done
     [[ $(</home/librarian/cron-said) == '100% \\\\ of it'\\''s \\ $HOME' ]]`,
  ],
  [
    "a secret of its length was made, and stands in its other file as well",
    `[[ $(</var/lib/library-secret/password) =~ ^[A-Za-z0-9!%*+,./:=?@^_-]{40}$ ]]
     [[ $(</var/lib/library-secret/env) == "LIBRARY_PASSWORD=$(</var/lib/library-secret/password)" ]]
     [[ $(stat -c '%a %U %G' /var/lib/library-secret/*  | sort -u) == '640 root readers' ]]`,
  ],
  [
    "the system trusts the authority, wherever it is asked",
    `openssl verify /usr/local/share/ca-certificates/library.crt
     openssl verify -no-CApath -CAfile /etc/ssl/certs/ca-certificates.crt /usr/local/share/ca-certificates/library.crt`,
  ],
  [
    "curl takes the certificate from a server that has its key",
    `openssl s_server -quiet -www -accept 4433 -cert /etc/ssl/library.crt -key /etc/ssl/private/library.key </dev/null >/dev/null 2>&1 &
     server=$!
     trap 'kill "$server"' EXIT
     for ((i = 0; i < 50; i++)); do
       ! curl -sS --cacert /etc/ssl/library.crt --resolve shelf.library.test:4433:127.0.0.1 https://shelf.library.test:4433/ >/dev/null || break
       sleep 0.2
     done
     ((i < 50))
     ! curl -sS --resolve shelf.library.test:4433:127.0.0.1 https://shelf.library.test:4433/ || exit 1
     [[ $(stat -c '%a %U %G' /etc/ssl/private/library.key) == '640 root readers' ]]`,
  ],
];
