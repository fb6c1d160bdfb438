/** The AWS SDK, with the caller's own credentials and the stack file's region and profile. */
import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { ECSClient } from "@aws-sdk/client-ecs";
import { UsageError } from "../errors";
import type { OperatedEnvironment } from "./environment";

/** Clients of one environment. To be closed. */
export interface AwsClients {
  readonly ecs: ECSClient;
  readonly logs: CloudWatchLogsClient;
  close(): void;
}

/** Loads the SDK, which takes longer than the rest of a command. */
export async function awsClients({ loaded }: OperatedEnvironment): Promise<AwsClients> {
  const [{ ECSClient }, { CloudWatchLogsClient }] = await Promise.all([
    import("@aws-sdk/client-ecs"),
    import("@aws-sdk/client-cloudwatch-logs"),
  ]);
  const { region, profile } = loaded.aws;
  // Waits and tries again where AWS throttles. An endpoint comes from AWS_ENDPOINT_URL, as in every tool of AWS.
  const options = { region, maxAttempts: 6, ...(profile === undefined ? {} : { profile }) };
  const [ecs, logs] = [new ECSClient(options), new CloudWatchLogsClient(options)];
  return {
    ecs,
    logs,
    close: () => {
      ecs.destroy();
      logs.destroy();
    },
  };
}

const text = (error: unknown, key: string): string => {
  const value: unknown =
    typeof error === "object" && error !== null ? Reflect.get(error, key) : undefined;
  return typeof value === "string" ? value : "";
};

/** Runs calls to AWS. @throws UsageError in plain words for what the caller can set right, else the error itself */
export async function callingAws<T>(
  { clusterName, loaded, stack }: OperatedEnvironment,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const [name, message] = [text(error, "name"), text(error, "message")];
    const { region } = loaded.aws;
    if (name === "ClusterNotFoundException") {
      throw new UsageError(
        `There is no cluster ${clusterName} in ${region} in the account of these credentials. Is ${stack} deployed, and is this ` +
          "its account?",
      );
    }
    if (/Credentials|ExpiredToken|UnrecognizedClient|InvalidSignature/.test(name)) {
      throw new UsageError(
        `AWS accepts no credentials from this environment: ${message}\n` +
          "Sign in (aws sso login, or aws configure), or set AWS_PROFILE.",
      );
    }
    if (/AccessDenied/.test(name)) throw new UsageError(`AWS refuses the call: ${message}`);
    if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT/.test(text(error, "code"))) {
      throw new UsageError(`AWS cannot be reached in ${region}: ${message}`);
    }
    throw error;
  }
}
