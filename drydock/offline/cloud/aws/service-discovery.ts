/** Cloud Map: namespaces and the services in them. */
import { awsPage } from "../documentation";
import type { Facts, ResourceModels } from "../types";

const namespaceId = (facts: Facts): string => `ns-${facts.hex(16)}`;
const namespaceArn = (facts: Facts, id: string): string =>
  facts.arn("servicediscovery", `namespace/${id}`);

export const serviceDiscovery: ResourceModels = {
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": {
    documentation: awsPage("service_discovery_private_dns_namespace"),
    tagged: true,
    autoName: { property: "name", maxLength: 255 },
    replaceOn: ["name", "vpc"],
    id: namespaceId,
    outputs: (facts, id) => ({
      arn: namespaceArn(facts, id),
      hostedZone: `Z${facts.base36(20)}`,
    }),
  },
  "aws:servicediscovery/httpNamespace:HttpNamespace": {
    documentation: awsPage("service_discovery_http_namespace"),
    tagged: true,
    autoName: { property: "name", maxLength: 255 },
    replaceOn: ["name", "description"],
    id: namespaceId,
    outputs: (facts, id) => ({ arn: namespaceArn(facts, id), httpName: facts.text("name") }),
  },
  "aws:servicediscovery/service:Service": {
    documentation: awsPage("service_discovery_service"),
    tagged: true,
    autoName: { property: "name", maxLength: 255 },
    defaults: { forceDestroy: false },
    replaceOn: [
      "name",
      "namespaceId",
      "type",
      "dnsConfig.namespaceId",
      "dnsConfig.routingPolicy",
      "dnsConfig.dnsRecords[*].type",
      "healthCheckCustomConfig",
      "healthCheckConfig.type",
    ],
    id: (facts) => `srv-${facts.hex(16)}`,
    outputs: (facts, id) => ({ arn: facts.arn("servicediscovery", `service/${id}`) }),
  },
};
