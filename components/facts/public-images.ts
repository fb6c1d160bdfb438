/**
 * The capabilities that containers on Fargate have unless they are dropped: Docker's default set.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html
 * https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities
 */
export const Capability = {
  AuditWrite: "AUDIT_WRITE",
  Chown: "CHOWN",
  DacOverride: "DAC_OVERRIDE",
  Fowner: "FOWNER",
  Fsetid: "FSETID",
  Kill: "KILL",
  Mknod: "MKNOD",
  NetBindService: "NET_BIND_SERVICE",
  NetRaw: "NET_RAW",
  Setfcap: "SETFCAP",
  Setgid: "SETGID",
  Setpcap: "SETPCAP",
  Setuid: "SETUID",
  SysChroot: "SYS_CHROOT",
} as const;

export type Capability = (typeof Capability)[keyof typeof Capability];

export const fargateCapabilities = Object.values(Capability);

/** The ids of a user and of its first group. */
export interface UserIds {
  readonly uid: number;
  readonly gid: number;
}

/** The needs of a public image at its start. */
export interface PublicImage {
  /** Its names in registries, without the host; official images of Docker Hub are in `library`. */
  readonly names: readonly string[];
  /** A part of the tags of this variant; rows with one come before the row of all other tags. */
  readonly tag?: string;
  /**
   * root: it works only as root. own: as `user`, or as root, which prepares folders and becomes `user`. any: as every
   * user.
   */
  readonly runsAs: "root" | "own" | "any";
  /** The user its program runs as, by name. */
  readonly user?: string;
  readonly ids?: UserIds;
  /** The ids in variants based on Alpine Linux, if different. */
  readonly alpineIds?: UserIds;
  /**
   * Words by which the user's command shows that it still runs the image's program; without any, it does unless the
   * entry point is replaced.
   */
  readonly programs?: readonly string[];
  /** An image that serves the same without root. */
  readonly instead?: string;
  /** Ports it listens on unless it is configured otherwise, the main one first. */
  readonly ports: readonly number[];
  /** Capabilities of its program file: without them it cannot be executed, whoever runs it. */
  readonly fileCapabilities?: readonly Capability[];
  /** Capabilities it uses where it starts as root, besides NET_BIND_SERVICE for its port. */
  readonly rootCapabilities?: readonly Capability[];
  /** Folders that it writes to and declares as VOLUME: as scratch they belong to its user. */
  readonly volumes?: readonly string[];
  /** Further folders that it writes to as root: as scratch they belong to root. */
  readonly rootWrites?: readonly string[];
  /** Further folders that it writes to as a user who is not root: scratch does not serve. */
  readonly userWrites?: readonly string[];
  /** Variables without which it does not start: one of each list, or the same name with `_FILE`. */
  readonly environment?: readonly (readonly string[])[];
  /** Further variables without which it does not start, each with a value that serves; one of each list is enough. */
  readonly settings?: readonly { readonly names: readonly string[]; readonly value: string }[];
  /** Why no task on Fargate can run it, if so: "needs ...". */
  readonly cannot?: string;
  /** Its own command waits for a terminal or prints help, and ends at once on Fargate. */
  readonly needsCommand?: true;
  readonly database?: true;
  /** The Dockerfile or documentation these facts are from. */
  readonly source: string;
}

const root = { uid: 0, gid: 0 };

/** Runs as a user of its own, or as root, which becomes that user. */
const asUser = (user: string, uid: number, gid = uid) =>
  ({ runsAs: "own", user, ids: { uid, gid } }) as const;

/** Runs as every user; its own is that of the Dockerfile. */
const asAnyone = (user: string, uid: number, gid = uid) =>
  ({ runsAs: "any", user, ids: { uid, gid } }) as const;

const wwwData = asUser("www-data", 33);
const noEngine = "needs a Docker engine or its socket, and Fargate gives a task neither";
const apacheFolders = { rootWrites: ["/run"], userWrites: ["/tmp"] } as const;

