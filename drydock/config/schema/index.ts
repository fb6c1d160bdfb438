import { type z } from "zod";
import * as environment from "./environment";
import { named, strict } from "drydock-components/model/primitives";
import { secrets } from "./secrets";
import { stackService } from "drydock-components/model/service";

/** Everything a stack file may say in the project's namespace, without the `drydock:` prefix. */
export const stackSchema = strict({
  account: environment.account.optional(),
  tags: environment.tags,
  lifecycle: environment.lifecycle,
  encryption: environment.encryption,
  logs: environment.logs,
  network: environment.network,
  cluster: environment.cluster,
  ingress: environment.ingress.optional(),
  fileSystems: environment.fileSystems,
  secrets,
  services: named(stackService).default({}).describe("The services, by name. Defaults to none."),
});

/** A validated stack file, every default filled in. */
export type StackConfig = z.output<typeof stackSchema>;
export type ServiceConfig = StackConfig["services"][string];
export type SidecarConfig = ServiceConfig["sidecars"][string];
export type SecretReference = ServiceConfig["secrets"][string];
export type SecretConfig = StackConfig["secrets"][string];
export type ScalingConfig = NonNullable<ServiceConfig["scaling"]>;
