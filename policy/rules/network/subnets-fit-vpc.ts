import { Netmask } from "netmask";
import { zoneOf } from "../../lib/model/network";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readString } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";

const leastZones = 2;

interface Range {
  readonly subnet: StackResource;
  readonly first: number;
  readonly last: number;
}

export const subnetsFitVpc = stackRule({
  name: "subnets-fit-vpc",
  row: 46,
  title: "Subnets lie in their VPC, apart from each other, in two zones or more",
  controls: ["CFN-LINT-E3059", "CFN-LINT-E3060"],
  severity: "medium",
  levels: levels.mandatory,
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

function blockOf(text: string | undefined): Pick<Range, "first" | "last"> | undefined {
  // The library also reads the first digits of what is no IPv4 range.
  if (text === undefined || !/^[\d.]+\/\d+$/.test(text)) return undefined;
  try {
    const block = new Netmask(text);
    return { first: block.netLong, last: block.netLong + block.size - 1 };
  } catch {
    return undefined;
  }
}

/** Secondary ranges of a VPC are not looked at: a subnet in one is outside of the first. */
function outside(
  ranges: readonly Range[],
  whole: Pick<Range, "first" | "last"> | undefined,
): StackResource[] {
  if (whole === undefined) return [];
  return ranges
    .filter(({ first, last }) => first < whole.first || last > whole.last)
    .map(({ subnet }) => subnet);
}

function overlapping(ranges: readonly Range[]): StackResource[] {
  const sorted = [...ranges].sort((a, b) => a.first - b.first);
  let reach = -1;
  return sorted
    .filter(({ first, last }) => {
      const overlaps = first <= reach;
      reach = Math.max(reach, last);
      return overlaps;
    })
    .map(({ subnet }) => subnet);
}
