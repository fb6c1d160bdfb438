import { quotas } from "drydock-components/facts/quotas";
import { longestVpcPrefixLength } from "drydock-components/facts/subnet-masks";
import type { ModelProblem } from "drydock-components/model/check/problem";
import { peakTasks } from "drydock-components/model/deployment-plan";
import { loadBalancersOf } from "../load-balancers";
import type { ServiceConfig, StackConfig } from "../schema";
import { plannedEndpoints } from "../planned-endpoints";
import { type SubnetRoom, subnetRoom } from "../subnets";
import { services, type Rule } from "./rule";

/** Addresses that are in use at most in one zone, by subnet. */
type AddressNeed = SubnetRoom;

/** Every task has its own address; a deployment runs old and new ones at a time. */
export const addresses: Rule = (config) => {
  // The room in subnets that exist is known to AWS only.
  if (config.existing.network !== undefined) return [];
  const { cidr, availabilityZones } = config.network;
  const room = subnetRoom(cidr, availabilityZones);
  const need = addressNeed(config);
  return (["private", "public"] as const).flatMap((subnet): ModelProblem[] => {
    if (need[subnet] <= room[subnet]) return [];
    const tasks = tasksIn(config, subnet);
    return [
      {
        path: ["network", "cidr"],
        related: [["network", "availabilityZones"]],
        message:
          `A ${subnet} subnet has ${room[subnet]} addresses for use; with ${tasks} tasks at most, ` +
          `during deployments, ${need[subnet]} are needed in a zone.`,
        allowed: `a range from which ${availabilityZones} zones get that many`,
        fix:
          largerRange(config, need) ??
          "Lower scaling.max, maximumPercent or the number of services.",
      },
    ];
  });
};

/** The addresses of a subnet that nothing of this environment takes; undefined of a network that exists. */
export function freeAddresses(config: StackConfig): SubnetRoom | undefined {
  if (config.existing.network !== undefined) return undefined;
  const room = subnetRoom(config.network.cidr, config.network.availabilityZones);
  const need = addressNeed(config);
  return { private: room.private - need.private, public: room.public - need.public };
}

function largerRange({ network: { cidr, availabilityZones } }: StackConfig, need: AddressNeed) {
  const [address = ""] = cidr.split("/");
  for (
    let prefix = longestVpcPrefixLength(availabilityZones);
    prefix >= quotas.vpc.smallestPrefixLength;
    prefix -= 1
  ) {
    const room = subnetRoom(`${address}/${prefix}`, availabilityZones);
    if (room.private >= need.private && room.public >= need.public) {
      return `Use a /${prefix} (a new network: services move), or lower scaling.max or maximumPercent.`;
    }
  }
  return undefined;
}

/** Everything that takes an address, by zone: tasks, endpoints, mount targets, load balancer and NAT gateways. */
function addressNeed(config: StackConfig): AddressNeed {
  const { availabilityZones, natGateways } = config.network;
  const tasks = (placement: ServiceConfig["placement"]) =>
    Math.ceil(tasksIn(config, placement) / availabilityZones);
  const balancers = (internal: boolean) =>
    quotas.vpc.freeAddressesForLoadBalancer *
    loadBalancersOf(config).filter(({ settings }) => settings?.internal === internal).length;
  return {
    private:
      tasks("private") +
      plannedEndpoints(config).filter(({ kind }) => kind === "interface").length +
      Object.keys(config.fileSystems).length +
      balancers(true),
    public: tasks("public") + (natGateways === "none" ? 0 : 1) + balancers(false),
  };
}

/** The most tasks in the subnets of one kind: of services, and one of each job. */
export function tasksIn(config: StackConfig, placement: ServiceConfig["placement"]): number {
  const jobs = Object.values(config.jobs).filter((job) => job.placement === placement);
  return services(config)
    .filter(({ service }) => service.placement === placement)
    .reduce((sum, { service }) => sum + peakTasks(service), jobs.length);
}
