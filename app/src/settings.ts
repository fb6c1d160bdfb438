/** The variables of a process: `process.env`, or a stand-in for it. */
export type Variables = Readonly<Record<string, string | undefined>>;

export interface Settings {
  /** TCP port to listen on. From `PORT`, defaults to 8080. */
  readonly port: number;
  /** Folder that the shared volume is mounted on. From `DATA_DIR`, defaults to `/data`. */
  readonly dataDir: string;
  /** Task metadata endpoint version 4, set by Fargate in every container; undefined outside Amazon ECS. */
  readonly metadataUri: string | undefined;
  /** True only where `REVEAL_SECRETS` is exactly `true`: anything else masks. */
  readonly revealSecrets: boolean;
  /**
   * Seconds between SIGTERM and SIGKILL. From `STOP_TIMEOUT_SECONDS`, which should repeat `stopTimeout` of the task
   * definition, since a process cannot see it. Defaults to 30, as Fargate does; at most 120
   * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html).
   */
  readonly stopTimeoutSeconds: number;
  /** Every variable of the process, for the pages that show some of them. */
  readonly variables: Variables;
}

interface WholeNumber {
  readonly name: string;
  readonly fallback: number;
  readonly minimum: number;
  readonly maximum: number;
}

const PORT: WholeNumber = { name: "PORT", fallback: 8080, minimum: 0, maximum: 65535 };
const STOP_TIMEOUT: WholeNumber = {
  name: "STOP_TIMEOUT_SECONDS",
  fallback: 30,
  minimum: 2,
  maximum: 120,
};

/** Reads the settings, or gives every problem at once. */
export function readSettings(
  variables: Variables,
): { readonly settings: Settings } | { readonly problems: readonly string[] } {
  const port = wholeNumber(variables, PORT);
  const stopTimeoutSeconds = wholeNumber(variables, STOP_TIMEOUT);
  const problems = [port, stopTimeoutSeconds].filter((value) => typeof value === "string");
  if (typeof port === "string" || typeof stopTimeoutSeconds === "string") {
    return { problems };
  }
  return {
    settings: {
      port,
      dataDir: text(variables, "DATA_DIR") ?? "/data",
      metadataUri: text(variables, "ECS_CONTAINER_METADATA_URI_V4"),
      revealSecrets: variables["REVEAL_SECRETS"] === "true",
      stopTimeoutSeconds,
      variables,
    },
  };
}

/** A variable that is set to nothing counts as not set. */
function text(variables: Variables, name: string): string | undefined {
  const value = variables[name];
  return value === "" ? undefined : value;
}

/** The number, or a sentence about what is wrong with it. */
function wholeNumber(variables: Variables, rule: WholeNumber): number | string {
  const given = text(variables, rule.name);
  if (given === undefined) {
    return rule.fallback;
  }
  const value = /^\d{1,6}$/.test(given) ? Number(given) : NaN;
  return value >= rule.minimum && value <= rule.maximum
    ? value
    : `${rule.name} is ${JSON.stringify(given)}: set it to a whole number from ${rule.minimum} to ${rule.maximum}, or leave it out for ${rule.fallback}.`;
}
