/** The roles of the stack file, assumed one through the other with the caller's own credentials. */
import type { STSClientConfig } from "@aws-sdk/client-sts";
import type { AwsSettings } from "../config/settings";

type Role = NonNullable<AwsSettings["assumeRoles"]>[number];

/** The region, and where credentials come from: the SDK's own places, a profile or a provider. */
export type CredentialSource = Pick<STSClientConfig, "region" | "profile" | "credentials">;

export function credentialSource({
  region,
  profile,
  assumeRoles = [],
}: AwsSettings): CredentialSource {
  const own: CredentialSource = { region, profile };
  return assumeRoles.reduce<CredentialSource>(
    (source, role) => ({ region, credentials: () => assume(role, source) }),
    own,
  );
}

/** The SDK asks again shortly before they expire. */
async function assume(role: Role, source: CredentialSource) {
  const { AssumeRoleCommand, STSClient } = await import("@aws-sdk/client-sts");
  const sts = new STSClient(source);
  try {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: role.roleArn,
        RoleSessionName: role.sessionName ?? "drydock",
        ExternalId: role.externalId,
        DurationSeconds: role.duration === undefined ? undefined : seconds(role.duration),
      }),
    );
    return {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
      expiration: Credentials?.Expiration,
    };
  } finally {
    sts.destroy();
  }
}

/** Whose credentials these are, as AWS says; the question needs no right. */
export async function callerOf(
  source: STSClientConfig,
): Promise<{ readonly account: string; readonly arn: string }> {
  const { GetCallerIdentityCommand, STSClient } = await import("@aws-sdk/client-sts");
  const sts = new STSClient(source);
  try {
    const { Account = "?", Arn = "?" } = await sts.send(new GetCallerIdentityCommand({}));
    return { account: Account, arn: Arn };
  } finally {
    sts.destroy();
  }
}

const unitSeconds: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/** A duration as the AWS provider writes it: `1h`, `1h30m`. */
export function seconds(duration: string): number | undefined {
  const parts = [...duration.matchAll(/([\d.]+)([hms])/g)];
  return parts.length === 0
    ? undefined
    : parts.reduce(
        (sum, [, number, unit]) => sum + Number(number) * (unitSeconds[unit ?? ""] ?? 0),
        0,
      );
}
