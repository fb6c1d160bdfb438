import { stringify } from "yaml";
import assert from "node:assert/strict";
import { made, refused } from "./support";

describe("import: services together", () => {
  it("connects what is linked, needed or named in an address", () => {
    const result = made(`
services:
  web:
    image: a/b:1
    depends_on: [ api ]
    environment: { CACHE_URL: "redis://cache:6379/0", DB_HOST: store, DB_NAME: mail }
    command: serve --mail smtp://post:25
    links: [ "search:find" ]
  api: { image: "a/b:1", expose: [ 8000 ] }
  cache: { image: "redis:8.2" }
  store: { image: "postgres:17", environment: { POSTGRES_HOST_AUTH_METHOD: trust } }
  post: { image: "a/b:1" }
  search: { image: "a/b:1", expose: [ 9200 ] }
  mail: { image: "a/b:1", expose: [ 25 ] }
`);
    assert.deepEqual(result.at("services.web.connectsTo"), [
      "api",
      "cache",
      "store",
      "post",
      "search",
    ]);
    assert.deepEqual(
      ["cache", "store", "post", "search"].map((name) =>
        result.at(`services.${name}.containerPort`),
      ),
      [6379, 5432, 25, 9200],
    );
    assert.equal(result.at("services.cache.discovery"), "serviceConnect");
    assert.equal(result.at("services.mail.discovery"), undefined);
    assert.match(result.note("services.web.links[0]"), /Its name is search, not find/);
  });

  it("connects only services of one network", () => {
    const result = made(`
services:
  web: { image: "a/b:1", networks: [ front ], depends_on: [ db ] }
  db: { image: "postgres:17", environment: { POSTGRES_HOST_AUTH_METHOD: trust }, networks: [ back ] }
networks: { front: , back: }
`);
    assert.equal(result.at("services.web.connectsTo"), undefined);
    assert.match(result.note("networks"), /none here/);
  });

  it("says what has to change where a service goes by another name", () => {
    const result = made(`
services:
  web: { image: "a/b:1", environment: { URI: "mongodb://store:27017/app" } }
  My_DB: { image: "mongo:8.0", container_name: store }
`);
    assert.deepEqual(result.at("services.web.connectsTo"), ["my-db"]);
    assert.match(result.note("services.web"), /It calls store, whose name here is my-db/);
    assert.match(result.note("services.My_DB"), /Its name here is my-db/);
  });

  it("leaves a connection out where there is no port, and says so", () => {
    const result = made(`
services:
  web: { image: "a/b:1", depends_on: [ other ] }
  other: { image: "c/d:1" }
`);
    assert.equal(result.at("services.web.connectsTo"), undefined);
    assert.match(result.note("services.other"), /the file does not name its port/);
  });

  it("opens a circle of calls by DNS", () => {
    const result = made(`
services:
  one: { image: "a/b:1", expose: [ 80 ], environment: { PEER: "http://two:80" } }
  two: { image: "a/b:1", expose: [ 80 ], environment: { PEER: "http://one:80" } }
`);
    assert.deepEqual(
      ["one", "two"].map((name) => result.at(`services.${name}.discovery`)),
      ["dnsA", "serviceConnect"],
    );
    assert.match(result.note("services.one"), /one\.<stack>\.drydock\.internal/);
  });

  it("makes sidecars of services that have to end first, and of those they wait for", () => {
    const result = made(`
services:
  web:
    image: a/b:1
    depends_on:
      migrate: { condition: service_completed_successfully, restart: true }
      db: { condition: service_healthy }
  migrate:
    image: a/b:1
    depends_on: { fetch: { condition: service_completed_successfully }, db: { condition: service_healthy } }
  fetch: { image: "a/b:1" }
  db: { image: "postgres:17", environment: { POSTGRES_HOST_AUTH_METHOD: trust }, healthcheck: { test: pg_isready } }
`);
    assert.deepEqual(result.containers, ["web", "web/migrate", "web/fetch", "db"]);
    assert.deepEqual(result.at("services.web.dependsOn"), { migrate: "SUCCESS" });
    assert.deepEqual(result.at("services.web.sidecars.migrate.dependsOn"), { fetch: "SUCCESS" });
    assert.equal(result.at("services.web.sidecars.fetch.essential"), false);
    assert.deepEqual(result.at("services.web.connectsTo"), ["db"]);
    assert.deepEqual(result.subjects("leftOut"), ["services.web.depends_on.migrate.restart"]);
  });

  it("makes a sidecar of a service that shares another's network", () => {
    const result = made(`
services:
  web: { image: "a/b:1", ports: [ "80:8080" ] }
  agent: { image: "c/d:1", network_mode: "service:web", pid: "service:web", mem_limit: 128m, depends_on: [ web ] }
`);
    assert.deepEqual(result.containers, ["web", "web/agent"]);
    assert.equal(result.at("services.web.pidMode"), "task");
    assert.equal(result.at("services.web.sidecars.agent.memoryMiB"), 128);
    assert.deepEqual(result.at("services.web.sidecars.agent.dependsOn"), { web: "START" });
  });

  it("leads the first service that people reach at every path, others by host", () => {
    const result = made(`
services:
  web: { image: "a/b:1", ports: [ "80:80", "443:443" ] }
  admin: { image: "a/b:1", ports: [ "9000:9000" ] }
  db: { image: "postgres:17", environment: { POSTGRES_HOST_AUTH_METHOD: trust }, ports: [ "5432:5432" ] }
`);
    assert.deepEqual(result.at("ingress"), {});
    assert.deepEqual(result.at("services.web.route"), { healthCheckCodes: "200-399" });
    assert.deepEqual(result.at("services.admin.route"), {
      hosts: ["admin.*"],
      healthCheckCodes: "200-399",
    });
    assert.equal(result.at("services.db.route"), undefined);
    assert.deepEqual(result.subjects("leftOut"), ["services.web.ports[1]", "services.db.ports[0]"]);
  });

  const fronts: readonly (readonly [ports: readonly string[], first: string])[] = [
    [["8080:8080", "80:3000", "443:3001"], "two"],
    [["8080:8080", "9000:3000", "443:3001"], "three"],
    [["8080:8080", "9000:3000", "443:443"], "one"],
  ];
  for (const [ports, first] of fronts) {
    it(`sends every request to ${first} of ${ports.join(" and ")}`, () => {
      const names = ["one", "two", "three"];
      const services = names.map((name, index): [string, object] => [
        name,
        { image: "a/b:1", ports: [ports[index]] },
      ]);
      const result = made(stringify({ services: Object.fromEntries(services) }));
      const open = names.filter((name) => {
        const route = result.at(`services.${name}.route`);
        return route !== undefined && result.at(`services.${name}.route.hosts`) === undefined;
      });
      assert.deepEqual(open, [first]);
    });
  }

  it("mounts a volume that two services share in both", () => {
    const result = made(`
services:
  one: { image: "a/b:1", user: "33", volumes: [ "My_Files:/data", "./code:/code" ] }
  two: { image: "a/b:1", volumes: [ { type: volume, source: My_Files, target: /in/, read_only: true } ] }
volumes: { My_Files: { external: true }, unused: }
`);
    assert.deepEqual(result.at("fileSystems"), { "my-files": {} });
    assert.deepEqual(result.at("services.one.volumes.my-files"), {
      fileSystem: "my-files",
      mountPath: "/data",
      directory: "/my-files",
      uid: 33,
      gid: 33,
    });
    assert.deepEqual(result.at("services.two.volumes.my-files"), {
      fileSystem: "my-files",
      mountPath: "/in",
      directory: "/my-files",
      readOnly: true,
    });
    assert.match(result.note("volumes.My_Files"), /copy its files/);
  });
});

