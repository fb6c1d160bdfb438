import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "@aws-sdk/util-arn-parser";
import { containersOf } from "drydock-components/model/task";
import type { SecretReference, ServiceConfig } from "../config";
import { existing, type Stores } from "./container-args";

/** Where versions are known, or asked for. */
type Versions = Pick<Stores, "secretConfigs" | "secrets" | "lookUps">;

/**
 * The versions of secrets and parameters that a service reads without a pin, by what they are versions of: another one is
 * an update of the service. Only ids: a value would be in the state.
 */
export function followedVersions(
  service: ServiceConfig,
  versions: Versions,
): Record<string, pulumi.Output<string>> | undefined {
  const followed = referencesOf(service).flatMap((reference) =>
    followedVersion(reference, versions),
  );
  return followed.length === 0 ? undefined : Object.fromEntries(followed);
}

function followedVersion(
  reference: SecretReference,
  { secretConfigs, secrets, lookUps }: Versions,
): [string, pulumi.Output<string>][] {
  if ("parameterArn" in reference) {
    const { parameterArn, onChange } = reference;
    if (onChange === "nothing") return [];
    const name = parse(parameterArn).resource.replace(/^parameter/, "");
    return [[`parameter:${name}`, parameterVersion(parameterArn, lookUps)]];
  }
  const { secret } = reference;
  if (!isFollowing(reference)) return [];
  const config = secretConfigs[secret];
  const key = `secret:${secret}`;
  if (config !== undefined && "arn" in config) {
    return config.onChange === "nothing" ? [] : [[key, currentVersion(config.arn, lookUps)]];
  }
  // AWS itself then follows a version that an update appends, too.
  if (config?.onRotation === "redeploy") return [];
  return [[key, existing(secrets, secret).versionIds.apply((ids) => ids.at(-1) ?? "")]];
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecretVersionIds.html */
function currentVersion(secretId: string, lookUps: pulumi.InvokeOptions): pulumi.Output<string> {
  return secretsmanager
    .getSecretVersionsOutput({ secretId }, lookUps)
    .apply(
      ({ versions }) =>
        versions.find(({ versionStages }) => versionStages.includes("AWSCURRENT"))?.versionId ?? "",
    );
}

/** The answer has the value too, so the SDK takes all of it for secret; the version alone goes on. */
function parameterVersion(name: string, lookUps: pulumi.InvokeOptions): pulumi.Output<string> {
  return pulumi.unsecret(
    ssm
      .getParameterOutput({ name, withDecryption: false }, lookUps)
      .apply(({ version }) => String(version)),
  );
}

/** The ARNs of the secrets with whose rotations AWS itself rolls a service. */
export function rotatedSecrets(
  service: ServiceConfig,
  { secretConfigs, secrets }: Versions,
): pulumi.Input<string>[] {
  const names = referencesOf(service).flatMap((reference) =>
    "secret" in reference && isFollowing(reference) ? [reference.secret] : [],
  );
  return [...new Set(names)].flatMap((name): pulumi.Input<string>[] => {
    const config = secretConfigs[name];
    if (config?.onRotation !== "redeploy") return [];
    return "arn" in config ? [config.arn] : [existing(secrets, name).arn];
  });
}

const referencesOf = (service: ServiceConfig): SecretReference[] =>
  containersOf("", service).flatMap(({ container }) => Object.values(container.secrets));

const isFollowing = ({ version, versionId }: Extract<SecretReference, { secret: string }>) =>
  version === undefined && versionId === undefined;