/** The capabilities with which an entry point, as root, gives folders to its user and becomes that user. */
const stepDown = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"] as const;

/** The port of the PHP interpreter without a web server, in tags with `fpm`. */
export const fpmPort = 9000;

/** A process as root that starts and stops others of another user. */
const supervise = ["KILL", "SETGID", "SETUID"] as const;

/** An image whose command is a shell or an interpreter, for other images to build on. */
const base = (names: readonly string[], source: string): PublicImage => ({
  names,
  runsAs: "any",
  programs: [],
  ports: [],
  needsCommand: true,
  source,
});

/** Bitnami's images run as user 1001 in group 0, which owns their folders. */
const bitnami = (name: string, port: number, others: Partial<PublicImage> = {}): PublicImage => ({
  names: [`bitnami/${name}`, `bitnamilegacy/${name}`, `bitnamisecure/${name}`],
  runsAs: "own",
  ids: { uid: 1001, gid: 0 },
  ports: [port],
  userWrites: [`/bitnami/${name}`, `/opt/bitnami/${name}`, "/tmp"],
  source: `https://github.com/bitnami/containers/tree/main/bitnami/${name}`,
  ...others,
});

/**
 * Public images that are often run as they are. Users, ports and volumes are from their Dockerfiles; capabilities and
 * folders from what their entry points do.
 */
