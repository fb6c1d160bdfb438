/** What an update needs of the account and the region, by what AWS says of them. */
import { peakTasks } from "drydock-components/model/deployment-plan";
import { plannedEndpoints, type StackConfig } from "../../config";
import type { Check } from "./checks";

/** The kinds of capacity that tasks run on. */
const capacities = ["onDemand", "spot"] as const;

type Capacity = (typeof capacities)[number];

/** What AWS says. */
export interface AccountFacts {
  /** The zones of the region that are open to the account, in the order of their names. */
  readonly zones: readonly string[];
  /** The zones in which AWS offers an interface endpoint, by the last part of its name, such as `ecr.api`. */
  readonly endpointZones: ReadonlyMap<string, readonly string[]>;
  /** How many vCPUs may run on Fargate at a time. */
  readonly vcpus: Readonly<Record<Capacity, number>>;
}

/** The endpoints whose zones matter, by the last part of their names. */
export const zonalEndpoints = (config: StackConfig): string[] =>
  plannedEndpoints(config)
    .filter(({ kind }) => kind === "interface")
    .map(({ service }) => service);

/** The checks of an account that the credentials open. */
export function accountChecks(config: StackConfig, facts: AccountFacts): Check[] {
  const endpoints = zonalEndpoints(config);
  return [
    ...(endpoints.length === 0 ? [] : [endpointCheck(endpoints, config, facts)]),
    ...capacities.flatMap((capacity) => {
      const needed = peakVcpus(config, capacity);
      return needed === 0 ? [] : [vcpuCheck(capacity, needed, facts)];
    }),
  ];
}

/** The first zones of the region are those of a network that Drydock creates. */
function endpointCheck(
  endpoints: readonly string[],
  { network }: StackConfig,
  { zones, endpointZones }: AccountFacts,
): Check {
  const what = "VPC endpoints in the zones of the network";
  const used = zones.slice(0, network.endpointZones);
  const lacking = endpoints.flatMap((service) => {
    const absent = used.filter((zone) => endpointZones.get(service)?.includes(zone) !== true);
    return absent.length === 0 ? [] : [`${service} (${absent.join(", ")})`];
  });
  return lacking.length === 0
    ? { what, ok: true, found: `all ${endpoints.length} in ${used.join(", ")}` }
    : {
        what,
        ok: false,
        found: `AWS does not offer ${lacking.join(", ")}`,
        fix: "Lower drydock:network.endpointZones, or set drydock:network.natGateways, so that tasks need no endpoints.",
      };
}

const names: Readonly<Record<Capacity, string>> = { onDemand: "on demand", spot: "on Spot" };

/** What else runs in the account counts too, and is not known. */
function vcpuCheck(capacity: Capacity, needed: number, { vcpus }: AccountFacts): Check {
  const what = `quota of vCPUs on Fargate, ${names[capacity]}`;
  const found = `${vcpus[capacity]}; this environment takes ${needed} at the most, during deployments`;
  return vcpus[capacity] >= needed
    ? { what, ok: true, found }
    : {
        what,
        ok: false,
        found,
        fix:
          "Ask for more: https://console.aws.amazon.com/servicequotas/home/services/fargate/quotas, " +
          "or lower scaling.max or cpu.",
      };
}

/** The vCPUs of all services during their deployments, and of each job once, which runs on demand. */
function peakVcpus({ services, jobs }: StackConfig, capacity: Capacity): number {
  const units = [
    ...Object.values(services).map(
      (service) => shareOf(peakTasks(service), service.capacity, capacity) * service.cpu,
    ),
    ...Object.values(jobs).map(({ cpu }) => (capacity === "onDemand" ? cpu : 0)),
  ];
  return units.reduce((sum, one) => sum + one, 0) / 1024;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html */
function shareOf(
  count: number,
  { onDemandBase, onDemandWeight, spotWeight }: StackConfig["services"][string]["capacity"],
  capacity: Capacity,
): number {
  const rest = Math.max(0, count - onDemandBase);
  const onSpot = (rest * spotWeight) / (onDemandWeight + spotWeight);
  return Math.ceil(capacity === "spot" ? onSpot : count - onSpot);
}
