/**
 * The layout of awsx for the subnets of a VPC under `subnetStrategy: "Auto"`.
 * https://github.com/pulumi/pulumi-awsx/blob/master/awsx/ec2/subnetDistributorNew.ts
 */
import { Netmask } from "netmask";

/** A kind of subnet in every zone. */
export interface SubnetSpec {
  readonly type: string;
  /** Defaults to the type in lower case. */
  readonly name?: string;
  /** Defaults to an even share of the zone's range. */
  readonly cidrMask?: number;
  /** One block for each zone, instead of a computed one. */
  readonly cidrBlocks?: readonly string[];
}

/** One subnet of one zone. */
export interface PlacedSubnet {
  readonly name: string;
  readonly type: string;
  readonly zone: string;
  /** Position of the zone, from 0. */
  readonly zoneIndex: number;
  readonly cidr: string;
}

/** Bits required to number a count of items. */
const bitsFor = (count: number): number => Math.ceil(Math.log2(count));

/** A private half, a public quarter and an unused quarter of each zone. */
function defaultSpecs(zoneMask: number): SubnetSpec[] {
  if (zoneMask > 26) {
    throw new Error(
      `Automatic subnet creation requires a VPC with at least /26 available per AZ, but only /${zoneMask} is available.`,
    );
  }
  const mask = Math.max(zoneMask, 16);
  return [
    { type: "Private", cidrMask: mask + 1 },
    { type: "Public", cidrMask: mask + 2 },
  ];
}

/** The subnets of all zones, zone by zone, in the order of the specs. */
export function placeSubnets(
  vpc: { readonly name: string; readonly cidr: string; readonly zones: readonly string[] },
  given: readonly SubnetSpec[] | undefined,
  givenZoneMask: number | undefined,
): PlacedSubnet[] {
  const range = new Netmask(vpc.cidr);
  const zoneMask = givenZoneMask ?? range.bitmask + bitsFor(vpc.zones.length);
  const specs = given ?? defaultSpecs(zoneMask);
  const evenMask = zoneMask + bitsFor(specs.length);
  checkSize(range, specs, { zoneMask, evenMask });
  return vpc.zones.flatMap((zone, zoneIndex) => {
    let block: Netmask | undefined;
    return specs.map((spec) => {
      const mask = spec.cidrMask ?? evenMask;
      block =
        block === undefined
          ? new Netmask(new Netmask(`${range.base}/${zoneMask}`).next(zoneIndex).base, mask)
          : // The next free block of the size, past the end of the one before it.
            new Netmask(block.last, mask).next();
      return {
        name: `${vpc.name}-${spec.name ?? spec.type.toLowerCase()}-${zoneIndex + 1}`,
        type: spec.type,
        zone,
        zoneIndex,
        cidr: spec.cidrBlocks?.[zoneIndex] ?? block.toString(),
      };
    });
  });
}

function checkSize(
  range: Netmask,
  specs: readonly SubnetSpec[],
  { zoneMask, evenMask }: { readonly zoneMask: number; readonly evenMask: number },
): void {
  if (specs.some((spec) => spec.cidrBlocks !== undefined)) return;
  const available = new Netmask(range.base, zoneMask).size;
  const sizes = specs.map((spec) => new Netmask(range.base, spec.cidrMask ?? evenMask).size);
  const required = sizes.reduce((sum, size) => sum + size, 0);
  if (required > available) {
    throw new Error(
      `Subnets are too large for VPC. VPC has ${available} addresses, but subnets require ${required} addresses.`,
    );
  }
}
