import * as pulumi from "@pulumi/pulumi";
import type {
  ContainerArgs,
  ContainerImage,
  EnvFiles,
  FileSystem,
  SecretVariableArgs,
  VersionedSecret,
  VolumeArgs,
} from "drydock-components";
import type { SecretReference, ServiceConfig, StackConfig } from "../config";
import type { NamedContainer } from "./containers";

/** What an environment keeps, by the names that the stack file refers to it by. */
export interface Stores {
  readonly secretConfigs: StackConfig["secrets"];
  readonly secrets: ReadonlyMap<string, VersionedSecret>;
  readonly fileSystems: ReadonlyMap<string, FileSystem>;
  readonly envFiles: EnvFiles | undefined;
  /** The environment's customer-managed key, where it has one. */
  readonly kmsKeyArn: pulumi.Output<string> | undefined;
}

/** A container of the stack file as the arguments of a task: names become ARNs and ids. */
export function containerArgs(
  { service, name, container }: NamedContainer,
  image: ContainerImage | undefined,
  stores: Stores,
): ContainerArgs {
  return {
    name,
    ...imageArgs(container.image, image, stores),
    command: container.command,
    entryPoint: container.entryPoint,
    workingDirectory: container.workingDirectory,
    user: container.user,
    readonlyRootFilesystem: container.readonlyRootFilesystem,
    scratch: container.scratch,
    stopTimeoutSeconds: container.stopTimeoutSeconds,
    healthCheck: container.healthCheck,
    ulimits: Object.entries(container.ulimits).map(([limit, values]) => ({
      name: limit,
      ...values,
    })),
    initProcess: container.initProcess,
    tracing: container.tracing,
    environment: container.environment,
    envFileArns: container.envFiles.map((file) => envFileArn(file, stores)),
    secrets: Object.entries(container.secrets).map(([variable, reference]) => ({
      name: variable,
      ...secretSource(reference, stores),
    })),
    volumes: Object.entries(container.volumes).map(([volume, mount]) => ({
      name: volume,
      ...mount,
      directory: mount.directory ?? `/${service}/${volume}`,
      ...fileSystemIds(mount.fileSystem, stores),
    })),
    containerPort: container.containerPort,
    dependsOn: Object.entries(container.dependsOn).map(([other, condition]) => ({
      container: other,
      condition,
    })),
    ...("essential" in container
      ? { essential: container.essential, cpu: container.cpu, memoryMiB: container.memoryMiB }
      : {}),
  };
}

function imageArgs(
  config: ServiceConfig["image"],
  image: ContainerImage | undefined,
  stores: Stores,
): Pick<
  ContainerArgs,
  "image" | "repositoryArn" | "credentialsSecretArn" | "credentialsKmsKeyArn"
> {
  const reference = "reference" in config ? config.reference : "";
  const credentials = "reference" in config ? config.credentialsSecret : undefined;
  const location = credentials === undefined ? undefined : secretLocation(credentials, stores);
  return {
    image: image?.imageRef ?? reference,
    repositoryArn: image?.repositoryArn,
    credentialsSecretArn: location?.secretArn,
    credentialsKmsKeyArn: location?.kmsKeyArn,
  };
}

function envFileArn(file: string, stores: Stores): pulumi.Output<string> {
  return pulumi.output(stores.envFiles?.objectArns).apply((arns) => arns?.[file] ?? "");
}

function fileSystemIds(
  name: string,
  stores: Stores,
): Pick<VolumeArgs, "fileSystemId" | "fileSystemArn" | "securityGroupId"> {
  const { fileSystemId, fileSystemArn, securityGroupId } = existing(stores.fileSystems, name);
  return { fileSystemId, fileSystemArn, securityGroupId };
}

function secretSource(
  reference: SecretReference,
  stores: Stores,
): Omit<SecretVariableArgs, "name"> {
  if ("parameterArn" in reference) {
    return { parameterArn: reference.parameterArn, kmsKeyArn: reference.kmsKeyArn };
  }
  const { secret, key, stage, version, versionId } = reference;
  const pinned = version === undefined ? undefined : managedVersionId(secret, version, stores);
  return { ...secretLocation(secret, stores), key, stage, versionId: pinned ?? versionId };
}

function managedVersionId(secret: string, version: number, stores: Stores): pulumi.Output<string> {
  return existing(stores.secrets, secret).versionIds.apply((ids) => ids[version - 1] ?? "");
}

/** Where a secret is, managed here or elsewhere, and the customer-managed key that encrypts it. */
function secretLocation(
  name: string,
  stores: Stores,
): Required<Pick<SecretVariableArgs, "secretArn">> & Pick<SecretVariableArgs, "kmsKeyArn"> {
  const config = stores.secretConfigs[name];
  if (config !== undefined && "arn" in config) {
    return { secretArn: config.arn, kmsKeyArn: config.kmsKeyArn };
  }
  return { secretArn: existing(stores.secrets, name).arn, kmsKeyArn: stores.kmsKeyArn };
}

/** A thing the stack file names; `config/` has checked that it is there. */
export function existing<Thing>(things: ReadonlyMap<string, Thing>, name: string): Thing {
  const thing = things.get(name);
  if (thing === undefined) throw new Error(`The stack file names "${name}", which nothing made.`);
  return thing;
}
