import { addresses } from "./addresses";
import { arns } from "./arns";
import { connections } from "./connections";
import { envFiles } from "./env-files";
import { images } from "./images";
import { ingressNames } from "./ingress";
import { network } from "./network";
import { securityGroupRules } from "./quotas";
import { routes } from "./routes";
import { type Rule } from "./rule";
import { secretReferences } from "./secret-references";
import { networkTargets } from "./scaling";
import { serviceSettings } from "./services";
import { stackName } from "./stack-name";
import { tags } from "./tags";
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
  serviceSettings,
  networkTargets,
  images,
  variables,
  envFiles,
  secretReferences,
  volumes,
  routes,
  connections,
  securityGroupRules,
];
