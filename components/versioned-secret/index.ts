import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { z } from "zod";
import { unrecorded } from "../internal/arguments";
import { checkedArguments } from "../internal/checked-arguments";
import { outputsOf } from "../internal/outputs";
import type { VersionedSecretArgs } from "./args";
import { versionedSecretArgs } from "./shape";
import { versionedSecretProblems } from "./versioned-secret-problems";

export * from "./args";

type SecretVersion = z.output<typeof versionedSecretArgs>["versions"][number];

/** A secret in AWS Secrets Manager with the history of its values. */
export class VersionedSecret extends pulumi.ComponentResource {
  /** ARN of the secret. Resolves after its last version exists, so a task that reads it can start. */
  public readonly arn: pulumi.Output<string>;
  /** Ids of the versions, oldest first. */
  public readonly versionIds: pulumi.Output<string[]>;

  /** @throws pulumi.InputPropertiesError when versions, keys or values are missing, repeated or contradictory. */
  constructor(name: string, args: VersionedSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = checkedArguments({
      component: `VersionedSecret "${name}"`,
      schema: versionedSecretArgs,
      rules: versionedSecretProblems,
      args,
    });
    super("drydock:index:VersionedSecret", name, unrecorded, opts);
    const { deletable } = settings;
    const options = { parent: this, protect: !deletable };
    const secret = new aws.secretsmanager.Secret(
      name,
      {
        name: settings.secretName,
        kmsKeyId: settings.kmsKeyArn,
        recoveryWindowInDays: deletable ? 0 : 30,
      },
      options,
    );
    const versions = createVersions(settings.versions, {
      name,
      secretArn: secret.arn,
      options,
    });

    if (settings.rotation !== undefined) {
      createRotation(settings.rotation, { name, secretArn: secret.arn, versions, parent: this });
    }

    // The inputs of the version, not its outputs: known in a preview that appends a version, so
    // that nothing which refers to the secret looks replaced.
    this.arn = pulumi
      .all(versions.map((version) => version.secretId))
      .apply((arns) => arns.at(-1) ?? "");
    this.versionIds = pulumi.all(versions.map((version) => version.versionId));
    this.registerOutputs(outputsOf(this));
  }
}

/**
 * The first rotation waits for its days: rotated at once, the version that was just put would be the former one.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
 */
function createRotation(
  { lambdaArn, days }: NonNullable<z.output<typeof versionedSecretArgs>["rotation"]>,
  { name, secretArn, versions, parent }: Rotated,
): void {
  new aws.secretsmanager.SecretRotation(
    name,
    {
      secretId: secretArn,
      rotationLambdaArn: lambdaArn,
      rotationRules: { automaticallyAfterDays: days },
      rotateImmediately: false,
    },
    { parent, dependsOn: [...versions] },
  );
}

interface Rotated {
  readonly name: string;
  readonly secretArn: pulumi.Output<string>;
  readonly versions: readonly aws.secretsmanager.SecretVersion[];
  readonly parent: pulumi.Resource;
}

interface VersionPlacement {
  readonly name: string;
  readonly secretArn: pulumi.Output<string>;
  /** Parent and protection of every resource of a version. */
  readonly options: pulumi.CustomResourceOptions;
}

/**
 * One resource for each version. Secrets Manager labels the version put last AWSCURRENT, so each waits
 * for the one before it.
 *
 * No `versionStages`: AWS moves the stages, and the provider reports no change where none are given.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/secretsmanager/secret_version.go
 */
function createVersions(
  versions: readonly SecretVersion[],
  placement: VersionPlacement,
): aws.secretsmanager.SecretVersion[] {
  const created: aws.secretsmanager.SecretVersion[] = [];
  for (const [index, version] of versions.entries()) {
    const name = `${placement.name}-v${index + 1}`;
    const former = created.slice(-1);
    created.push(
      new aws.secretsmanager.SecretVersion(
        name,
        {
          secretId: placement.secretArn,
          secretString: secretString(version, { name, options: placement.options }),
        },
        {
          ...placement.options,
          dependsOn: former,
          // A version that is edited is put again, and so would be the current one: those after it follow.
          replaceWith: former,
          // Deleting a version would take its stages away: whoever still refers to AWSPREVIOUS would fail.
          retainOnDelete: true,
        },
      ),
    );
  }
  return created;
}

/** The JSON text of a version, keys sorted, so that their order in the arguments changes nothing. */
function secretString(
  version: SecretVersion,
  placement: Pick<VersionPlacement, "name" | "options">,
): pulumi.Output<string> {
  const entries = Object.entries(version)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, { value, generate }]): [string, pulumi.Input<string>] => [
      key,
      generate === undefined
        ? (value ?? "")
        : createRandomValue(`${placement.name}-${key}`, generate, placement.options),
    ]);
  return pulumi.secret(pulumi.jsonStringify(Object.fromEntries(entries)));
}

function createRandomValue(
  name: string,
  length: number,
  options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  // Letters and digits only: a value then needs no escaping in a URL, a shell or a connection string.
  return new random.RandomPassword(name, { length, special: false }, options).result;
}
