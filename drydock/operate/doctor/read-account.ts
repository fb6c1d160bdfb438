/** Asks AWS what an update needs to know of the account and the region. */
import type { StackConfig } from "../../config";
import type { Aws } from "../aws";
import { type AccountFacts, zonalEndpoints } from "./account";

/** Codes of Service Quotas: https://docs.aws.amazon.com/general/latest/gr/ecs-service.html#limits_ecs */
const vcpuQuotas = { onDemand: "L-3032A538", spot: "L-36FBB829" } as const;

/** @throws Error of the SDK for what the credentials may not read */
export async function readAccount(
  config: StackConfig,
  { aws, region }: { readonly aws: Aws; readonly region: string },
): Promise<AccountFacts> {
  const [zones, endpointZones, onDemand, spot] = await Promise.all([
    zonesOf(aws),
    endpointZonesOf(aws, region, zonalEndpoints(config)),
    quotaOf(aws, vcpuQuotas.onDemand),
    quotaOf(aws, vcpuQuotas.spot),
  ]);
  return { zones, endpointZones, vcpus: { onDemand, spot } };
}

async function zonesOf(aws: Aws): Promise<string[]> {
  const { DescribeAvailabilityZonesCommand } = await import("@aws-sdk/client-ec2");
  const ec2 = await aws.ec2();
  const { AvailabilityZones = [] } = await ec2.send(
    new DescribeAvailabilityZonesCommand({
      Filters: [
        { Name: "state", Values: ["available"] },
        // No local zones.
        { Name: "opt-in-status", Values: ["opt-in-not-required"] },
      ],
    }),
  );
  return AvailabilityZones.flatMap(({ ZoneName }) => ZoneName ?? []).sort();
}

async function endpointZonesOf(
  aws: Aws,
  region: string,
  services: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (services.length === 0) return new Map();
  const { DescribeVpcEndpointServicesCommand } = await import("@aws-sdk/client-ec2");
  const ec2 = await aws.ec2();
  const prefix = `com.amazonaws.${region}.`;
  const { ServiceDetails = [] } = await ec2.send(
    new DescribeVpcEndpointServicesCommand({
      Filters: [{ Name: "service-name", Values: services.map((service) => prefix + service) }],
    }),
  );
  return new Map(
    ServiceDetails.map(({ ServiceName = "", AvailabilityZones = [] }) => [
      ServiceName.replace(prefix, ""),
      AvailabilityZones,
    ]),
  );
}

async function quotaOf(aws: Aws, code: string): Promise<number> {
  const { GetServiceQuotaCommand } = await import("@aws-sdk/client-service-quotas");
  const quotas = await aws.quotas();
  const { Quota } = await quotas.send(
    new GetServiceQuotaCommand({ ServiceCode: "fargate", QuotaCode: code }),
  );
  return Quota?.Value ?? 0;
}
