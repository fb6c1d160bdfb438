import { type AddressRange, addressRange } from "../../lib/addresses";
import { zoneOf } from "../../lib/model/network";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readString } from "../../lib/reading";
import { stackRule } from "../../lib/rule";

const leastZones = 2;

interface Range extends AddressRange {
  readonly subnet: StackResource;
}

export const subnetsFitVpc = stackRule({
  name: "subnets-fit-vpc",
  row: 46,
  title: "Subnets lie in their VPC, apart from each other, in two zones or more",
  controls: ["CFN-LINT-E3059", "CFN-LINT-E3060"],
  severity: "medium",
  why: "AWS refuses overlapping ranges one by one, and one zone alone is an outage waiting to happen.",
  fix: "Choose cidrBlock inside the VPC's range, without overlap, and subnets in two availability zones.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
  decidedBy: "drydock:network.cidr",
  kinds: ["vpc", "subnet"],
  check({ stack, report, defer }) {
    for (const vpc of stack.ofKind("vpc")) {
      const subnets = stack.referrers(vpc, "subnet", "vpcId");
      if (subnets.length === 0) continue;
      const zones = subnets.map(zoneOf);
      if (!zones.includes(undefined) && new Set(zones).size < leastZones) {
        report(vpc, { problem: `has subnets in fewer than ${leastZones} zones` });
      }
      const ranges = subnets.flatMap((subnet): Range[] => {
        const block = readString(subnet.properties, "cidrBlock");
        if (block.state === "unknown") defer(subnet, "cidrBlock");
        const range = blockOf(known(block));
        return range === undefined ? [] : [{ subnet, ...range }];
      });
      const whole = blockOf(known(readString(vpc.properties, "cidrBlock")));
      for (const finding of outside(ranges, whole)) report(finding, outsideFinding);
      for (const finding of overlapping(ranges)) report(finding, overlapFinding);
    }
  },
});

const outsideFinding = { problem: "lies outside its VPC's range", property: "cidrBlock" };
const overlapFinding = { problem: "overlaps another subnet", property: "cidrBlock" };

/** The property holds a range of IPv4; anything else the provider refuses. */
function blockOf(text: string | undefined): AddressRange | undefined {
  const range = text?.includes("/") === true ? addressRange(text) : undefined;
  return range?.family === "ipv4" ? range : undefined;
}

/** Secondary ranges of a VPC are not looked at: a subnet in one is outside of the first. */
function outside(ranges: readonly Range[], whole: AddressRange | undefined): StackResource[] {
  if (whole === undefined) return [];
  return ranges
    .filter(({ first, last }) => first < whole.first || last > whole.last)
    .map(({ subnet }) => subnet);
}

function overlapping(ranges: readonly Range[]): StackResource[] {
  const sorted = [...ranges].sort((a, b) => (a.first < b.first ? -1 : 1));
  let reach = -1n;
  return sorted
    .filter(({ first, last }) => {
      const overlaps = first <= reach;
      if (last > reach) reach = last;
      return overlaps;
    })
    .map(({ subnet }) => subnet);
}
