/** Describes the tasks of a service after a deployment. No Pulumi: plain values in, text out. */

/** A service as DescribeServices shows it. */
export interface LiveService {
  /** The ARN of the task definition that it runs. */
  readonly taskDefinition: string;
  readonly runningCount: number;
  readonly desiredCount: number;
  /** Newest first. */
  readonly events: readonly { readonly createdAt: string; readonly message: string }[];
}

/** The request of this run. */
export interface Asked {
  /** The component's name: the service's key in a stack file. */
  readonly name: string;
  readonly serviceName: string;
  /** The ARN of the task definition that the service was asked to run. */
  readonly taskDefinition: string;
  readonly stack: string;
}

/** The change of the service in this run. */
export interface Attempt {
  /** A deployment of another task definition succeeded, says the provider. */
  readonly deployed: boolean;
  /** Settings that were not deployed, because the state held the plan of an update that had failed. */
  readonly corrected: readonly string[];
}

/** Events that are shown. */
const shownEvents = 5;

/** The report of a deployment that failed just now. */
export function failedDeployment(
  asked: Asked,
  live: LiveService,
  errors: readonly string[],
): string {
  const [error = ""] = errors;
  return [
    `Service "${asked.serviceName}" was not deployed.`,
    `  asked for  ${revision(asked.taskDefinition)}`,
    `  runs       ${revision(live.taskDefinition)}, ${tasks(live)}`,
    `  ECS says   ${reason(error)}`,
    ...events(live),
    `  next       ${whyCommand(asked)}`,
  ].join("\n");
}

/** The problem of a service that does not run the requested task definition; undefined if it does. */
export function deploymentProblem(
  asked: Asked & { readonly urn: string; readonly clusterArn: string },
  live: LiveService,
  attempt: Attempt,
): string | undefined {
  const service = `Service "${asked.serviceName}"`;
  const wanted = revision(asked.taskDefinition);
  const runs = `${service} runs ${revision(live.taskDefinition)}, and this update asks for ${wanted}.`;
  if (attempt.corrected.length > 0) {
    const settings = attempt.corrected.filter((key) => key !== "taskDefinition");
    return [
      ...(live.taskDefinition === asked.taskDefinition ? [] : [runs]),
      ...(settings.length > 0 ? [`${service} runs with another ${settings.join(", ")}.`] : []),
      "Nothing was deployed in this run: the update before it failed, and the state held what that one had planned. The state " +
        "is correct now.",
      `Run \`pulumi up\` again, which deploys it. ${whyCommand(asked)} says why the former deployment failed.`,
      ...events(live),
    ].join("\n");
  }
  if (live.taskDefinition !== asked.taskDefinition) {
    return [runs, ...nextStep(asked, attempt), ...events(live)].join("\n");
  }
  if (!neverHealthy(live)) return undefined;
  return [
    `${service} has never become healthy: it runs no task of ${wanted}.`,
    `${whyCommand(asked)} says why. If the cause is in the stack file or the image, fix it and run \`pulumi up\`. Else let ECS ` +
      "try again, then run `pulumi up`:",
    `  aws ecs update-service --force-new-deployment --cluster ${asked.clusterArn} --service ${asked.serviceName}`,
    ...events(live),
  ].join("\n");
}

function nextStep(asked: Asked & { readonly urn: string }, { deployed }: Attempt): string[] {
  if (deployed) {
    return [
      `ECS rolled the deployment back: the new tasks did not become healthy. ${whyCommand(asked)} says why.`,
      "The service keeps running as before: fix the cause and run `pulumi up` again.",
    ];
  }
  return [
    "Nothing was deployed in this run: the service was changed outside Pulumi, which the state does not show. To deploy " +
      `${revision(asked.taskDefinition)}:`,
    `  pulumi refresh --yes --stack ${asked.stack} --target '${asked.urn}'`,
    `  pulumi up --stack ${asked.stack}`,
  ];
}

/** A first deployment has nothing to go back to: after the circuit breaker no task is left. */
function neverHealthy({ desiredCount, runningCount, events: all }: LiveService): boolean {
  return (
    desiredCount > 0 &&
    runningCount === 0 &&
    !all.some(({ message }) => /has reached a steady state|deployment completed/.test(message))
  );
}

const whyCommand = ({ name, stack }: Asked): string =>
  `\`npx drydock why ${name} --stack ${stack}\``;

const tasks = ({ runningCount, desiredCount }: LiveService): string =>
  `${runningCount} of ${desiredCount} task${desiredCount === 1 ? "" : "s"}`;

/** The last of the wrapped messages: `updating urn:...: 1 error occurred: * waiting for ...: <reason>`. */
const reason = (error: string): string =>
  error
    .replace(/^[^]*?\* /, "")
    .trim()
    .replaceAll("\n", "\n             ");

function events({ events: all }: LiveService): string[] {
  const shown = all
    .slice(0, shownEvents)
    .map(({ createdAt, message }) => `${createdAt}  ${message}`);
  return shown.map((line, index) => `  ${index === 0 ? "events   " : "         "}  ${line}`);
}

/** `family:revision` of a task definition's ARN. */
const revision = (arn: string): string =>
  arn === "" ? "nothing" : arn.slice(arn.indexOf("/") + 1);
