import * as pulumi from "@pulumi/pulumi";
import * as drydock from "drydock-components";
import { fileSystemIdOf } from "drydock-components/model/existing";
import type { Stack } from "../config";
import type { Stores } from "./container-args";
import { envFileArgs } from "./env-file-args";
import { fileSystemArgs, type KeyArn } from "./environment-args";
import type { EnvironmentFileSystem, EnvironmentNetwork, Part } from "./foundation";
import { imagesToMake } from "./images";
import { managedSecrets } from "./managed-secrets";
import { retiring } from "./retiring";

/** Creates the storage of the environment: environment files, secrets, file systems. */
export function createStores(
  { environment, options }: Part,
  {
    stack,
    network,
    kmsKeyArn,
    provider,
    alertActions,
  }: {
    readonly stack: Stack;
    readonly network: EnvironmentNetwork;
    readonly kmsKeyArn: KeyArn;
    readonly provider: pulumi.ProviderResource;
    readonly alertActions: readonly pulumi.Output<string>[];
  },
): Stores {
  const { config, names, folder, deletable } = environment;
  const files = envFileArgs(config, folder);
  const envFiles =
    files.length === 0
      ? undefined
      : new drydock.EnvFiles(
          "env-files",
          { files, kmsKeyArn, deletable },
          retiring(options, { "": config.retire.envFiles }),
        );
  const secrets = new Map<string, drydock.VersionedSecret>();
  for (const [name, managed] of managedSecrets(stack)) {
    const args = { secretName: names.secret(name), ...managed, kmsKeyArn, deletable };
    secrets.set(
      name,
      new drydock.VersionedSecret(
        name,
        args,
        retiring(options, { "": config.retire.secrets[name] }),
      ),
    );
  }
  const fileSystems = new Map<string, EnvironmentFileSystem>();
  for (const [name, { arn, securityGroupId }] of Object.entries(config.existing.fileSystems)) {
    fileSystems.set(name, {
      fileSystemId: pulumi.output(fileSystemIdOf(arn)),
      fileSystemArn: pulumi.output(arn),
      securityGroupId: pulumi.output(securityGroupId),
    });
  }
  for (const [name, settings] of Object.entries(config.fileSystems)) {
    const args = fileSystemArgs(environment, settings, { network, kmsKeyArn });
    fileSystems.set(
      name,
      new drydock.FileSystem(
        name,
        args,
        retiring(options, { "": config.retire.fileSystems[name] }),
      ),
    );
  }
  const queues = new Map<string, drydock.Queue>();
  for (const [name, settings] of Object.entries(config.queues)) {
    const queueName = names.queue(name);
    const args = { ...settings, queueName, kmsKeyArn, alarmActions: [...alertActions] };
    queues.set(name, new drydock.Queue(name, args, options));
  }
  return {
    secretConfigs: config.secrets,
    secrets,
    fileSystems,
    envFiles,
    queues,
    lookUps: { provider },
    kmsKeyArn,
  };
}

/** Creates the images that are built or pinned, by `<service or job>/<container>`. */
export function createImages(
  { environment, options }: Part,
  kmsKeyArn: KeyArn,
): ReadonlyMap<string, drydock.ContainerImage> {
  return new Map(
    imagesToMake(environment, kmsKeyArn).map(({ id, name, args }) => [
      id,
      new drydock.ContainerImage(
        name,
        args,
        retiring(options, { "": environment.config.retire.images[name] }),
      ),
    ]),
  );
}