describe("import: the format", () => {
  it("resolves anchors and merge keys, and finds their places", () => {
    const result = made(`
x-base: &base
  image: a/b:1
  sysctls: [ a=1 ]
services:
  one:
    <<: *base
    command: one
  two: *base
`);
    assert.deepEqual(result.containers, ["one", "two"]);
    assert.match(result.note("services.one.sysctls"), /^6: /);
    assert.match(result.note("services.two.sysctls"), /^9: /);
  });

  it("resolves extends, of this file and of another", () => {
    const result = made(
      `
services:
  web:
    extends: { file: common/base.yml, service: base }
    environment: [ B=own, C=own ]
    command: [ own ]
    volumes: [ "more:/more" ]
  other: { extends: web, environment: { D: other } }
volumes: { data: , more: }
`,
      {
        files: {
          "common/base.yml":
            "services: { root: { read_only: true }, base: { extends: root, build: app, command: base, environment: { A: base, B: base }, volumes: ['data:/data'] } }",
          "common/app/Dockerfile": "FROM a\n",
        },
      },
    );
    assert.deepEqual(result.at("services.web.image"), { build: { context: "common/app" } });
    assert.deepEqual(result.at("services.web.environment"), { A: "base", B: "own", C: "own" });
    assert.deepEqual(result.at("services.web.command"), ["own"]);
    assert.equal(result.at("services.web.readonlyRootFilesystem"), undefined);
    assert.deepEqual(result.at("fileSystems"), { data: {}, more: {} });
    assert.deepEqual(result.at("services.other.environment"), {
      A: "base",
      B: "own",
      C: "own",
      D: "other",
    });
  });

  it("leaves services of a profile out, unless it is asked for", () => {
    const compose = `
services:
  web: { image: "a/b:1" }
  tool: { image: "c/d:1", profiles: [ laptop, ci ] }
`;
    const without = made(compose);
    assert.deepEqual(without.containers, ["web"]);
    assert.match(without.note("services.tool"), /^4: .*profile laptop or ci.*--profile laptop\.$/);
    assert.deepEqual(made(compose, { profiles: ["ci"] }).containers, ["web", "tool"]);
  });

  it("says that included files are not read", () => {
    const result = made("include: [ other.yml ]\nservices: { web: { image: a/b:1 } }");
    assert.deepEqual(result.subjects("leftOut"), ["include"]);
  });

  const mistakes: readonly (readonly [title: string, compose: string, report: RegExp])[] = [
    ["no YAML", "services: [\n", /^docker-compose\.yml:2:1\n {2}This is not YAML: /],
    ["a list", "- a\n", /The file does not hold a map of keys and values\./],
    ["nothing", "", /The file does not hold a map of keys and values\./],
    ["no services", "volumes: {}\n", /The file has no services\./],
    ["an alias to nothing", "services: { a: *b }\n", /Unresolved alias|cannot be resolved/],
    [
      "a service that is text",
      "services: { web: nginx }\n",
      /:1:13 {2}services\.web\n {2}A service must be a map/,
    ],
    [
      "a key that is misspelt",
      "services: { web: { image: a, enviroment: {} } }\n",
      /services\.web\.enviroment\n[\s\S]*Did you mean environment\?/,
    ],
    [
      "a service that is not there",
      "services:\n  web:\n    image: a\n    depends_on: [ dbb ]\n  db: { image: b }\n",
      /:4:5 {2}services\.web\.depends_on\n {2}There is no service dbb\.\n {2}fix: {5}Did you mean db\?/,
    ],
    [
      "a condition that is none",
      "services: { web: { image: a, depends_on: { b: { condition: ready } } }, b: { image: a } }\n",
      /service_healthy/,
    ],
    [
      "a port that is none",
      "services: { web: { image: a, ports: [ http ] } }\n",
      /services\.web\.ports\[0\]\n {2}This must be a port/,
    ],
    [
      "a volume that is none",
      "services: { web: { image: a, volumes: [ data:data ] } }\n",
      /services\.web\.volumes\[0\]\n {2}This must be a volume/,
    ],
    [
      "a duration that is none",
      "services: { web: { image: a, healthcheck: { test: a, interval: often } } }\n",
      /interval\n {2}This must be a duration/,
    ],
    [
      "a quote that is not closed",
      "services: { web: { image: a, command: 'say \"hello' } }\n",
      /command\n {2}A quote in this command is not closed\./,
    ],
    [
      "a variable that is required",
      "services: { web: { image: 'a:${TAG?}' } }\n",
      /services\.web\.image\n {2}Compose refuses this: the variable TAG is required and not set\./,
    ],
    [
      "services that extend each other",
      "services: { a: { extends: b }, b: { extends: a } }\n",
      /The services extend each other: a -> b -> a\./,
    ],
    [
      "a base that is not there",
      "services: { a: { extends: { service: b, file: c.yml } } }\n",
      /The file c\.yml cannot be read\./,
    ],
  ];
  for (const [title, compose, report] of mistakes) {
    it(`refuses ${title}`, () => {
      assert.match(refused(compose), report);
    });
  }

  it("reports all mistakes of a file at once, in their order", () => {
    const report = refused(
      "services:\n  a: { image: x, ports: 80 }\n  b: { image: x, scale: many }\n",
    );
    assert.match(
      report,
      /:2:18 {2}services\.a\.ports[\s\S]*:3:18 {2}services\.b\.scale[\s\S]*\n\n2 problems in docker-compose\.yml/,
    );
  });
});

