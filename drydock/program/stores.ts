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
  const secrets = eachOf(managedSecrets(stack), (name, managed) => {
    const args = { secretName: names.secret(name), ...managed, kmsKeyArn, deletable };
    const retired = retiring(options, { "": config.retire.secrets[name] });
    return new drydock.VersionedSecret(name, args, retired);
  });
  const ownFileSystems = eachOf(Object.entries(config.fileSystems), (name, settings) => {
    const args = fileSystemArgs(environment, settings, { network, kmsKeyArn });
    const retired = retiring(options, { "": config.retire.fileSystems[name] });
    return new drydock.FileSystem(name, args, retired);
  });
  const queues = eachOf(Object.entries(config.queues), (name, settings) => {
    const queueName = names.queue(name);
    const args = { ...settings, queueName, kmsKeyArn, alarmActions: [...alertActions] };
    return new drydock.Queue(name, args, options);
  });
  return {
    secretConfigs: config.secrets,
    secrets,
    secretValue: (secret, version, key) => stack.secretValue(secret, version, key),
    fileSystems: new Map([...existingFileSystems(config), ...ownFileSystems]),
    envFiles,
    queues,
    lookUps: { provider },
    kmsKeyArn,
  };
}

/** A map with a value for each entry. */
const eachOf = <Value, Made>(
  entries: Iterable<readonly [string, Value]>,
  make: (name: string, value: Value) => Made,
): ReadonlyMap<string, Made> =>
  new Map([...entries].map(([name, value]) => [name, make(name, value)]));

const existingFileSystems = ({ existing }: Stack["config"]) =>
  eachOf(
    Object.entries(existing.fileSystems),
    (_, { arn, securityGroupId }): EnvironmentFileSystem => ({
      fileSystemId: pulumi.output(fileSystemIdOf(arn)),
      fileSystemArn: pulumi.output(arn),
      securityGroupId: pulumi.output(securityGroupId),
    }),
  );

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
