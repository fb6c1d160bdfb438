import { imageNeeds } from "drydock-components/model/image-needs";

/** Facts about an image that many Compose files use. */
export interface KnownImage {
  /** The port it listens on. */
  readonly port: number | undefined;
  /** The user its program runs as, by name; root if the image can start only as root. */
  readonly user: string | undefined;
  /** The ids of that user and its group, which own the files of its volumes. */
  readonly ids: { readonly uid: number; readonly gid: number } | undefined;
  readonly database: boolean;
}

/** Looks up a public image; undefined for any other. */
export function knownImage(reference: string): KnownImage | undefined {
  const needs = imageNeeds(reference);
  if (needs === undefined) return undefined;
  const { ports, user, ids, database = false } = needs;
  return { port: ports[0], user, ids, database };
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
