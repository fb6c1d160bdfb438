/** The table of all resource types in use. */
import { acm } from "./aws/acm";
import { autoscaling } from "./aws/autoscaling";
import { cloudwatch } from "./aws/cloudwatch";
import { ecr } from "./aws/ecr";
import { ecs } from "./aws/ecs";
import { efs } from "./aws/efs";
import { iam } from "./aws/iam";
import { kms } from "./aws/kms";
import { loadBalancing } from "./aws/load-balancing";
import { route53 } from "./aws/route53";
import { s3 } from "./aws/s3";
import { secretsManager } from "./aws/secrets-manager";
import { securityGroups } from "./aws/security-groups";
import { serviceDiscovery } from "./aws/service-discovery";
import { vpc } from "./aws/vpc";
import { vpcEndpoints } from "./aws/vpc-endpoints";
import { waf } from "./aws/waf";
import { UnknownToCloudError } from "./errors";
import { dockerBuild, providers, random } from "./other";
import type { ResourceModel, ResourceModels } from "./types";

/** Every resource type in use. */
export const models: ResourceModels = {
  ...acm,
  ...autoscaling,
  ...cloudwatch,
  ...ecr,
  ...ecs,
  ...efs,
  ...iam,
  ...kms,
  ...loadBalancing,
  ...route53,
  ...s3,
  ...secretsManager,
  ...securityGroups,
  ...serviceDiscovery,
  ...vpc,
  ...vpcEndpoints,
  ...waf,
  ...dockerBuild,
  ...providers,
  ...random,
};

/** True for the type of a provider. */
export const isProvider = (type: string): boolean => type in providers;

/** @throws UnknownToCloudError, which names the type */
export function modelOf(type: string): ResourceModel {
  const model = models[type];
  if (model !== undefined) return model;
  throw new UnknownToCloudError(
    `The offline cloud has no model of the resource type ${type}. Add an entry to the table of its ` +
      "service in offline/cloud: id, outputs, and the inputs that force a replacement.",
  );
}
