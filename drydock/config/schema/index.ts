import type { z } from "zod";
import { alerts } from "drydock-components/model/alerts";
import { cluster } from "drydock-components/model/cluster";
import { cost } from "drydock-components/model/cost";
import { databases } from "drydock-components/model/databases";
import { encryption } from "drydock-components/model/encryption";
import { account, lifecycle, logs } from "drydock-components/model/environment";
import { existing } from "drydock-components/model/existing";
import { fileSystems } from "drydock-components/model/file-systems";
import { ingress, loadBalancers } from "drydock-components/model/ingress";
import { stackJob } from "drydock-components/model/job";
import { names } from "drydock-components/model/names";
import { network } from "drydock-components/model/network";
import { platform, shares } from "drydock-components/model/platform";
import { named, strict } from "drydock-components/model/primitives";
import { queues } from "drydock-components/model/queues";
import { retire } from "drydock-components/model/retire";
import { secrets } from "drydock-components/model/secrets";
import { stackService } from "drydock-components/model/service";
import { tags } from "drydock-components/model/tags";

/** Everything a stack file may say in the project's namespace, without the `drydock:` prefix. */
export const stackSchema = strict({
  account: account.optional(),
  tags,
  names,
  lifecycle,
  retire,
  existing,
  platform: platform.optional(),
  shares: shares.optional(),
  encryption,
  logs,
  alerts: alerts.optional(),
  network,
  cluster,
  ingress: ingress.optional(),
  loadBalancers,
  fileSystems,
  secrets,
  queues,
  databases,
  services: named(stackService).default({}).describe("The services, by name. Defaults to none."),
  jobs: named(stackJob)
    .default({})
    .describe("Tasks that do their work and end, by name. Defaults to none."),
  cost,
});

/** A validated stack file, every default filled in. */
export type StackConfig = z.output<typeof stackSchema>;
export type IngressConfig = NonNullable<StackConfig["ingress"]>;
export type ServiceConfig = StackConfig["services"][string];
export type JobConfig = StackConfig["jobs"][string];
export type SidecarConfig = ServiceConfig["sidecars"][string];
export type SecretReference = ServiceConfig["secrets"][string];
export type SecretConfig = StackConfig["secrets"][string];
export type AlarmsConfig = NonNullable<ServiceConfig["alarms"]>;
export type ScalingConfig = NonNullable<ServiceConfig["scaling"]>;