describe("import: the ECS CLI", () => {
  const compose = `
services:
  shop: { image: "a/b:1", environment: { PEER: "http://proxy:80" }, links: [ proxy ] }
  proxy: { image: "c/d:1", ports: [ "80:80" ], depends_on: { shop: { condition: service_healthy } } }
`;

  it("puts all containers into one task, of the size that is said", () => {
    const result = made(compose, {
      ecsParams: `
version: 1
task_definition:
  task_size: { cpu_limit: "512", mem_limit: 2GB }
  pid_mode: task
  services:
    shop:
      essential: false
      cpu_shares: 100
      mem_limit: 256m
      init_process_enabled: false
      healthcheck: { test: [ CMD, check ], interval: 15 }
`,
    });
    assert.deepEqual(result.containers, ["proxy", "proxy/shop"]);
    assert.deepEqual(
      [result.at("services.proxy.cpu"), result.at("services.proxy.memoryMiB")],
      [512, 2048],
    );
    assert.equal(result.at("services.proxy.pidMode"), "task");
    assert.deepEqual(result.at("services.proxy.dependsOn"), { shop: "HEALTHY" });
    assert.equal(result.at("services.proxy.sidecars.shop.essential"), false);
    assert.equal(result.at("services.proxy.sidecars.shop.cpu"), 100);
    assert.equal(result.at("services.proxy.sidecars.shop.memoryMiB"), 256);
    assert.equal(result.at("services.proxy.sidecars.shop.initProcess"), false);
    assert.equal(result.at("services.proxy.sidecars.shop.healthCheck.intervalSeconds"), 15);
    assert.match(
      result.note("services.shop"),
      /It calls proxy, which is in the same task.*localhost:80\./,
    );
  });

  it("refers to secrets, parameters and registry credentials where they are", () => {
    const arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/db-AbCdEf";
    const result = made(
      compose.replace(", depends_on: { shop: { condition: service_healthy } }", ""),
      {
        ecsParams: `
task_definition:
  services:
    proxy:
      repository_credentials: { credentials_parameter: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:hub-AbCdEf" }
    shop:
      secrets:
        - { name: WHOLE, value_from: "${arn}" }
        - { name: KEY, value_from: "${arn}:password:AWSPREVIOUS:" }
        - { name: PARAMETER, value_from: "arn:aws:ssm:eu-west-1:111122223333:parameter/a" }
        - { name: NAMED, value_from: /shop/b }
`,
      },
    );
    assert.equal(result.at("region"), "eu-west-1");
    assert.deepEqual(result.at("secrets.shop-db"), { arn });
    assert.deepEqual(result.at("services.proxy.sidecars.shop.secrets"), {
      WHOLE: { secret: "shop-db" },
      KEY: { secret: "shop-db", key: "password", stage: "AWSPREVIOUS" },
      PARAMETER: { parameterArn: "arn:aws:ssm:eu-west-1:111122223333:parameter/a" },
      NAMED: { parameterArn: "arn:aws:ssm:eu-west-1:111122223333:parameter/shop/b" },
    });
    assert.equal(result.at("services.proxy.image.credentialsSecret"), "hub");
    assert.match(
      result.note("task_definition.services.shop.secrets[3]"),
      /put yours in place of 111122223333/,
    );
  });

  it("lists what it has no place for", () => {
    const result = made(
      compose.replace(", depends_on: { shop: { condition: service_healthy } }", ""),
      {
        ecsParams: `
task_definition:
  ecs_network_mode: awsvpc
  task_role_arn: a
  task_execution_role: b
  ipc_mode: task
  docker_volumes: [ { name: a } ]
  efs_volumes: [ { name: a, filesystem_id: fs-1 } ]
  placement_constraints: [ { type: memberOf } ]
  services: { shop: { gpu: "1", firelens_configuration: { type: fluentbit }, logging: { driver: splunk } }, proxy: }
run_params:
  network_configuration: { awsvpc_configuration: { subnets: [ a ], security_groups: [ b ], assign_public_ip: ENABLED } }
  task_placement: { strategy: [] }
  service_discovery: { container_name: shop }
`,
      },
    );
    const own = result.imported.notes.filter(({ place }) => place.file === "ecs-params.yml");
    assert.deepEqual(own.map(({ subject }) => subject.split(".").slice(-1)[0]).sort(), [
      "assign_public_ip",
      "docker_volumes",
      "efs_volumes",
      "firelens_configuration",
      "gpu",
      "ipc_mode",
      "logging",
      "placement_constraints",
      "security_groups",
      "service_discovery",
      "subnets",
      "task_execution_role",
      "task_placement",
      "task_role_arn",
    ]);
  });

  it("refuses sizes that are none, with their place", () => {
    const report = refused(compose, {
      ecsParams: "task_definition:\n  task_size:\n    cpu_limit: lots\n    mem_limit: more\n",
    });
    assert.match(report, /ecs-params\.yml:3:5 {2}task_definition\.task_size\.cpu_limit/);
    assert.match(report, /ecs-params\.yml:4:5 {2}task_definition\.task_size\.mem_limit/);
  });
});
