import { publicImages } from "drydock-components/facts/public-images";
import { accepts, refuses, services } from "../support";

/** A service on a public image, in a network that reaches it. */
const web = (reference: string, own: object = {}) => ({
  ...services({ web: { image: { reference }, placement: "public", ...own } }),
  fileSystems: { files: {} },
});

describe("rule: what public images need", () => {
  refuses(
    "httpd with the defaults, and says all that it needs",
    `drydock:services.web.image.reference = "httpd:2.4": httpd does not run like this: it works only as root; as root it needs the capabilities KILL, NET_BIND_SERVICE, SETGID, SETUID; it writes to /usr/local/apache2/logs, and the root file system is read-only.
allowed: the needs of this image: https://github.com/docker-library/httpd/blob/master/2.4/Dockerfile
fix: Write user: "0", capabilities: [KILL, NET_BIND_SERVICE, SETGID, SETUID], scratch: [/usr/local/apache2/logs].`,
    web("httpd:2.4", { containerPort: 80 }),
  );
  refuses(
    "nginx as its own user, and names the image that can",
    `drydock:services.web.image.reference = "nginx:1.27": nginx does not run like this: it works only as root; as root it needs the capabilities CHOWN, NET_BIND_SERVICE, SETGID, SETUID; nginx listens on port 80 unless it is configured otherwise.
allowed: the needs of this image: https://github.com/nginx/docker-nginx/blob/master/mainline/debian/Dockerfile
fix: Write user: "0", capabilities: [CHOWN, NET_BIND_SERVICE, SETGID, SETUID], containerPort: 80; or use the image nginxinc/nginx-unprivileged.`,
    web("nginx:1.27", { user: "101:101", readonlyRootFilesystem: false, containerPort: 8080 }),
  );
  refuses(
    "a database with the defaults",
    `drydock:services.web.image.reference = "postgres:17": postgres does not run like this: its files belong to postgres, and it runs as 1000:1000; it writes to /var/lib/postgresql, /run/postgresql, and the root file system is read-only; it needs the variable POSTGRES_PASSWORD or POSTGRES_HOST_AUTH_METHOD.
allowed: the needs of this image: https://github.com/docker-library/postgres/blob/master/18/trixie/Dockerfile
fix: Write user: "999:999", readonlyRootFilesystem: false, POSTGRES_PASSWORD under secrets.`,
    web("postgres:17"),
  );
  const postgres = {
    user: "postgres",
    readonlyRootFilesystem: false,
    environment: { POSTGRES_HOST_AUTH_METHOD: "trust" },
  };
  refuses(
    "root without the right to step down",
    `drydock:services.web.image.reference = "postgres:17-alpine": postgres does not run like this: as root it needs the capabilities CHOWN, DAC_OVERRIDE, FOWNER, SETGID, SETUID.
allowed: the needs of this image: https://github.com/docker-library/postgres/blob/master/18/trixie/Dockerfile
fix: Write capabilities: [CHOWN, DAC_OVERRIDE, FOWNER, SETGID, SETUID], or better user: "70:70".`,
    web("postgres:17-alpine", { ...postgres, user: "root" }),
  );
  const mounted = (own: object) =>
    web("postgres:17", {
      ...postgres,
      volumes: { data: { fileSystem: "files", mountPath: "/var/lib/postgresql/data", ...own } },
    });
  refuses(
    "a database whose files belong to another user",
    `drydock:services.web.image.reference = "postgres:17": postgres does not run like this: the files at /var/lib/postgresql/data belong to user 1000.
allowed: the needs of this image: https://github.com/docker-library/postgres/blob/master/18/trixie/Dockerfile
fix: Write uid: 999, gid: 999 in volumes.data.`,
    mounted({}),
  );
  accepts("a database whose files are its own", mounted({ uid: 999, gid: 999 }));
  accepts(
    "a database with a file for its password",
    web("postgres:17", { ...postgres, environment: { POSTGRES_PASSWORD_FILE: "/run/secret" } }),
  );
  accepts(
    "another command in a database's image",
    web("postgres:17", { command: ["psql", "--list"] }),
  );
  refuses(
    "a program whose file needs a capability",
    `drydock:services.web.image.reference = "caddy:2": caddy does not run like this: its program file needs the capability NET_BIND_SERVICE.
allowed: the needs of this image: https://github.com/caddyserver/caddy-docker/blob/master/2.11/alpine/Dockerfile
fix: Write capabilities: [NET_BIND_SERVICE].`,
    web("caddy:2", { containerPort: 8080, command: ["caddy", "file-server", "--listen", ":8080"] }),
  );
  refuses(
    "an interpreter without a program",
    `drydock:services.web.image.reference = "python:3.13": python does not run like this: its own command waits for a terminal or prints help, so the task ends at once.
allowed: the needs of this image: https://github.com/docker-library/python/blob/master/Dockerfile-linux.template
fix: Write command: [...], the program to run.`,
    web("python:3.13"),
  );
  refuses(
    "a port that the image does not listen on",
    `drydock:services.web.image.reference = "redis:7.4": redis does not run like this: redis listens on port 6379 unless it is configured otherwise.
allowed: the needs of this image: https://github.com/redis/docker-library-redis/blob/release/7.4/7.4/debian/Dockerfile
fix: Write containerPort: 6379.`,
    web("redis:7.4", {
      user: "redis",
      scratch: ["/data"],
      containerPort: 7000,
      command: ["--save", ""],
    }),
  );
  accepts(
    "a port that the command sets",
    web("redis:7.4", {
      user: "999",
      scratch: ["/data"],
      containerPort: 7000,
      command: ["--port", "7000"],
    }),
  );
  refuses(
    "a sidecar of a public image",
    `drydock:services.web.sidecars.cache.image.reference = "redis:7.4": redis does not run like this: its files belong to redis, and it runs as 1000:1000; it writes to /data, and the root file system is read-only.
allowed: the needs of this image: https://github.com/redis/docker-library-redis/blob/release/7.4/7.4/debian/Dockerfile
fix: Write user: "999:999", scratch: [/data].`,
    web("memcached:1.6", { sidecars: { cache: { image: { reference: "redis:7.4" } } } }),
  );

  refuses(
    "an image that needs a setting",
    `drydock:services.web.image.reference = "elasticsearch:8.15.0": elasticsearch does not run like this: it writes to /usr/share/elasticsearch/data, /usr/share/elasticsearch/config, /usr/share/elasticsearch/logs, /tmp, and the root file system is read-only; it needs the variable discovery.type or node.store.allow_mmap.
allowed: the needs of this image: https://github.com/elastic/elasticsearch/blob/main/distribution/docker/src/docker/Dockerfile.default
fix: Write readonlyRootFilesystem: false, discovery.type: single-node under environment.`,
    web("elasticsearch:8.15.0", { containerPort: 9200 }),
  );
  refuses(
    "an image that no task can run",
    `drydock:services.web.image.reference = "docker:28-dind": docker does not run on Fargate: it needs a Docker engine or its socket, and Fargate gives a task neither.
allowed: an image that runs as a task: https://hub.docker.com/_/docker
fix: Remove the container, or use another image.`,
    web("docker:28-dind", {}),
  );

  // What each row says, written as a stack file: nobody is sent from one problem to the next.
  for (const row of publicImages.filter(({ cannot }) => cannot === undefined)) {
    const {
      ids,
      ports,
      volumes = [],
      rootWrites = [],
      userWrites = [],
      environment = [],
      settings = [],
    } = row;
    const [port] = ports;
    const root = row.runsAs === "root";
    const writable = userWrites.length > 0 || (!root && rootWrites.length > 0);
    const scratch = [...volumes, ...(root ? rootWrites : [])];
    const low = port !== undefined && port < 1024;
    const tag = row.tag ?? "1";
    accepts(
      `${row.names.join(", ")} ${row.tag ?? ""} with what its row asks for`,
      web(`docker.io/${row.names[0] ?? ""}:${tag}`, {
        ...(ids === undefined ? {} : { user: `${ids.uid}:${ids.gid}` }),
        ...(port === undefined ? {} : { containerPort: port }),
        ...(writable ? { readonlyRootFilesystem: false } : { scratch }),
        capabilities: [
          ...(row.fileCapabilities ?? []),
          ...(root ? [...(row.rootCapabilities ?? []), "NET_BIND_SERVICE"] : []),
        ],
        ...(low && !root
          ? { systemControls: { "net.ipv4.ip_unprivileged_port_start": "80" } }
          : {}),
        environment: {
          ...Object.fromEntries(environment.map(([name = ""]) => [`${name}_FILE`, "/x"])),
          ...Object.fromEntries(settings.map(({ names: [name = ""], value }) => [name, value])),
        },
        ...(row.needsCommand === true ? { command: ["start"] } : {}),
      }),
    );
  }
});
