/** Availability zones of a region, as an account sees them. */
export interface RegionZones {
  /** Zones that every account has. */
  readonly every: number;
  /** Zones that accounts have which were there before AWS closed one of them to new accounts. */
  readonly most: number;
}

const three: RegionZones = { every: 3, most: 3 };

/**
 * The regions of the partition `aws`, with their availability zones. The other partitions (China, GovCloud, the
 * European Sovereign Cloud, ISO) are left out: names of endpoints and service principals differ there.
 *
 * Regions: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 * Zones, and those that are constrained: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
export const regions: ReadonlyMap<string, RegionZones> = new Map([
  ["us-east-1", { every: 6, most: 6 }],
  ["us-east-2", three],
  ["us-west-1", { every: 2, most: 3 }],
  ["us-west-2", { every: 4, most: 4 }],
  ["af-south-1", three],
  ["ap-east-1", three],
  ["ap-east-2", three],
  ["ap-northeast-1", { every: 3, most: 4 }],
  ["ap-northeast-2", { every: 4, most: 4 }],
  ["ap-northeast-3", three],
  ["ap-south-1", three],
  ["ap-south-2", three],
  ["ap-southeast-1", three],
  ["ap-southeast-2", three],
  ["ap-southeast-3", three],
  ["ap-southeast-4", three],
  ["ap-southeast-5", three],
  ["ap-southeast-6", three],
  ["ap-southeast-7", three],
  ["ca-central-1", { every: 3, most: 4 }],
  ["ca-west-1", three],
  ["eu-central-1", three],
  ["eu-central-2", three],
  ["eu-north-1", three],
  ["eu-south-1", three],
  ["eu-south-2", three],
  ["eu-west-1", three],
  ["eu-west-2", three],
  ["eu-west-3", three],
  ["il-central-1", three],
  ["me-central-1", three],
  ["me-south-1", three],
  ["me-west-1", three],
  ["mx-central-1", three],
  ["sa-east-1", three],
  ["sa-west-1", three],
]);

/** Whether a name is that of a region outside the partition `aws`, such as `cn-north-1` or `us-gov-west-1`. */
export function isOtherPartition(region: string): boolean {
  return /^(?:cn|us-gov|us-iso[a-z]?|eu-isoe|eusc)-/.test(region);
}

/** The partition in the ARNs of a region: `aws`, or that of China or GovCloud. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
