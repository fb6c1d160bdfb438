/** Which rows of AWS's price lists a price comes from: https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/price-changes.html */
import type { PriceKey } from "./prices";

/** One row of an offer, by its usage type without the region's prefix. */
export interface Row {
  readonly key: PriceKey;
  readonly usage: RegExp;
  /** Where usage types repeat in an offer. */
  readonly family?: string;
}

/** `USE2-`, nothing in us-east-1, but not `Global-`, which is the free tier. */
const of = (usage: string): RegExp => new RegExp(`^(?:[A-Z]+[0-9]*-)?${usage}$`);

/** Rows by offer. */
export const offers: Readonly<Record<string, readonly Row[]>> = {
  AmazonECS: [
    { key: "fargateVcpuHour", usage: of("Fargate-vCPU-Hours:perCPU") },
    { key: "fargateGbHour", usage: of("Fargate-GB-Hours") },
    { key: "fargateArmVcpuHour", usage: of("Fargate-ARM-vCPU-Hours:perCPU") },
    { key: "fargateArmGbHour", usage: of("Fargate-ARM-GB-Hours") },
    { key: "taskStorageGbHour", usage: of("Fargate-EphemeralStorage-GB-Hours") },
  ],
  AWSELB: [
    {
      key: "loadBalancerHour",
      usage: of("LoadBalancerUsage"),
      family: "Load Balancer-Application",
    },
    { key: "loadBalancerUnitHour", usage: of("LCUUsage"), family: "Load Balancer-Application" },
  ],
  AmazonVPC: [
    { key: "endpointHour", usage: of("VpcEndpoint-Hours") },
    { key: "endpointGb", usage: of("VpcEndpoint-Bytes") },
    { key: "publicAddressHour", usage: of("PublicIPv4:InUseAddress") },
  ],
  awskms: [{ key: "keyMonth", usage: /^[a-z0-9-]*KMS-Keys$/ }],
  AWSSecretsManager: [{ key: "secretMonth", usage: of("AWSSecretsManager-Secrets") }],
  AmazonCloudWatch: [
    { key: "logGb", usage: of("DataProcessing-Bytes") },
    { key: "logStorageGbMonth", usage: of("TimedStorage-ByteHrs") },
    { key: "alarmMetricMonth", usage: of("CW:AlarmMonitorUsage") },
  ],
  AmazonEFS: [{ key: "fileSystemGbMonth", usage: of("TimedStorage-ByteHrs") }],
  // Some hundred megabytes, because it has every instance: last.
  AmazonEC2: [
    { key: "natGatewayHour", usage: of("NatGateway-Hours") },
    { key: "natGatewayGb", usage: of("NatGateway-Bytes") },
  ],
};
