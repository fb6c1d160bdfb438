import assert from "node:assert/strict";
import { stringify } from "yaml";
import { noEquivalent, noEquivalentBelowDeploy } from "../../drydock/import/compose/no-equivalent";
import { serviceKeys } from "../../drydock/import/compose/shape";
import { type Given, made } from "./support";

type Tree = Readonly<Record<string, unknown>>;

const IMAGE = "111122223333.dkr.ecr.us-east-2.amazonaws.com/shop:1.0";

/** A Compose file of one service, right but for what is given. */
function service(given: Tree, rest: Tree = {}): string {
  return stringify({ services: { web: { image: IMAGE, ...given } }, ...rest });
}

/** The keys of a service: https://github.com/compose-spec/compose-spec/blob/main/schema/compose-spec.json */
const SPEC =
  "annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count " +
  "cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy " +
  "develop device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint env_file environment expose extends " +
  "external_links extra_hosts gpus group_add healthcheck hostname image init ipc isolation label_file labels links logging " +
  "mac_address mem_limit mem_reservation mem_swappiness memswap_limit models network_mode networks oom_kill_disable " +
  "oom_score_adj pid pids_limit platform ports post_start pre_stop privileged profiles provider pull_policy " +
  "pull_refresh_after read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period " +
  "stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volumes volumes_from working_dir";

describe("import: what has no equivalent", () => {
  it("knows every key of a service, each once", () => {
    const known = [...serviceKeys, ...Object.keys(noEquivalent), "extends"];
    assert.equal(new Set(known).size, known.length);
    assert.deepEqual(
      SPEC.split(" ").filter((key) => !known.includes(key)),
      [],
    );
  });

  for (const [key, reason] of Object.entries(noEquivalent)) {
    it(`lists ${key} with its reason`, () => {
      const { text, ...result } = made(service({ [key]: ["something"] }));
      const [note] = result.imported.notes.filter((one) => one.subject === `services.web.${key}`);
      assert.deepEqual([note?.kind, note?.message, note?.place.line], ["leftOut", reason, 4]);
      assert.ok(text.includes(`services.web.${key}`), "the stack file says it too");
    });
  }

  for (const key of Object.keys(noEquivalentBelowDeploy)) {
    it(`lists deploy.${key}`, () => {
      const result = made(service({ deploy: { [key]: { something: 1 } } }));
      assert.ok(result.subjects("leftOut").includes(`services.web.deploy.${key}`));
    });
  }

  it("lists keys that extend the format, at the top only where they are used", () => {
    const result = made(service({ "x-aws-role": "admin" }, { "x-store": { a: 1 } }));
    assert.deepEqual(result.subjects("leftOut"), ["services.web.x-aws-role"]);
  });

  it("lists what is inside keys that it reads", () => {
    const result = made(
      service({
        deploy: {
          mode: "global",
          resources: { limits: { cpus: 1, pids: 5 }, reservations: { devices: [{}] } },
        },
        build: undefined,
        ulimits: { nofile: 1024, rubbish: 1 },
        cap_add: ["NET_ADMIN", "SYS_PTRACE"],
        expose: ["80", "9000"],
        network_mode: "host",
        pid: "host",
        networks: { front: { ipv4_address: "10.0.0.5" } },
        platform: "windows/amd64",
        working_dir: "relative",
        healthcheck: { test: "true", start_interval: "1s" },
        tmpfs: "/etc",
        volumes: [
          "/srv:/srv",
          "/var/run/docker.sock:/var/run/docker.sock",
          { type: "npipe", target: "/x" },
        ],
        depends_on: {},
      }),
    );
    assert.deepEqual(result.subjects("leftOut").sort(), [
      "services.web.cap_add[0]",
      "services.web.deploy.mode",
      "services.web.deploy.resources.limits.pids",
      "services.web.deploy.resources.reservations.devices",
      "services.web.expose[1]",
      "services.web.healthcheck.start_interval",
      "services.web.network_mode",
      "services.web.networks.front",
      "services.web.pid",
      "services.web.platform",
      "services.web.tmpfs[0]",
      "services.web.ulimits.rubbish",
      "services.web.volumes[0]",
      "services.web.volumes[1]",
      "services.web.volumes[2]",
      "services.web.working_dir",
    ]);
  });
});

