import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { refuseArguments, unrecorded } from "../internal/arguments";
import { versionsProblems } from "./versioned-secret-problems";

/** One key of a secret's JSON object, and where its value comes from: exactly one of the two. */
export interface SecretValueArgs {
  /** The key, unique in its version: letters, digits, and `_ . -`. */
  readonly key: string;
  /** Generates a random value of this many letters and digits, 16 to 128. Defaults to using `value`. */
  readonly generateLength?: number;
  /** The value; kept secret even where it is given in the clear. Defaults to generating one. */
  readonly value?: pulumi.Input<string>;
}

/** One version of the secret: a JSON object. */
export interface SecretVersionArgs {
  /** The keys of the object, at least one. Their order does not matter. */
  readonly values: SecretValueArgs[];
}

/** Arguments of VersionedSecret. */
export interface VersionedSecretArgs {
  /** The secret's name in AWS, such as `drydock-test/ecs-demo`. */
  readonly secretName: string;
  /** The versions, oldest first, 1 to 100; append only. The last is AWSCURRENT, the one before it AWSPREVIOUS. */
  readonly versions: SecretVersionArgs[];
  /** ARN of the customer-managed key that encrypts the secret. Defaults to the AWS-managed key `aws/secretsmanager`. */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /**
   * True deletes the secret at once, so that its name is free again. False protects the secret and its
   * versions, and leaves 30 days to restore it. Defaults to false.
   */
  readonly deletable?: boolean;
}

/** A secret in AWS Secrets Manager with the history of its values. */
export class VersionedSecret extends pulumi.ComponentResource {
  /** ARN of the secret. Resolves after its last version exists, so a task that reads it can start. */
  public readonly arn: pulumi.Output<string>;
  /** Ids of the versions, oldest first. */
  public readonly versionIds: pulumi.Output<string[]>;

  /** @throws pulumi.InputPropertiesError when versions, keys or values are missing, repeated or contradictory. */
  constructor(name: string, args: VersionedSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    super("drydock:index:VersionedSecret", name, unrecorded, opts);
    refuseArguments(`VersionedSecret "${name}"`, versionsProblems(args.versions));

    const deletable = args.deletable ?? false;
    const options = { parent: this, protect: !deletable };
    const secret = new aws.secretsmanager.Secret(
      name,
      {
        name: args.secretName,
        kmsKeyId: args.kmsKeyArn,
        recoveryWindowInDays: deletable ? 0 : 30,
      },
      options,
    );
    const versions = createVersions(args.versions, {
      name,
      secretArn: secret.arn,
      options,
    });

    // What the version was given, not what it computes: known in a preview that appends a version, so
    // that nothing which refers to the secret looks replaced.
    this.arn = pulumi
      .all(versions.map((version) => version.secretId))
      .apply((arns) => arns.at(-1) ?? "");
    this.versionIds = pulumi.all(versions.map((version) => version.versionId));
    this.registerOutputs({ arn: this.arn, versionIds: this.versionIds });
  }
}

interface VersionPlacement {
  readonly name: string;
  readonly secretArn: pulumi.Output<string>;
  /** Parent and protection of everything a version is made of. */
  readonly options: pulumi.CustomResourceOptions;
}

/**
 * One resource for each version. Secrets Manager makes the version put last AWSCURRENT, so each waits
 * for the one before it.
 *
 * No `versionStages`: AWS moves the stages, and the provider reports no change where none are given.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/secretsmanager/secret_version.go
 */
function createVersions(
  versions: readonly SecretVersionArgs[],
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
  version: SecretVersionArgs,
  placement: Pick<VersionPlacement, "name" | "options">,
): pulumi.Output<string> {
  const entries = [...version.values]
    .sort((left, right) => (left.key < right.key ? -1 : 1))
    .map(({ key, value, generateLength }): [string, pulumi.Input<string>] => [
      key,
      generateLength === undefined
        ? (value ?? "")
        : createRandomValue(`${placement.name}-${key}`, generateLength, placement.options),
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
