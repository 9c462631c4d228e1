import {
  apt,
  assert,
  command,
  docker,
  file,
  git,
  http,
  local,
  python,
  type Step,
  seconds,
  service,
  sh,
  wait,
} from "phoenix-setup";

const home = "/home/ubuntu";
/** An index of packages for pip: a folder with a folder for each, which Python itself serves. */
const index = "http://localhost:8098";

/** Packages from sources and files, languages, and what is waited for. */
export function steps(): Step[] {
  const python3 = apt.packages({ packages: ["python3-venv=3.*", "python3"], recommends: false });
  const recipe = file.local({ source: local("files/make-tool"), path: "/usr/local/sbin/library-make-tool" });
  const serving = service.unit({
    unit: "library-index.service",
    sections: {
      Service: { ExecStart: [["/usr/bin/python3", "-m", "http.server", 8098, "--directory", `${home}/index`]] },
      Install: { WantedBy: "multi-user.target" },
    },
  });
  return [
    python3,
    recipe,
    command({
      title: "a package, a wheel and a repository to install from",
      creates: `${home}/app.git`,
      asUser: "ubuntu",
      apply: sh`/usr/local/sbin/library-make-tool`,
    }),
    apt.deb({ package: "library-tool", file: `${home}/library-tool.deb` }),
    assert.command({ title: "the tool is installed", command: sh`dpkg --status library-tool >/dev/null` }),
    apt.held({ packages: ["library-tool"] }),
    apt.absent({ packages: ["htop"], purge: true }),
    serving,
    service.running({ unit: "library-index.service", restartOn: [serving] }),
    wait.port({ port: 8098, within: seconds(20) }),
    wait.command({
      title: "the index answers",
      command: sh`curl --fail --silent --max-time 3 --output /dev/null ${index}`,
      within: seconds(20),
    }),
    http.answers({ url: `${index}/library-wheel/`, within: seconds(20) }),
    python.venv({
      path: `${home}/venv`,
      requirements: ["# of the library", "library-wheel == 1.0"],
      index,
      user: "ubuntu",
    }),
    git.checkout({
      repository: `${home}/app.git`,
      path: "/opt/library app",
      tag: "v1",
      user: "ubuntu",
      build: sh`printf '%s\n' ${"built in $PWD"} >>built`,
    }),
    git.checkout({ repository: `file://${home}/app.git`, path: "/opt/library-tip", branch: "main", user: "ubuntu" }),
    wait.names({ names: ["localhost", "Library"], within: seconds(10) }),
    wait.file({ path: "/opt/library-tip/version", holds: "2", within: seconds(5) }),
    apt.packages({ packages: ["docker.io"], recommends: false }),
    docker.daemon({ settings: { "storage-driver": "overlay2", "log-opts": { "max-size": "1m" } } }),
    docker.network({ name: "shelves", subnet: "172.31.7.0/24", internal: true }),
    docker.volume({ name: "books" }),
    docker.image({ image: "hello-world:linux" }),
    wait.portFromHost({ address: "10.0.0.240", port: 22, within: seconds(30) }),
  ];
}

/** What must hold inside, whoever looks. */
export const looks: readonly (readonly [string, string])[] = [
  ["a package came from a file", "[[ $(library-tool) == 1.0 ]]"],
  ["a package is held", "[[ $(apt-mark showhold) == library-tool ]]"],
  ["a package is gone, with its configuration", "! dpkg-query --status htop 2>/dev/null"],
  [
    "an environment has what it requires, and is its user's",
    `[[ $(${home}/venv/bin/python -c 'import library_wheel; print(library_wheel.said)') == "it's a wheel" && $(stat -c %U ${home}/venv) == ubuntu ]]`,
  ],
  [
    "a checkout is at its tag, was built once, and is its user's",
    "cd '/opt/library app' && [[ $(<version) == 1 && $(<built) == 'built in $PWD' && $(stat -c %U version built | xargs) == 'ubuntu ubuntu' ]]",
  ],
  [
    "Docker has its settings, a network, a volume and an image",
    `[[ $(docker info --format '{{.Driver}}') == overlay2 ]]
     [[ $(docker network inspect shelves --format '{{.Internal}} {{(index .IPAM.Config 0).Subnet}}') == 'true 172.31.7.0/24' ]]
     docker volume inspect books >/dev/null && docker image inspect hello-world:linux >/dev/null`,
  ],
  ["another is at the tip of its branch", "[[ $(</opt/library-tip/version) == 2 ]]"],
];
