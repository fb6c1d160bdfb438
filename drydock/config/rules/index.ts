import { addresses } from "./addresses";
import { arns } from "./arns";
import { connections } from "./connections";
import { taskContainers } from "./containers";
import { containerOrder } from "./dependencies";
import { deployments } from "./deployment";
import { envFiles } from "./env-files";
import { images } from "./images";
import { ingressNames } from "./ingress";
import { network } from "./network";
import { permissions } from "./permissions";
import { securityGroupRules } from "./quotas";
import { routes } from "./routes";
import { type Rule } from "./rule";
import { scalingRule } from "./scaling";
import { scalingSteps } from "./scaling-steps";
import { secretReferences } from "./secret-references";
import { stackName } from "./stack-name";
import { tags } from "./tags";
import { taskSize } from "./task-size";
import { variables } from "./variables";
import { volumes } from "./volumes";

/** Every rule between fields, in the order in which a stack file is read. */
export const rules: readonly Rule[] = [
  stackName,
  tags,
  network,
  addresses,
  ingressNames,
  arns,
  taskSize,
  taskContainers,
  containerOrder,
  images,
  variables,
  envFiles,
  secretReferences,
  volumes,
  routes,
  scalingRule,
  scalingSteps,
  deployments,
  connections,
  permissions,
  securityGroupRules,
];