export const publicImages: readonly PublicImage[] = [
  {
    names: ["library/httpd"],
    runsAs: "root",
    user: "root",
    ids: root,
    programs: ["httpd"],
    ports: [80],
    rootCapabilities: supervise,
    rootWrites: ["/usr/local/apache2/logs"],
    source: "https://github.com/docker-library/httpd/blob/master/2.4/Dockerfile",
  },
  {
    names: ["library/nginx", "nginx/nginx"],
    runsAs: "root",
    user: "root",
    ids: root,
    programs: ["nginx"],
    instead: "nginxinc/nginx-unprivileged",
    ports: [80],
    rootCapabilities: ["CHOWN", "SETGID", "SETUID"],
    rootWrites: ["/run", "/var/cache/nginx"],
    source: "https://github.com/nginx/docker-nginx/blob/master/mainline/debian/Dockerfile",
  },
  {
    names: ["nginxinc/nginx-unprivileged", "nginx/nginx-unprivileged"],
    ...asAnyone("nginx", 101),
    programs: ["nginx"],
    ports: [8080],
    userWrites: ["/tmp"],
    source:
      "https://github.com/nginx/docker-nginx-unprivileged/blob/main/mainline/debian/Dockerfile",
  },
  {
    names: ["library/postgres"],
    ...asUser("postgres", 999),
    alpineIds: { uid: 70, gid: 70 },
    programs: ["postgres", "docker-entrypoint"],
    ports: [5432],
    rootCapabilities: stepDown,
    volumes: ["/var/lib/postgresql"],
    userWrites: ["/run/postgresql"],
    environment: [["POSTGRES_PASSWORD", "POSTGRES_HOST_AUTH_METHOD"]],
    database: true,
    source: "https://github.com/docker-library/postgres/blob/master/18/trixie/Dockerfile",
  },
  {
    names: ["library/mysql"],
    ...asUser("mysql", 999),
    programs: ["mysqld", "docker-entrypoint"],
    ports: [3306],
    rootCapabilities: stepDown,
    volumes: ["/var/lib/mysql"],
    userWrites: ["/run/mysqld", "/tmp"],
    environment: [
      ["MYSQL_ROOT_PASSWORD", "MYSQL_ALLOW_EMPTY_PASSWORD", "MYSQL_RANDOM_ROOT_PASSWORD"],
    ],
    database: true,
    source: "https://github.com/docker-library/mysql/blob/master/8.4/Dockerfile.oracle",
  },
  {
    names: ["library/mariadb"],
    ...asUser("mysql", 999),
    programs: ["mariadbd", "mysqld", "docker-entrypoint"],
    ports: [3306],
    rootCapabilities: stepDown,
    volumes: ["/var/lib/mysql"],
    userWrites: ["/run/mysqld", "/tmp"],
    environment: [
      [
        "MARIADB_ROOT_PASSWORD",
        "MARIADB_ROOT_PASSWORD_HASH",
        "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD",
        "MARIADB_RANDOM_ROOT_PASSWORD",
        "MYSQL_ROOT_PASSWORD",
        "MYSQL_ALLOW_EMPTY_PASSWORD",
        "MYSQL_RANDOM_ROOT_PASSWORD",
      ],
    ],
    database: true,
    source: "https://github.com/MariaDB/mariadb-docker/blob/master/11.8/Dockerfile",
  },
  {
    names: ["library/mongo"],
    ...asUser("mongodb", 999),
    programs: ["mongod", "mongos", "docker-entrypoint"],
    ports: [27017],
    rootCapabilities: stepDown,
    volumes: ["/data/db", "/data/configdb"],
    userWrites: ["/tmp"],
    database: true,
    source: "https://github.com/docker-library/mongo/blob/master/8.0/Dockerfile",
  },
  {
    names: ["library/redis"],
    ...asUser("redis", 999),
    alpineIds: { uid: 999, gid: 1000 },
    programs: ["redis-server", "docker-entrypoint"],
    ports: [6379],
    rootCapabilities: stepDown,
    volumes: ["/data"],
    source: "https://github.com/redis/docker-library-redis/blob/release/7.4/7.4/debian/Dockerfile",
  },
  {
    names: ["valkey/valkey"],
    ...asUser("valkey", 999),
    alpineIds: { uid: 999, gid: 1000 },
    programs: ["valkey-server", "docker-entrypoint"],
    ports: [6379],
    rootCapabilities: stepDown,
    volumes: ["/data"],
    source: "https://github.com/valkey-io/valkey-container/blob/mainline/8.0/debian/Dockerfile",
  },
  {
    names: ["library/memcached"],
    ...asAnyone("memcache", 11211),
    programs: ["memcached"],
    ports: [11211],
    source: "https://github.com/docker-library/memcached/blob/master/1/debian/Dockerfile",
  },
  {
    names: ["library/rabbitmq"],
    ...asUser("rabbitmq", 999),
    alpineIds: { uid: 100, gid: 101 },
    programs: ["rabbitmq-server"],
    ports: [5672, 15672],
    rootCapabilities: stepDown,
    volumes: ["/var/lib/rabbitmq"],
    source: "https://github.com/docker-library/rabbitmq/blob/master/4.3/ubuntu/Dockerfile",
  },
  {
    names: ["library/wordpress"],
    ...wwwData,
    programs: ["apache2", "php-fpm"],
    ports: [80],
    rootCapabilities: [...stepDown, "KILL"],
    volumes: ["/var/www/html"],
    ...apacheFolders,
    source:
      "https://github.com/docker-library/wordpress/blob/master/latest/php8.3/apache/Dockerfile",
  },
  {
    names: ["library/php"],
    tag: "apache",
    ...asAnyone("www-data", 33),
    programs: ["apache2"],
    ports: [80],
    rootCapabilities: supervise,
    ...apacheFolders,
    source: "https://github.com/docker-library/php/blob/master/8.4/trixie/apache/Dockerfile",
  },
  {
    names: ["library/php"],
    tag: "fpm",
    ...asAnyone("www-data", 33),
    programs: ["php-fpm"],
    ports: [fpmPort],
    rootCapabilities: supervise,
    source: "https://github.com/docker-library/php/blob/master/8.4/trixie/fpm/Dockerfile",
  },
  {
    names: ["library/drupal"],
    ...wwwData,
    programs: ["apache2", "php-fpm"],
    ports: [80],
    rootCapabilities: supervise,
    rootWrites: ["/run"],
    userWrites: ["/opt/drupal/web/sites", "/tmp"],
    source:
      "https://github.com/docker-library/drupal/blob/master/11.4/php8.5/apache-trixie/Dockerfile",
  },
  {
    names: ["library/nextcloud"],
    ...wwwData,
    programs: ["apache2", "php-fpm"],
    ports: [80],
    rootCapabilities: [...stepDown, "KILL"],
    volumes: ["/var/www/html"],
    ...apacheFolders,
    source: "https://github.com/nextcloud/docker/blob/master/34/apache/Dockerfile",
  },
  {
    names: ["library/phpmyadmin", "phpmyadmin/phpmyadmin"],
    ...wwwData,
    programs: ["apache2", "php-fpm"],
    ports: [80],
    rootCapabilities: supervise,
    rootWrites: ["/etc/phpmyadmin", "/run"],
    userWrites: ["/sessions", "/tmp"],
    source: "https://github.com/phpmyadmin/docker/blob/master/apache/Dockerfile",
  },
  {
    names: ["library/adminer"],
    runsAs: "any",
    user: "adminer",
    programs: ["php -S"],
    ports: [8080],
    userWrites: ["/tmp"],
    source: "https://github.com/TimWolla/docker-adminer/blob/master/5/Dockerfile",
  },
  {
    names: ["library/mongo-express"],
    ...asAnyone("node", 1000),
    programs: ["mongo-express"],
    ports: [8081],
    source:
      "https://github.com/mongo-express/mongo-express-docker/blob/master/1.0/20-alpine3.19/Dockerfile",
  },
  {
    names: ["library/ghost"],
    ...asUser("node", 1000),
    programs: ["current/index.js"],
    ports: [2368],
    rootCapabilities: stepDown,
    volumes: ["/var/lib/ghost/content"],
    userWrites: ["/tmp"],
    source: "https://github.com/docker-library/ghost/blob/master/6/bookworm/Dockerfile",
  },
  {
    names: ["library/tomcat"],
    runsAs: "any",
    programs: ["catalina"],
    ports: [8080],
    userWrites: ["/usr/local/tomcat/logs", "/usr/local/tomcat/temp", "/usr/local/tomcat/work"],
    source:
      "https://github.com/docker-library/tomcat/blob/master/10.1/jre21/temurin-noble/Dockerfile",
  },
  {
    names: ["library/caddy"],
    runsAs: "any",
    programs: ["caddy"],
    ports: [80, 443],
    fileCapabilities: ["NET_BIND_SERVICE"],
    source: "https://github.com/caddyserver/caddy-docker/blob/master/2.11/alpine/Dockerfile",
  },
  {
    names: ["library/traefik"],
    runsAs: "any",
    ports: [80],
    source: "https://github.com/traefik/traefik-library-image/blob/master/v3.3/alpine/Dockerfile",
  },
  {
    names: ["library/haproxy"],
    ...asAnyone("haproxy", 99),
    ports: [],
    source: "https://github.com/docker-library/haproxy/blob/master/3.5/Dockerfile",
  },
  {
    names: ["library/nats"],
    runsAs: "any",
    ports: [4222, 8222],
    source: "https://github.com/nats-io/nats-docker/blob/main/2.14.x/scratch/Dockerfile",
  },
  {
    names: ["library/cassandra"],
    ...asUser("cassandra", 999),
    programs: ["cassandra"],
    ports: [9042],
    rootCapabilities: stepDown,
    volumes: ["/var/lib/cassandra"],
    userWrites: ["/etc/cassandra", "/tmp", "/var/log/cassandra"],
    database: true,
    source: "https://github.com/docker-library/cassandra/blob/master/5.0/Dockerfile",
  },
  {
    names: ["library/zookeeper"],
    ...asUser("zookeeper", 1000),
    programs: ["zkServer"],
    ports: [2181],
    rootCapabilities: stepDown,
    volumes: ["/data", "/datalog", "/logs"],
    userWrites: ["/conf"],
    source: "https://github.com/31z4/zookeeper-docker/blob/master/3.9.4/Dockerfile",
  },
  {
    names: ["library/influxdb"],
    ...asUser("influxdb", 1000),
    programs: ["influxd"],
    ports: [8086],
    rootCapabilities: stepDown,
    volumes: ["/var/lib/influxdb2", "/etc/influxdb2"],
    userWrites: ["/home/influxdb"],
    database: true,
    source:
      "https://github.com/influxdata/influxdata-docker/blob/master/influxdb/2.9/alpine/Dockerfile",
  },
  {
    names: ["grafana/grafana", "grafana/grafana-oss", "grafana/grafana-enterprise"],
    ...asAnyone("grafana", 472, 0),
    ports: [3000],
    userWrites: ["/var/lib/grafana"],
    source: "https://github.com/grafana/grafana/blob/main/Dockerfile",
  },
  {
    names: ["prom/prometheus", "prometheus/prometheus"],
    ...asUser("nobody", 65534),
    ports: [9090],
    volumes: ["/prometheus"],
    source: "https://github.com/prometheus/prometheus/blob/main/Dockerfile",
  },
  {
    names: ["keycloak/keycloak"],
    ...asUser("keycloak", 1000, 0),
    ports: [8080],
    userWrites: ["/opt/keycloak", "/tmp"],
    needsCommand: true,
    source: "https://github.com/keycloak/keycloak/blob/main/quarkus/container/Dockerfile",
  },
  {
    names: ["jenkins/jenkins"],
    ...asUser("jenkins", 1000),
    ports: [8080],
    volumes: ["/var/jenkins_home"],
    userWrites: ["/tmp"],
    source: "https://github.com/jenkinsci/docker/blob/master/debian/Dockerfile",
  },
  {
    names: ["minio/minio"],
    runsAs: "any",
    ports: [9000],
    userWrites: ["/data"],
    needsCommand: true,
    source: "https://github.com/minio/minio/blob/master/Dockerfile.release",
  },
  {
    names: ["library/elasticsearch", "elasticsearch/elasticsearch"],
    ...asUser("elasticsearch", 1000, 0),
    programs: ["eswrapper", "elasticsearch"],
    ports: [9200, 9300],
    volumes: ["/usr/share/elasticsearch/data"],
    userWrites: ["/usr/share/elasticsearch/config", "/usr/share/elasticsearch/logs", "/tmp"],
    // Otherwise it checks vm.max_map_count, which Fargate does not let a task set:
    // https://www.elastic.co/docs/deploy-manage/deploy/self-managed/bootstrap-checks
    settings: [{ names: ["discovery.type", "node.store.allow_mmap"], value: "single-node" }],
    database: true,
    source:
      "https://github.com/elastic/elasticsearch/blob/main/distribution/docker/src/docker/Dockerfile.default",
  },
  {
    names: ["opensearchproject/opensearch"],
    ...asUser("opensearch", 1000),
    programs: ["opensearch"],
    ports: [9200, 9300, 9600],
    volumes: ["/usr/share/opensearch/data"],
    userWrites: ["/usr/share/opensearch/config", "/usr/share/opensearch/logs", "/tmp"],
    // https://docs.opensearch.org/latest/install-and-configure/install-opensearch/docker/
    environment: [
      [
        "OPENSEARCH_INITIAL_ADMIN_PASSWORD",
        "DISABLE_INSTALL_DEMO_CONFIG",
        "DISABLE_SECURITY_PLUGIN",
      ],
    ],
    settings: [{ names: ["discovery.type", "node.store.allow_mmap"], value: "single-node" }],
    database: true,
    source:
      "https://github.com/opensearch-project/opensearch-build/blob/main/docker/release/dockerfiles/opensearch.al2023.dockerfile",
  },
  {
    names: ["apache/kafka"],
    ...asUser("appuser", 1000),
    programs: ["/etc/kafka/docker/run"],
    ports: [9092],
    volumes: ["/var/lib/kafka/data", "/etc/kafka/secrets", "/mnt/shared/config"],
    userWrites: ["/opt/kafka", "/tmp"],
    source: "https://github.com/apache/kafka/blob/trunk/docker/jvm/Dockerfile",
  },
  {
    names: ["hashicorp/consul"],
    runsAs: "any",
    user: "consul",
    programs: ["agent"],
    ports: [8500],
    volumes: ["/consul/data"],
    source: "https://github.com/hashicorp/consul/blob/main/Dockerfile",
  },
  {
    names: ["gitea/gitea"],
    tag: "rootless",
    ...asUser("git", 1000),
    ports: [3000, 2222],
    volumes: ["/var/lib/gitea", "/etc/gitea"],
    userWrites: ["/tmp"],
    source: "https://github.com/go-gitea/gitea/blob/main/Dockerfile.rootless",
  },
  {
    names: ["library/neo4j"],
    runsAs: "own",
    user: "neo4j",
    ids: { uid: 7474, gid: 7474 },
    programs: ["neo4j"],
    ports: [7474, 7687],
    rootCapabilities: stepDown,
    volumes: ["/data", "/logs"],
    userWrites: ["/var/lib/neo4j", "/tmp"],
    database: true,
    source:
      "https://github.com/neo4j/docker-neo4j/blob/master/docker-image-src/5/coredb/Dockerfile-debian",
  },
  {
    names: ["library/sonarqube"],
    ...asUser("sonarqube", 1000, 0),
    ports: [9000],
    volumes: ["/opt/sonarqube/data", "/opt/sonarqube/extensions", "/opt/sonarqube/logs"],
    userWrites: ["/opt/sonarqube/temp", "/tmp"],
    // Its Elasticsearch checks vm.max_map_count: https://hub.docker.com/_/sonarqube
    settings: [
      {
        names: ["SONAR_ES_BOOTSTRAP_CHECKS_DISABLE", "SONAR_SEARCH_JAVAADDITIONALOPTS"],
        value: "true",
      },
    ],
    source:
      "https://github.com/SonarSource/docker-sonarqube/blob/master/community-build/Dockerfile",
  },
  {
    names: ["n8nio/n8n", "n8n-io/n8n"],
    ...asUser("node", 1000),
    ports: [5678],
    volumes: ["/home/node/.n8n"],
    userWrites: ["/home/node", "/tmp"],
    source: "https://github.com/n8n-io/n8n/blob/master/docker/images/n8n/Dockerfile",
  },
  {
    names: ["dpage/pgadmin4"],
    ...asUser("pgadmin", 5050, 0),
    ports: [80, 443],
    fileCapabilities: ["NET_BIND_SERVICE"],
    volumes: ["/var/lib/pgadmin"],
    userWrites: ["/pgadmin4", "/run/pgadmin", "/tmp"],
    environment: [["PGADMIN_DEFAULT_PASSWORD"]],
    settings: [{ names: ["PGADMIN_DEFAULT_EMAIL"], value: "<your address>" }],
    source: "https://github.com/pgadmin-org/pgadmin4/blob/master/Dockerfile",
  },
  {
    names: ["otel/opentelemetry-collector-contrib"],
    runsAs: "any",
    ports: [4317, 4318],
    source:
      "https://github.com/open-telemetry/opentelemetry-collector-releases/blob/main/distributions/otelcol-contrib/Dockerfile",
  },
  {
    names: ["traefik/whoami", "containous/whoami"],
    runsAs: "any",
    ports: [80],
    source: "https://github.com/traefik/whoami/blob/master/Dockerfile",
  },
  {
    names: ["mailhog/mailhog"],
    ...asAnyone("mailhog", 1000),
    ports: [8025, 1025],
    source: "https://github.com/mailhog/MailHog/blob/master/Dockerfile",
  },
  {
    names: ["axllent/mailpit"],
    runsAs: "any",
    ports: [8025, 1025],
    userWrites: ["/tmp"],
    source: "https://github.com/axllent/mailpit/blob/develop/Dockerfile",
  },
  {
    names: ["portainer/portainer-ce", "portainer/portainer-ee", "portainer/agent"],
    runsAs: "root",
    ports: [],
    cannot: noEngine,
    source: "https://docs.portainer.io/start/requirements-and-prerequisites",
  },
  {
    names: ["containrrr/watchtower"],
    runsAs: "root",
    ports: [],
    cannot: noEngine,
    source: "https://containrrr.dev/watchtower/",
  },
  {
    names: ["library/docker"],
    runsAs: "root",
    ports: [],
    cannot: noEngine,
    source: "https://hub.docker.com/_/docker",
  },
  {
    names: ["library/hello-world"],
    runsAs: "any",
    ports: [],
    cannot: "prints a greeting and ends, so a service would start it again and again",
    source: "https://github.com/docker-library/hello-world",
  },
  {
    names: ["library/node"],
    ...asAnyone("node", 1000),
    programs: [],
    ports: [],
    needsCommand: true,
    source: "https://github.com/nodejs/docker-node/blob/main/24/bookworm/Dockerfile",
  },
  base(
    ["library/python"],
    "https://github.com/docker-library/python/blob/master/Dockerfile-linux.template",
  ),
  base(
    ["library/php"],
    "https://github.com/docker-library/php/blob/master/8.4/trixie/cli/Dockerfile",
  ),
  base(["library/ruby"], "https://github.com/docker-library/ruby/blob/master/Dockerfile.template"),
  base(
    ["library/golang"],
    "https://github.com/docker-library/golang/blob/master/Dockerfile-linux.template",
  ),
  base(
    [
      "library/openjdk",
      "library/eclipse-temurin",
      "library/amazoncorretto",
      "amazoncorretto/amazoncorretto",
    ],
    "https://github.com/docker-library/docs/tree/master/eclipse-temurin",
  ),
  base(
    [
      "library/alpine",
      "library/busybox",
      "library/debian",
      "library/ubuntu",
      "library/bash",
      "library/amazonlinux",
      "amazonlinux/amazonlinux",
      "ubuntu/ubuntu",
      "debian/debian",
    ],
    "https://github.com/docker-library/official-images/tree/master/library",
  ),
  bitnami("postgresql", 5432, {
    environment: [["POSTGRESQL_PASSWORD", "POSTGRES_PASSWORD", "ALLOW_EMPTY_PASSWORD"]],
    database: true,
  }),
  bitnami("mysql", 3306, {
    environment: [["MYSQL_ROOT_PASSWORD", "ALLOW_EMPTY_PASSWORD"]],
    database: true,
  }),
  bitnami("mariadb", 3306, {
    environment: [["MARIADB_ROOT_PASSWORD", "ALLOW_EMPTY_PASSWORD"]],
    database: true,
  }),
  bitnami("mongodb", 27017, { database: true }),
  bitnami("redis", 6379, { environment: [["REDIS_PASSWORD", "ALLOW_EMPTY_PASSWORD"]] }),
  bitnami("valkey", 6379, { environment: [["VALKEY_PASSWORD", "ALLOW_EMPTY_PASSWORD"]] }),
  bitnami("memcached", 11211),
  bitnami("rabbitmq", 5672),
  bitnami("nginx", 8080),
  bitnami("apache", 8080),
  bitnami("wordpress", 8080),
  bitnami("tomcat", 8080),
  bitnami("grafana", 3000),
  bitnami("keycloak", 8080),
];
