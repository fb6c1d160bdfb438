/** Cloud Map: namespaces and the services in them. */
import type { Facts, ResourceModels } from "../types";
import { vpcType } from "./vpc";

const privateNamespaceType = "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace";
export const discoveryType = "aws:servicediscovery/service:Service";

const inNamespace = (path: string) => ({
  path,
  to: privateNamespaceType,
  missing: "NamespaceNotFound: Namespace {value} does not exist.",
  inUse: "ResourceInUse: Namespace {value} has associated services.",
});

/** @param by inputs that together name one namespace */
const namespace = (...by: string[]) => ({
  autoName: { property: "name", maxLength: 255 },
  id: (facts: Facts): string => `ns-${facts.hex(16)}`,
  texts: { name: { most: 253 } },
  unique: [
    { by, taken: "NamespaceAlreadyExists: A namespace with the name {name} already exists." },
  ],
});

const namespaceArn = (facts: Facts, id: string): string =>
  facts.arn("servicediscovery", `namespace/${id}`);

export const serviceDiscovery: ResourceModels = {
  [privateNamespaceType]: {
    replaceOn: ["name", "vpc"],
    outputs: (facts, id) => ({
      arn: namespaceArn(facts, id),
      hostedZone: `Z${facts.base36(20)}`,
    }),
    ...namespace("name", "vpc"),
    references: [
      {
        path: "vpc",
        to: vpcType,
        missing: "InvalidInput: VPC {value} does not exist.",
        inUse: "DependencyViolation: The vpc '{value}' has dependencies and cannot be deleted.",
      },
    ],
  },
  "aws:servicediscovery/httpNamespace:HttpNamespace": {
    replaceOn: ["name", "description"],
    outputs: (facts, id) => ({ arn: namespaceArn(facts, id), httpName: facts.text("name") }),
    ...namespace("name"),
  },
  [discoveryType]: {
    autoName: { property: "name", maxLength: 255 },
    defaults: { forceDestroy: false },
    replaceOn: [
      "name",
      "namespaceId",
      "type",
      "dnsConfig.namespaceId",
      "dnsConfig.routingPolicy",
      "dnsConfig.dnsRecords.*.type",
      "healthCheckCustomConfig",
      "healthCheckConfig.type",
    ],
    id: (facts) => `srv-${facts.hex(16)}`,
    outputs: (facts, id) => ({ arn: facts.arn("servicediscovery", `service/${id}`) }),
    exclusive: [["healthCheckConfig", "healthCheckCustomConfig"]],
    references: [inNamespace("namespaceId"), inNamespace("dnsConfig.namespaceId")],
    unique: [
      {
        by: ["name", "dnsConfig.namespaceId"],
        taken:
          "ServiceAlreadyExists: A service with the name {name} already exists in this namespace.",
      },
    ],
  },
};
