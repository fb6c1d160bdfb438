/** The table of resource types. */
import { acm } from "./aws/acm";
import { autoscaling } from "./aws/autoscaling";
import { cloudfront } from "./aws/cloudfront";
import { cloudwatch } from "./aws/cloudwatch";
import { databases } from "./aws/databases";
import { ecr } from "./aws/ecr";
import { ecs } from "./aws/ecs";
import { efs } from "./aws/efs";
import { events } from "./aws/events";
import { iam } from "./aws/iam";
import { kms } from "./aws/kms";
import { loadBalancing } from "./aws/load-balancing";
import { messaging } from "./aws/messaging";
import { route53 } from "./aws/route53";
import { s3 } from "./aws/s3";
import { schedules } from "./aws/schedules";
import { secretsManager } from "./aws/secrets-manager";
import { securityGroups } from "./aws/security-groups";
import { serviceDiscovery } from "./aws/service-discovery";
import { ssm } from "./aws/ssm";
import { vpc } from "./aws/vpc";
import { vpcEndpoints } from "./aws/vpc-endpoints";
import { waf } from "./aws/waf";
import declared from "./aws/declared-types.json";
import { declaredModel } from "./declared";
import { dockerBuild, providers, random } from "./other";
import { joined } from "./joined";
import type { ResourceModel, ResourceModels } from "./types";

/** Every resource type that Drydock creates, and those that people add most. */
export const models: ResourceModels = joined([
  acm,
  autoscaling,
  cloudfront,
  cloudwatch,
  databases,
  ecr,
  ecs,
  efs,
  events,
  iam,
  kms,
  loadBalancing,
  messaging,
  route53,
  s3,
  schedules,
  secretsManager,
  securityGroups,
  serviceDiscovery,
  ssm,
  vpc,
  vpcEndpoints,
  waf,
  dockerBuild,
  providers,
  random,
]);

/** True for the type of a provider. */
export const isProvider = (type: string): boolean => type.startsWith("pulumi:providers:");

/** The model of a type in the table, else one of the outputs that its provider declares. */
export const modelOf = (type: string): ResourceModel => models[type] ?? declaredModel(type);

/** True when the provider merges its default tags into `tagsAll`. */
export const isTagged = (type: string): boolean =>
  modelOf(type).tagged ?? declared.tagged.includes(type);

/** True for a type whose ids and replacements are not known here. */
export const isAssumed = (type: string): boolean => !(type in models) && !isProvider(type);
