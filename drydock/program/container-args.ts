import * as pulumi from "@pulumi/pulumi";
import type {
  ContainerImage,
  EnvFiles,
  Queue,
  SecretVariableArgs,
  SidecarArgs,
  VersionedSecret,
  VolumeArgs,
} from "drydock-components";
import type { EnvironmentFileSystem } from "./foundation";
import {
  mapValues,
  type SecretReference,
  type ServiceConfig,
  type SidecarConfig,
  type Stack,
  type StackConfig,
} from "../config";

/** The resources of an environment, by the names that the stack file uses. */
export interface Stores {
  readonly secretConfigs: StackConfig["secrets"];
  readonly secrets: ReadonlyMap<string, VersionedSecret>;
  /** A value of the stack file, by secret, version (from 0) and key. */
  readonly secretValue: Stack["secretValue"];
  readonly fileSystems: ReadonlyMap<string, EnvironmentFileSystem>;
  readonly envFiles: EnvFiles | undefined;
  readonly queues: ReadonlyMap<string, Queue>;
  /** How AWS is asked for versions: with the environment's provider. */
  readonly lookUps: pulumi.InvokeOptions;
  /** The environment's customer-managed key, where it has one. */
  readonly kmsKeyArn: pulumi.Output<string> | undefined;
}

/** A container of the stack file as arguments: names become ARNs and ids, the rest stays as it is. */
export function containerArgs<
  Container extends Pick<SidecarConfig, "image" | "envFiles" | "secrets" | "volumes">,
>(container: Container, image: ContainerImage | undefined, stores: Stores) {
  const { envFiles, ...others } = container;
  return {
    ...others,
    ...imageArgs(container.image, image, stores),
    envFileArns: envFiles.map((file) => envFileArn(file, stores)),
    secrets: mapValues(container.secrets, (reference) => secretSource(reference, stores)),
    volumes: mapValues(container.volumes, (mount) => ({
      ...mount,
      ...fileSystemIds(mount.fileSystem, stores),
    })),
  };
}

function imageArgs(
  config: ServiceConfig["image"],
  image: ContainerImage | undefined,
  stores: Stores,
): Pick<SidecarArgs, "image" | "repositoryArn" | "credentialsSecretArn" | "credentialsKmsKeyArn"> {
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

function secretSource(reference: SecretReference, stores: Stores): SecretVariableArgs {
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
  if (thing === undefined) {
    throw new Error(`The stack file names "${name}", which nothing created.`);
  }
  return thing;
}
