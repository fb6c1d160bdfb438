import type { ModelProblem } from "drydock-components/model/check/problem";
import { taskReachesInternet } from "../reach";
import type { StackConfig } from "../schema";
import { containers, type NamedContainer, type Rule } from "./rule";

/** Protocols of databases and queues with their ports: a variable with such an address is one that the service calls. */
const ports: Readonly<Record<string, number>> = {
  amqp: 5672,
  amqps: 5671,
  mariadb: 3306,
  mongodb: 27017,
  mysql: 3306,
  postgres: 5432,
  postgresql: 5432,
  redis: 6379,
  rediss: 6379,
};

const addressPattern = /^([a-z]+):\/\/(?:[^@/]*@)?([a-z0-9.-]+\.[a-z]{2,})(?::(\d+))?(?:[/?]|$)/i;

/** Databases and queues outside of the VPC, which no route leads to, or no rule lets out to. */
export const destinations: Rule = (config) =>
  config.existing.network === undefined
    ? containers(config).flatMap((container) => addressProblems(container, config))
    : [];

function addressProblems(
  { container, path, owner }: NamedContainer,
  config: StackConfig,
): ModelProblem[] {
  const { network } = config;
  const routed = taskReachesInternet(owner.task, config);
  return Object.entries(container.environment).flatMap(([name, value]) => {
    const port = portOf(value);
    if (port === undefined || (routed && network.egressPorts.includes(port))) return [];
    const place = { path: [...path, "environment", name], at: "key" as const, showValue: false };
    return routed
      ? [
          {
            ...place,
            related: [["network", "egressPorts"]],
            message: `This is an address outside of the VPC, and workloads may not reach port ${port} there.`,
            allowed: `ports under drydock:network.egressPorts: ${network.egressPorts.join(", ")}`,
            fix: `Write drydock:network.egressPorts: [${[...network.egressPorts, port].join(", ")}].`,
          },
        ]
      : [
          {
            ...place,
            related: [
              ["network", "natGateways"],
              [...owner.path, "placement"],
            ],
            message: "This is an address outside of the VPC, and nothing leads there without NAT.",
            allowed: "the name of a service here, or an address that a NAT gateway leads to",
            fix:
              `Set drydock:network.natGateways to single and egressPorts to [${[...new Set([...network.egressPorts, port])].join(", ")}], ` +
              "or bind the database in code beside the environment (examples/own-code).",
          },
        ];
  });
}

/** The port of a database's address with a domain name; undefined for any other text. */
function portOf(value: string): number | undefined {
  const [, scheme = "", host = "", port] = addressPattern.exec(value) ?? [];
  const usual = ports[scheme.toLowerCase()];
  // Names in the VPC's own namespaces.
  if (usual === undefined || /\.(?:internal|local|localhost)$/i.test(host)) return undefined;
  return port === undefined ? usual : Number(port);
}
