import type { PackResource } from "../../../drydock/offline/pack";
import type { Graph } from "./evaluate";

/** Types whose resources are more or less open to the world. */
export const exposedTypes: ReadonlySet<string> = new Set([
  "aws:ec2/subnet:Subnet",
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:lb/listener:Listener",
  // Which of these a resource uses changes where things are, not who can reach them.
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:secretsmanager/secretVersion:SecretVersion",
]);

/** How open a resource is: 1 for what the world can reach, 0 for the rest. */
export function exposures(graph: Graph): (resource: PackResource) => number {
  const open = new Set<string>();
  for (const { type, properties, propertyDependencies = {}, urn } of graph.values()) {
    const isWorld = properties.cidrIpv4 === "0.0.0.0/0";
    if (type.endsWith("SecurityGroupIngressRule") && isWorld) {
      for (const group of propertyDependencies.securityGroupId ?? []) open.add(group);
    }
    if (type === "aws:ec2/route:Route" && properties.gatewayId !== undefined) {
      for (const table of propertyDependencies.routeTableId ?? []) open.add(table);
    }
    if (type === "aws:ec2/subnet:Subnet" && properties.mapPublicIpOnLaunch === true) open.add(urn);
    if (type === "aws:lb/listener:Listener" && properties.protocol === "HTTP") open.add(urn);
  }
  return ({ urn }) => (open.has(urn) ? 1 : 0);
}