/** Keys of a service by what they become: paths of the stack file below services.web. */
const BECOMES: readonly (readonly [title: string, given: Tree, path: string, value: unknown])[] = [
  [
    "a command in one text",
    { command: `run "two words" --x='y z'` },
    "command",
    ["run", "two words", "--x=y z"],
  ],
  ["a command as a list", { command: ["a b", 1] }, "command", ["a b", "1"]],
  ["an entry point", { entrypoint: "/bin/sh -c" }, "entryPoint", ["/bin/sh", "-c"]],
  ["a working directory", { working_dir: "/srv" }, "workingDirectory", "/srv"],
  ["a user", { user: "33:33" }, "user", "33:33"],
  ["no user", {}, "user", undefined],
  ["a read-only container", { read_only: true }, "readonlyRootFilesystem", undefined],
  ["a writable container", {}, "readonlyRootFilesystem", false],
  ["no init", { init: false }, "initProcess", false],
  ["an init", { init: true }, "initProcess", undefined],
  ["tracing", { cap_add: ["CAP_SYS_PTRACE"] }, "tracing", true],
  ["a stop time", { stop_grace_period: "1m30s" }, "stopTimeoutSeconds", 90],
  ["a stop time above ECS's", { stop_grace_period: "5m" }, "stopTimeoutSeconds", 120],
  [
    "one limit of files",
    { ulimits: { nofile: 4096 } },
    "ulimits",
    { nofile: { soft: 4096, hard: 4096 } },
  ],
  ["two limits of files", { ulimits: { nofile: { soft: 1, hard: 2 } } }, "ulimits.nofile.soft", 1],
  ["ARM", { platform: "linux/arm64/v8" }, "architecture", "ARM64"],
  ["Intel", { platform: "linux/amd64" }, "architecture", undefined],
  ["replicas", { deploy: { replicas: "3" } }, "desiredCount", 3],
  ["a scale", { scale: 2 }, "desiredCount", 2],
  [
    "a check by a program",
    { healthcheck: { test: ["CMD", "curl", "-f", "x"] } },
    "healthCheck",
    { command: ["curl", "-f", "x"] },
  ],
  [
    "a check by a shell",
    { healthcheck: { test: ["CMD-SHELL", "a | b"] } },
    "healthCheck.command",
    ["sh", "-c", "a | b"],
  ],
  [
    "a check in one text",
    { healthcheck: { test: "a | b" } },
    "healthCheck.command",
    ["sh", "-c", "a | b"],
  ],
  [
    "a check's times",
    {
      healthcheck: { test: "a", interval: "1m", timeout: "3s", retries: 4, start_period: "500ms" },
    },
    "healthCheck",
    {
      command: ["sh", "-c", "a"],
      intervalSeconds: 60,
      timeoutSeconds: 3,
      retries: 4,
      startPeriodSeconds: 1,
    },
  ],
  [
    "a check that is too often",
    { healthcheck: { test: "a", interval: "1s" } },
    "healthCheck.intervalSeconds",
    5,
  ],
  ["no check", { healthcheck: { disable: true, test: "a" } }, "healthCheck", undefined],
  ["NONE as a check", { healthcheck: { test: ["NONE"] } }, "healthCheck", undefined],
  [
    "a map of variables",
    { environment: { A: 1, B: true, C: "x" } },
    "environment",
    { A: "1", B: "true", C: "x" },
  ],
  ["a list of variables", { environment: ["A=1=2", "B="] }, "environment", { A: "1=2", B: "" }],
  [
    "words that YAML 1.1 takes for others",
    { environment: { A: "yes", B: "12:30:45", C: "0x1f" } },
    "environment",
    { A: "yes", B: "12:30:45", C: "0x1f" },
  ],
  ["a memory limit", { mem_limit: "600m" }, "memoryMiB", 1024],
  ["a CPU limit", { cpus: "0.5" }, "cpu", 512],
  [
    "limits of deploy",
    { deploy: { resources: { limits: { cpus: "2", memory: "3g" } } } },
    "memoryMiB",
    4096,
  ],
  [
    "a reservation",
    { deploy: { resources: { reservations: { memory: "2g" } } } },
    "memoryMiB",
    2048,
  ],
  ["a short port", { ports: ["8080:3000"] }, "containerPort", 3000],
  ["a long port", { ports: [{ target: 3000, published: "80" }] }, "containerPort", 3000],
  [
    "a port with an address",
    { ports: ["0.0.0.0:80:3000/tcp"] },
    "route.healthCheckCodes",
    "200-399",
  ],
  ["a port for the host alone", { ports: ["127.0.0.1:80:3000"] }, "route", undefined],
  ["a port for something else than HTTP", { ports: ["5432:5432"] }, "route", undefined],
  ["a range of ports", { ports: ["3000-3002:4000-4002"] }, "containerPort", 4000],
  ["an exposed port", { expose: [9000] }, "containerPort", 9000],
  [
    "the path of a check",
    { ports: ["80:80"], healthcheck: { test: "curl http://localhost:80/up" } },
    "route.healthCheckPath",
    "/up",
  ],
  ["a tmpfs", { tmpfs: "/tmp:size=64m" }, "scratch", ["/tmp"]],
  [
    "an unnamed volume of a read-only container",
    { read_only: true, volumes: ["/var/cache"] },
    "scratch",
    ["/var/cache"],
  ],
  ["an unnamed volume of a writable container", { volumes: ["/var/cache"] }, "scratch", undefined],
];

