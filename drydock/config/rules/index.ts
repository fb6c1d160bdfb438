import { addresses } from "./addresses";
import { connections } from "./connections";
import { databases } from "./databases";
import { destinations } from "./destinations";
import { environment } from "./environment";
import { envFiles } from "./env-files";
import { existing } from "./existing";
import { images } from "./images";
import { jobs } from "./jobs";
import { platform } from "./platform";
import { queues } from "./queues";
import { securityGroupRules } from "./quotas";
import { retire } from "./retire";
import { routes } from "./routes";
import type { Rule } from "./rule";
import { secretReferences } from "./secret-references";
import { networkTargets } from "./scaling";
import { serviceSettings } from "./services";
import { signIn } from "./sign-in";
import { stackName } from "./stack-name";
import { variables } from "./variables";
import { volumes } from "./volumes";

/** Every rule between fields, in the order in which a stack file is read. */
export const rules: readonly Rule[] = [
  stackName,
  environment,
  existing,
  platform,
  addresses,
  serviceSettings,
  jobs,
  networkTargets,
  queues,
  databases,
  images,
  variables,
  destinations,
  envFiles,
  secretReferences,
  volumes,
  routes,
  signIn,
  connections,
  retire,
  securityGroupRules,
];
