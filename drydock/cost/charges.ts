/** What AWS charges for the resources of an environment, as quantities a month without prices. */
import type { CostAssumptions } from "drydock-components/model/cost";
import { textAt, textsAt, valuesAt } from "../offline/cloud/values";
import type { SnapshotResource } from "../offline/preview/snapshot";
import type { PriceKey } from "./prices";
import { taskCharges } from "./tasks";

/** AWS counts a month as 730 hours: https://aws.amazon.com/calculator/ */
export const hoursPerMonth = 730;

/** A quantity of something that has a price. */
export interface Charge {
  /** The line of the estimate it belongs to. */
  readonly part: string;
  readonly key: PriceKey;
  readonly quantity: number;
  /** True where it depends on use as assumed, not on the resources alone. */
  readonly use: boolean;
}

/** Resources of a snapshot. */
export type Resources = Readonly<Record<string, SnapshotResource>>;

/** Those of a type of AWS's provider, such as `ec2/eip:Eip`. */
export const ofType = (resources: Resources, type: string): SnapshotResource[] =>
  Object.values(resources).filter((one) => one.type === `aws:${type}`);

export const inputsOf = ({ inputs = {} }: SnapshotResource) => inputs;

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((all, one) => all + one, 0);

const numberAt = (resource: SnapshotResource, path: string): number | undefined => {
  const [value] = valuesAt(inputsOf(resource), path);
  return value === undefined || value === "" ? undefined : Number(value);
};

/** All charges, in the order of an estimate. */
export function chargesOf(resources: Resources, assumptions: CostAssumptions): Charge[] {
  return [
    ...taskCharges(resources, assumptions),
    ...loadBalancers(resources, assumptions),
    ...waysToAws(resources, assumptions),
    ...fileSystems(resources, assumptions),
    ...logs(resources, assumptions),
    ...kept(resources),
  ].filter(({ quantity }) => quantity > 0);
}

/** Public addresses of a load balancer: one in each of its zones. */
const addressesOf = (balancer: SnapshotResource): number =>
  inputsOf(balancer)["internal"] === true ? 0 : textsAt(inputsOf(balancer), "subnets.*").length;

/** Zones that each load balancer has a public address in. */
export const balancerZones = (resources: Resources): number[] =>
  ofType(resources, "lb/loadBalancer:LoadBalancer").map(addressesOf);

function loadBalancers(resources: Resources, { trafficGB }: CostAssumptions): Charge[] {
  const part = "load balancer";
  return ofType(resources, "lb/loadBalancer:LoadBalancer").flatMap((one): Charge[] => {
    const { loadBalancerType = "application" } = inputsOf(one);
    return [
      { part, key: "loadBalancerHour", quantity: hoursPerMonth, use: false },
      { part, key: "publicAddressHour", quantity: addressesOf(one) * hoursPerMonth, use: false },
      // One unit is one gigabyte an hour: https://aws.amazon.com/elasticloadbalancing/pricing/
      ...(loadBalancerType === "application"
        ? [{ part, key: "loadBalancerUnitHour" as const, quantity: trafficGB, use: true }]
        : []),
    ];
  });
}

/** Zones that each interface endpoint has an address in. */
export const endpointZones = (resources: Resources): number[] =>
  ofType(resources, "ec2/vpcEndpoint:VpcEndpoint")
    .filter((one) => textAt(inputsOf(one), "vpcEndpointType") === "Interface")
    .map((one) => textsAt(inputsOf(one), "subnetIds.*").length);

export const natGateways = (resources: Resources): number =>
  ofType(resources, "ec2/natGateway:NatGateway").length;

function waysToAws(resources: Resources, { awsTrafficGB }: CostAssumptions): Charge[] {
  const zones = sum(endpointZones(resources));
  const gateways = natGateways(resources);
  const addresses = ofType(resources, "ec2/eip:Eip").length;
  const [endpoints, nat] = ["endpoints", "NAT gateways"];
  return [
    { part: endpoints, key: "endpointHour", quantity: zones * hoursPerMonth, use: false },
    { part: endpoints, key: "endpointGb", quantity: zones > 0 ? awsTrafficGB : 0, use: true },
    { part: nat, key: "natGatewayHour", quantity: gateways * hoursPerMonth, use: false },
    { part: nat, key: "publicAddressHour", quantity: addresses * hoursPerMonth, use: false },
    {
      part: nat,
      key: "natGatewayGb",
      quantity: gateways > 0 && zones === 0 ? awsTrafficGB : 0,
      use: true,
    },
  ];
}

function fileSystems(resources: Resources, { fileSystemGB }: CostAssumptions): Charge[] {
  const number = ofType(resources, "efs/fileSystem:FileSystem").length;
  const quantity = number * fileSystemGB;
  return [{ part: "file systems", key: "fileSystemGbMonth", quantity, use: true }];
}

/** Log groups of services; with a retention of a year, a year's lines are stored. */
function logs(resources: Resources, { logGBPerService }: CostAssumptions): Charge[] {
  const part = "logs";
  const services = new Set(ofType(resources, "ecs/service:Service").map(({ name }) => name));
  return ofType(resources, "cloudwatch/logGroup:LogGroup")
    .filter(({ name }) => services.has(name))
    .flatMap((group): Charge[] => {
      const months = (numberAt(group, "retentionInDays") ?? 365) / (365 / 12);
      return [
        { part, key: "logGb", quantity: logGBPerService, use: true },
        { part, key: "logStorageGbMonth", quantity: logGBPerService * months, use: true },
      ];
    });
}

function kept(resources: Resources): Charge[] {
  const number = (type: string) => ofType(resources, type).length;
  const metrics = ofType(resources, "cloudwatch/metricAlarm:MetricAlarm").reduce(
    (sum, alarm) => sum + Math.max(1, valuesAt(inputsOf(alarm), "metricQueries.*.metric").length),
    0,
  );
  return [
    { part: "keys", key: "keyMonth", quantity: number("kms/key:Key"), use: false },
    {
      part: "secrets",
      key: "secretMonth",
      quantity: number("secretsmanager/secret:Secret"),
      use: false,
    },
    { part: "alarms", key: "alarmMetricMonth", quantity: metrics, use: false },
  ];
}
