/** Facts about an image that many Compose files use. */
export interface KnownImage {
  /** The port it listens on. */
  readonly port: number;
  /** The user its program runs as, by name; root if the image can start only as root. */
  readonly user: string;
  /** The id of that user and its group, which own the files of its volumes. */
  readonly uid?: number;
  /** The id in variants based on Alpine Linux, if different. */
  readonly alpineUid?: number;
  readonly database?: boolean;
}

/**
 * Official images, by their names: users from their Dockerfiles (https://github.com/docker-library), ports from
 * their documentation (https://hub.docker.com/_/postgres and so on).
 */
const KNOWN: Readonly<Record<string, KnownImage>> = {
  postgres: { port: 5432, user: "postgres", uid: 999, alpineUid: 70, database: true },
  mysql: { port: 3306, user: "mysql", uid: 999, database: true },
  mariadb: { port: 3306, user: "mysql", uid: 999, database: true },
  mongo: { port: 27017, user: "mongodb", uid: 999, database: true },
  redis: { port: 6379, user: "redis", uid: 999 },
  memcached: { port: 11211, user: "memcache", uid: 11211 },
  rabbitmq: { port: 5672, user: "rabbitmq", uid: 999 },
  nginx: { port: 80, user: "root" },
  httpd: { port: 80, user: "root" },
};

/** Looks up an official image; undefined for any other. */
export function knownImage(reference: string): KnownImage | undefined {
  const [name = "", tag = ""] = reference.replace(/@.*$/, "").split(/:(?=[^/]*$)/);
  const official = name.replace(/^(?:docker\.io\/|public\.ecr\.aws\/docker\/)?(?:library\/)?/, "");
  const known = Object.hasOwn(KNOWN, official) ? KNOWN[official] : undefined;
  if (known?.alpineUid === undefined || !tag.includes("alpine")) return known;
  return { ...known, uid: known.alpineUid };
}

/** Ports of protocols that a load balancer for HTTP cannot serve. */
export const otherProtocols: ReadonlyMap<number, string> = new Map([
  [21, "FTP"],
  [22, "SSH"],
  [25, "SMTP"],
  [53, "DNS"],
  [389, "LDAP"],
  [465, "SMTP"],
  [587, "SMTP"],
  [993, "IMAP"],
  [1433, "SQL Server"],
  [1521, "Oracle"],
  [1883, "MQTT"],
  [2181, "ZooKeeper"],
  [3306, "MySQL"],
  [4222, "NATS"],
  [5432, "PostgreSQL"],
  [5672, "AMQP"],
  [6379, "Redis"],
  [6380, "Redis"],
  [9042, "Cassandra"],
  [9092, "Kafka"],
  [9300, "Elasticsearch between its nodes"],
  [11211, "memcached"],
  [25565, "Minecraft"],
  [27017, "MongoDB"],
]);
