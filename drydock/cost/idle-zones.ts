/** Zones that cost by the hour while no task can run in them: those beyond the fewest tasks of all services. */
import { contractParameter } from "drydock-components/model/platform";
import { textAt } from "../offline/cloud/values";
import { count, wholeList } from "../offline/words";
import { balancerZones, endpointZones, inputsOf, natGateways, ofType, sum } from "./charges";
import type { Subject } from "./estimate";
import { servicesOf } from "./tasks";

/** What is paid for in zones that stand idle. */
export interface IdleZones {
  /** Tasks of all services together, at their fewest. */
  readonly tasks: number;
  /** Addresses of interface endpoints. */
  readonly endpoints: number;
  readonly gateways: number;
  /** Public addresses of load balancers. */
  readonly addresses: number;
}

/** A load balancer needs two: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-subnets.html */
const balancerNeeds = 2;

/** Undefined where no zone is idle, or where other stacks run tasks in the zones of a platform. */
export function idleZones({ resources, assumptions }: Subject): IdleZones | undefined {
  const services = servicesOf(resources, assumptions);
  const isPlatform = ofType(resources, "ssm/parameter:Parameter").some((one) =>
    isContract(textAt(inputsOf(one), "name")),
  );
  if (services.length === 0 || isPlatform) return undefined;
  // Tasks of services that scale to none run somewhere while they run.
  const tasks = Math.max(1, sum(services.map(({ min }) => min)));
  const beyond = (zones: number, needed = 1) => Math.max(0, zones - Math.max(tasks, needed));
  const idle = {
    tasks,
    endpoints: sum(endpointZones(resources).map((zones) => beyond(zones))),
    gateways: beyond(natGateways(resources)),
    addresses: sum(balancerZones(resources).map((zones) => beyond(zones, balancerNeeds))),
  };
  return idle.endpoints + idle.gateways + idle.addresses === 0 ? undefined : idle;
}

/** What is idle, each with the key that takes it away. */
export function idleText({ tasks, endpoints, gateways, addresses }: IdleZones): string {
  const zones = `network.availabilityZones: ${Math.max(balancerNeeds, tasks)}`;
  const nat = tasks === 1 ? "network.natGateways: single" : zones;
  const parts = [
    ...(endpoints === 0
      ? []
      : [`${addressesOf("endpoint", endpoints)} (network.endpointZones: ${tasks})`]),
    ...(gateways === 0 ? [] : [`${count(gateways, "NAT gateway")} (${nat})`]),
    ...(addresses === 0 ? [] : [`${addressesOf("load-balancer", addresses)} (${zones})`]),
  ];
  return `${count(tasks, "task")} at the fewest: ${wholeList(parts)} in zones that stand idle until there are more`;
}

const addressesOf = (kind: string, number: number): string =>
  `${number} ${kind} address${number === 1 ? "" : "es"}`;

const isContract = (name: string): boolean => name === contractParameter(name.split("/")[2] ?? "");
