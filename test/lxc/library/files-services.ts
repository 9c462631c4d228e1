import { file, local, localFolder, minutes, type Step, seconds, service, wait } from "phoenix-setup";

const web = "http://127.0.0.1:8099";

/** Files in all their forms, and a service of its own that depends on them. */
export function steps(): Step[] {
  const settings = file.ini({
    path: "/etc/library.conf",
    merge: { serve: { greeting: "a = b; c", port: 8099 }, old: { gone: null } },
  });
  const line = file.line({ path: "/etc/library.lines", line: "Port 2222", replaces: /^#?Port / });
  const unit = service.unit({
    unit: "library.service",
    sections: {
      Unit: { Description: "The library of steps" },
      Service: {
        ExecStart: [
          [
            "/bin/sh",
            "-c",
            "printf '%s' \"$0\" >/run/library-said; echo The library is open; exec sleep infinity",
            'it\'s 100% "$HOME" \\ ;',
          ],
        ],
        ExecReload: "/bin/sh -c 'echo reloaded >>/run/library-reloads'",
        Environment: { GREETING: "a $b %i" },
      },
      Install: { WantedBy: "multi-user.target" },
    },
  });
  const limits = service.dropIn({
    unit: "library.service",
    name: "limits",
    sections: { Service: { LimitNOFILE: 4096 } },
  });
  return [
    settings,
    line,
    file.copy({ source: "/etc/library.conf", path: "/etc/library.copy" }),
    file.joined({ path: "/etc/library.joined", parts: ["/etc/library.conf", "/etc/library.lines"], mode: "0600" }),
    file.symlink({ path: "/etc/library.link", target: "library.joined" }),
    file.directory({ path: "/var/lib/library/inner" }),
    file.content({ path: "/var/lib/library/inner/data", content: "x\n", mode: "0640", group: "adm" }),
    file.attributes({
      path: "/var/lib/library",
      recursive: true,
      group: "adm",
      folderMode: "2750",
      mode: "0640",
      title: "who reads the library",
    }),
    file.absent({ path: "/etc/library.absent" }),
    unit,
    limits,
    service.running({
      unit: "library.service",
      restartOn: [unit, limits],
      reloadOn: [settings],
      stable: seconds(2),
      timeout: minutes(2),
    }),
    service.stopped({ unit: "apt-daily.timer", atBoot: "masked" }),
    wait.logLine({ unit: "library.service", line: "The library is open", within: seconds(20) }),
    ...brought(),
  ];
}

/** Files from beside the definitions; and from a server, which is inside as well and serves one of those. */
function brought(): Step[] {
  const site = file.folder({ source: localFolder("files/site"), path: "/srv/library/site", exact: true });
  const unit = service.unit({
    unit: "library-web.service",
    sections: {
      Service: {
        ExecStart: [
          ["/usr/bin/python3", "-m", "http.server", "8099", "--bind", "127.0.0.1", "--directory", "/srv/library/site"],
        ],
      },
      Install: { WantedBy: "multi-user.target" },
    },
  });
  const { sha256 } = local("files/site/shelf.tar.gz");
  return [
    file.local({ source: local("files/motd"), path: "/etc/library.motd", mode: "0640", group: "adm" }),
    file.template({
      template: local("files/shelf.sh.hbs"),
      variables: { name: "it's $HOME", books: ["a b", '"c"'] },
      format: "shell",
      path: "/etc/library.sh",
    }),
    site,
    unit,
    service.running({ unit: "library-web.service", restartOn: [unit] }),
    wait.port({ port: 8099, address: "127.0.0.1", within: seconds(20) }),
    file.download({ url: `${web}/shelf.tar.gz`, sha256, path: "/var/lib/library-shelf.tar.gz" }),
    file.archive({ url: `${web}/shelf.tar.gz`, sha256, into: "/opt/shelf", strip: 1 }),
  ];
}

/** What must hold inside, whoever looks. */
export const looks: readonly (readonly [string, string])[] = [
  [
    "an ini file has its keys",
    "grep -qx 'greeting=a = b; c' /etc/library.conf && grep -qx '\\[serve\\]' /etc/library.conf",
  ],
  ["a line is there once", "[[ $(grep -c '^Port 2222$' /etc/library.lines) == 1 ]]"],
  ["a file is joined from two", "cat /etc/library.conf /etc/library.lines | cmp - /etc/library.joined"],
  ["a link leads to it", "[[ $(readlink /etc/library.link) == library.joined ]]"],
  [
    "a word of a unit reaches the program as it was written",
    "[[ $(</run/library-said) == 'it'\\''s 100% \"$HOME\" \\ ;' ]]",
  ],
  ["systemd knows the drop-in", "[[ $(systemctl show -p LimitNOFILE --value library.service) == 4096 ]]"],
  [
    "the service has its variable as it was written",
    "tr '\\0' '\\n' </proc/$(systemctl show -p MainPID --value library.service)/environ | grep -qxF 'GREETING=a $b %i'",
  ],
  ["the service runs", "systemctl is-active --quiet library.service && systemctl is-enabled --quiet library.service"],
  [
    "a file and a folder came from beside the definitions",
    `printf '%s' 'It is 100% plain: "$HOME" \`x\` \\ it'\\''s'$'\\n\\t''no newline at the end' | cmp - /etc/library.motd
     [[ $(stat -c '%a %G' /etc/library.motd) == '640 adm' ]]
     [[ $(cd /srv/library/site && find . -type f | sort | xargs -d '\\n') == "./index.html ./inner/it's.txt ./shelf.tar.gz" ]]`,
  ],
  [
    "a template's variables reach the shell that reads it",
    `. /etc/library.sh && [[ $SHELF == 'it'\\''s $HOME' && $BOOK_0 == 'a b' && $BOOK_1 == '"c"' ]]`,
  ],
  ["what was downloaded is what was served", "cmp /srv/library/site/shelf.tar.gz /var/lib/library-shelf.tar.gz"],
  ["an archive was unpacked without its outer folder", "[[ $(/opt/shelf/bin/shelf) == 1.0 ]]"],
  ["a timer is masked", "[[ $(systemctl is-enabled apt-daily.timer || :) == masked ]]"],
];
