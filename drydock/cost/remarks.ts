/** What would cost less, with the saving in numbers. */
import { count } from "../offline/words";
import { endpointZones, hoursPerMonth, natGateways, ofType, sum } from "./charges";
import type { Subject } from "./estimate";
import { idleText, idleZones, type IdleZones } from "./idle-zones";
import type { RegionPrices } from "./prices";
import { servicesOf, type ServiceTasks } from "./tasks";

/** One way to pay less. */
export interface Remark {
  readonly text: string;
  readonly savingUsd: number;
}

/** A saving below is not worth a line. */
const leastUsd = 1;
const most = 3;

/** The largest savings, for what the resources cost without use. */
export function remarksOn(subject: Subject, prices: RegionPrices): Remark[] {
  const idle = idleZones(subject);
  // One zone that is enough for the fewest tasks is the same advice as one zone for all.
  const isOneZone = idle?.tasks === 1;
  return [
    ...(idle === undefined ? [] : [idleRemark(idle, prices)]),
    ...(isOneZone ? [] : oneEndpointZone(subject, prices)),
    ...gatewayForEndpoints(subject, prices),
    ...(isOneZone ? [] : gateways(subject, prices)),
    ...arm(subject, prices),
    ...nights(subject, prices),
  ]
    .filter(({ savingUsd }) => savingUsd >= leastUsd)
    .sort((a, b) => b.savingUsd - a.savingUsd)
    .slice(0, most);
}

const usdPerHour = (prices: RegionPrices, key: string): number => prices[key]?.usd ?? 0;

function idleRemark(idle: IdleZones, prices: RegionPrices): Remark {
  const hourly =
    idle.endpoints * usdPerHour(prices, "endpointHour") +
    idle.gateways * hourlyNat(prices) +
    idle.addresses * usdPerHour(prices, "publicAddressHour");
  return { text: idleText(idle), savingUsd: hourly * hoursPerMonth };
}

/** Interface endpoints as they are, in words, and what they cost a month. */
function endpointsOf({ resources }: Subject, prices: RegionPrices) {
  const all = endpointZones(resources);
  const zones = Math.max(0, ...all);
  const monthly = usdPerHour(prices, "endpointHour") * hoursPerMonth;
  const cost = sum(all) * monthly;
  const where = `${count(all.length, "endpoint")} in ${count(zones, "zone")}`;
  return { zones, cost, inOneZone: all.length * monthly, where };
}

function oneEndpointZone(subject: Subject, prices: RegionPrices): Remark[] {
  const { zones, cost, inOneZone, where } = endpointsOf(subject, prices);
  if (zones < 2) return [];
  return [
    {
      text: `${where}: in one zone (network.endpointZones: 1) they cost less, and an outage of that zone cuts every task off from AWS`,
      savingUsd: cost - inOneZone,
    },
  ];
}

function gatewayForEndpoints(subject: Subject, prices: RegionPrices): Remark[] {
  const { cost, where } = endpointsOf(subject, prices);
  const nat = hourlyNat(prices) * hoursPerMonth;
  if (natGateways(subject.resources) > 0 || nat === 0) return [];
  return [
    {
      text: `${where} cost more than one NAT gateway (network.natGateways: single), which opens a way to the internet`,
      savingUsd: cost - nat,
    },
  ];
}

/** A gateway and its address; 0 where their prices are not known. */
const hourlyNat = (prices: RegionPrices): number => {
  const gateway = usdPerHour(prices, "natGatewayHour");
  return gateway === 0 ? 0 : gateway + usdPerHour(prices, "publicAddressHour");
};

function gateways({ resources }: Subject, prices: RegionPrices): Remark[] {
  const number = natGateways(resources);
  if (number < 2) return [];
  return [
    {
      text: `one NAT gateway (network.natGateways: single) in place of ${number}: an outage of its zone cuts every task off from the internet`,
      savingUsd: (number - 1) * hourlyNat(prices) * hoursPerMonth,
    },
  ];
}

/** What the fewest tasks of a service cost a month; undefined without a price. */
function monthly(
  { vcpu, memoryGB, min, weighed }: ServiceTasks,
  [cpu, memory]: readonly [string, string],
  prices: RegionPrices,
): number | undefined {
  const [vcpuPrice, memoryPrice] = [prices[cpu]?.usd, prices[memory]?.usd];
  if (vcpuPrice === undefined || memoryPrice === undefined) return undefined;
  return weighed(min) * hoursPerMonth * (vcpu * vcpuPrice + memoryGB * memoryPrice);
}

const x86 = ["fargateVcpuHour", "fargateGbHour"] as const;
const arm64 = ["fargateArmVcpuHour", "fargateArmGbHour"] as const;

function arm({ resources, assumptions }: Subject, prices: RegionPrices): Remark[] {
  const savings = servicesOf(resources, assumptions)
    .filter((service) => !service.arm)
    .map((service) => {
      const [now, then] = [monthly(service, x86, prices), monthly(service, arm64, prices)];
      return now === undefined || then === undefined ? 0 : now - then;
    });
  const savingUsd = sum(savings);
  return [
    {
      text: "tasks on ARM64 (architecture: ARM64), where the images are built for it",
      savingUsd,
    },
  ];
}

/** Weekdays from 7 to 19 are 60 of 168 hours. */
const workingShare = 60 / 168;

function nights({ lifecycle, resources, assumptions }: Subject, prices: RegionPrices): Remark[] {
  const scheduled = ofType(resources, "appautoscaling/scheduledAction:ScheduledAction").length > 0;
  if (lifecycle !== "disposable" || scheduled) return [];
  const costs = servicesOf(resources, assumptions).map(
    (service) => monthly(service, service.arm ? arm64 : x86, prices) ?? 0,
  );
  const savingUsd = sum(costs) * (1 - workingShare);
  return [
    {
      text: "no tasks at night and at weekends (scaling.schedules): they run 60 of 168 hours a week",
      savingUsd,
    },
  ];
}