describe("import: a service", () => {
  for (const [title, given, path, value] of BECOMES) {
    it(`reads ${title}`, () => {
      assert.deepEqual(made(service(given)).at(`services.web.${path}`), value);
    });
  }

  it("builds images where they were built, by paths from the stack file", () => {
    const files: Given["files"] = {
      "web/docker/prod": "FROM a AS base\nFROM b AS final\nUSER app\nEXPOSE 8000\n",
    };
    const compose = stringify({
      services: {
        web: {
          build: { context: "./web", dockerfile: "docker/prod", target: "final", args: ["A=1"] },
        },
      },
    });
    const result = made(compose, { files });
    assert.deepEqual(result.at("services.web.image.build"), {
      context: "web",
      dockerfile: "web/docker/prod",
      target: "final",
      args: { A: "1" },
    });
    assert.equal(result.at("services.web.user"), "app");
    assert.equal(result.at("services.web.containerPort"), 8000);
    assert.equal(result.at("network"), undefined, "an image of one's own needs no NAT");
  });

  it("pins images of public registries, and needs NAT for them", () => {
    const result = made(service({ image: "ghcr.io/a/b:1" }));
    assert.deepEqual(result.at("services.web.image"), {
      reference: "ghcr.io/a/b:1",
      pinDigest: true,
    });
    assert.equal(result.at("network.natGateways"), "single");
    const own = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1";
    assert.deepEqual(made(service({ image: own })).at("services.web.image"), { reference: own });
    const digest = `redis:8@sha256:${"0".repeat(64)}`;
    assert.deepEqual(made(service({ image: digest })).at("services.web.image"), {
      reference: digest,
    });
  });

  const rights: readonly (readonly [title: string, settings: Tree, expected: object])[] = [
    ["an unknown image", { image: "a/b:1" }, { readonlyRootFilesystem: false }],
    [
      "an image whose folders are known",
      { image: "redis:8.2" },
      { user: "redis", scratch: ["/data"] },
    ],
    [
      "an image that works only as root",
      { image: "nginx:1.29", ports: ["80:80"] },
      {
        user: "root",
        capabilities: ["CHOWN", "NET_BIND_SERVICE", "SETGID", "SETUID"],
        scratch: ["/run", "/var/cache/nginx"],
      },
    ],
    [
      "an unknown image as root",
      { image: "a/b:1", user: "0:0", cap_add: ["CAP_SYS_CHROOT"] },
      {
        user: "0:0",
        capabilities: [
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "KILL",
          "NET_BIND_SERVICE",
          "SETGID",
          "SETUID",
          "SYS_CHROOT",
        ],
        readonlyRootFilesystem: false,
      },
    ],
    [
      "a known image with a program of one's own",
      { image: "redis:8.2", command: ["/mine"] },
      { user: "redis", readonlyRootFilesystem: false },
    ],
  ];
  for (const [title, settings, expected] of rights) {
    it(`gives ${title} the rights that it needs`, () => {
      const result = made(service(settings));
      const keys = ["user", "capabilities", "readonlyRootFilesystem", "scratch"];
      const found = keys.map((key) => [key, result.at(`services.web.${key}`)] as const);
      assert.deepEqual(
        Object.fromEntries(found.filter(([, value]) => value !== undefined)),
        expected,
      );
    });
  }

  it("knows the image that a Dockerfile builds on", () => {
    const files = {
      "web/Dockerfile":
        "ARG TAG=1.29\nFROM node:24 AS build\nFROM nginx:${TAG} AS base\nEXPOSE 80\nFROM base\nCOPY --from=build / /\n",
    };
    const result = made(service({ build: "web" }), { files });
    assert.equal(result.at("services.web.user"), "root");
    assert.equal(result.at("services.web.containerPort"), 80);
    assert.equal(result.at("services.web.readonlyRootFilesystem"), false);
  });

  const impossible: readonly (readonly [settings: Tree, reason: RegExp])[] = [
    [
      { volumes: ["/var/run/docker.sock:/var/run/docker.sock"] },
      /the container engine of its host/,
    ],
    [{ volumes: ["/proc:/host/proc:ro"] }, /folders of its host's system/],
    [{ privileged: true }, /a privileged container/],
    [{ cap_add: ["NET_ADMIN"] }, /the capability NET_ADMIN/],
    [{ devices: ["/dev/kvm"] }, /devices/],
    [
      { deploy: { resources: { reservations: { devices: [{ capabilities: ["gpu"] }] } } } },
      /devices/,
    ],
    [{ ports: ["53:53/udp"] }, /UDP from outside/],
  ];
  for (const [settings, reason] of impossible) {
    it(`says that a service does not work on Fargate: ${JSON.stringify(settings)}`, () => {
      const result = made(service({ image: "a/b:1", ...settings }));
      assert.deepEqual(result.subjects("cannot"), ["services.web"]);
      assert.match(result.note("services.web"), reason);
    });
  }

  it("says of no other service that it does not work", () => {
    const settings = {
      image: "a/b:1",
      volumes: ["./code:/code", "/srv/data:/data"],
      cap_add: ["NET_BIND_SERVICE", "SYS_PTRACE"],
      ports: ["53:53/udp", "80:80"],
    };
    assert.deepEqual(made(service(settings)).subjects("cannot"), []);
  });

  it("names the tag that Docker would take", () => {
    const result = made(service({ image: "localhost:5000/a" }));
    assert.equal(result.at("services.web.image.reference"), "localhost:5000/a:latest");
    assert.match(
      result.note("services.web.image"),
      /^3: localhost:5000\/a:latest changes with every release/,
    );
  });

  it("knows official images: user, files and way of deployment", () => {
    const data = { volumes: { data: null } };
    const database = {
      image: "postgres:17-alpine",
      environment: { POSTGRES_HOST_AUTH_METHOD: "trust" },
      volumes: ["data:/var/lib/postgresql/data"],
    };
    const result = made(service(database, data));
    assert.equal(result.at("services.web.user"), "postgres");
    assert.deepEqual(result.at("services.web.volumes.data"), {
      fileSystem: "data",
      mountPath: "/var/lib/postgresql/data",
      directory: "/data",
      uid: 70,
      gid: 70,
    });
    assert.deepEqual(result.at("services.web.deployment"), {
      minimumHealthyPercent: 0,
      maximumPercent: 100,
    });
    assert.deepEqual(result.at("fileSystems"), { data: {} });
  });

  it("takes the region from what the files name, and from the option before it", () => {
    const image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1";
    assert.equal(made(service({ image })).at("region"), "eu-west-1");
    assert.equal(made(service({ image: "a/b:1" })).at("region"), "us-east-2");
    assert.equal(
      made(service({ image: "a/b:1" }), { region: "eu-north-1" }).at("region"),
      "eu-north-1",
    );
  });
});
