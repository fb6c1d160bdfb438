/** The AWS SDK, with the caller's own credentials and the stack file's region, profile, roles and account. */
import type { ApplicationAutoScalingClient } from "@aws-sdk/client-application-auto-scaling";
import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { EC2Client } from "@aws-sdk/client-ec2";
import type { ECSClient } from "@aws-sdk/client-ecs";
import type { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import type { SSMClient } from "@aws-sdk/client-ssm";
import { UsageError } from "../errors";
import { type Progress, silent } from "../progress";
import { callerOf, credentialSource } from "./credentials";
import { inPlainWords, type Place } from "./refusals";

/** Where a stack file says that its environment is. */
export interface AwsPlace extends Place {
  readonly loaded: Place["loaded"] & { readonly config: { readonly account?: string | undefined } };
  /** Where calls are counted. Defaults to nowhere. */
  readonly progress?: Progress;
}

/** Clients of one environment, each loaded when it is first asked for. */
export interface Aws {
  ecs(): Promise<ECSClient>;
  logs(): Promise<CloudWatchLogsClient>;
  cloudWatch(): Promise<CloudWatchClient>;
  scaling(): Promise<ApplicationAutoScalingClient>;
  ec2(): Promise<EC2Client>;
  loadBalancing(): Promise<ElasticLoadBalancingV2Client>;
  ssm(): Promise<SSMClient>;
  quotas(): Promise<ServiceQuotasClient>;
}

/**
 * Works with AWS.
 *
 * @throws UsageError in plain words for a problem that the caller can fix, such as credentials of another account
 */
export async function withAws<T>(
  environment: AwsPlace,
  work: (aws: Aws) => Promise<T>,
): Promise<T> {
  // Waits and tries again where AWS throttles. An endpoint comes from AWS_ENDPOINT_URL, as in every tool of AWS.
  const options = {
    ...credentialSource(environment.loaded.aws),
    retryMode: "adaptive",
    maxAttempts: 6,
  };
  const { progress = silent } = environment;
  const counting = countedIn(progress);
  const opened: Counted[] = [];
  const client = <C extends Counted>(
    load: () => Promise<new (settings: typeof options) => C>,
  ): (() => Promise<C>) => {
    let made: Promise<C> | undefined;
    return () =>
      (made ??= load().then((Client) => {
        const one = new Client(options);
        one.middlewareStack.add(counting, { step: "initialize" });
        opened.push(one);
        return one;
      }));
  };
  progress.say("asking AWS");
  try {
    await refuseOtherAccount(environment, options);
    return await work({
      ecs: client(async () => (await import("@aws-sdk/client-ecs")).ECSClient),
      logs: client(
        async () => (await import("@aws-sdk/client-cloudwatch-logs")).CloudWatchLogsClient,
      ),
      cloudWatch: client(async () => (await import("@aws-sdk/client-cloudwatch")).CloudWatchClient),
      scaling: client(async () => {
        const sdk = await import("@aws-sdk/client-application-auto-scaling");
        return sdk.ApplicationAutoScalingClient;
      }),
      ec2: client(async () => (await import("@aws-sdk/client-ec2")).EC2Client),
      loadBalancing: client(async () => {
        const sdk = await import("@aws-sdk/client-elastic-load-balancing-v2");
        return sdk.ElasticLoadBalancingV2Client;
      }),
      ssm: client(async () => (await import("@aws-sdk/client-ssm")).SSMClient),
      quotas: client(
        async () => (await import("@aws-sdk/client-service-quotas")).ServiceQuotasClient,
      ),
    });
  } catch (error) {
    throw inPlainWords(error, environment);
  } finally {
    for (const one of opened) one.destroy();
    progress.end();
  }
}

/** Sees every call of a client before it is sent. */
type Middleware = <Args, Result>(
  next: (args: Args) => Result,
  context: { readonly commandName?: string },
) => (args: Args) => Result;

interface Counted {
  readonly middlewareStack: {
    add(middleware: Middleware, options: { readonly step: "initialize" }): void;
  };
  destroy(): void;
}

/** Names each call of any client, and counts them. */
function countedIn(progress: Progress): Middleware {
  let calls = 0;
  return (next, { commandName = "" }) =>
    (args) => {
      calls += 1;
      progress.say(`asking AWS: ${commandName.replace(/Command$/, "")}, call ${calls}`);
      return next(args);
    };
}

/** Asks only where the stack file names its account. */
async function refuseOtherAccount(
  { loaded, stackFile }: AwsPlace,
  options: Parameters<typeof callerOf>[0],
): Promise<void> {
  const wanted = loaded.config.account;
  if (wanted === undefined) return;
  const { account, arn } = await callerOf(options);
  if (account === wanted) return;
  throw new UsageError(
    `These credentials belong to the account ${account} (${arn}), and ${stackFile} is for ${wanted} ` +
      "(drydock:account). Sign in to that account, or set AWS_PROFILE or aws:profile.",
  );
}
