import { parse, validate } from "@aws-sdk/util-arn-parser";
import type { ComposeService } from "../compose/shape";
import type { Path } from "drydock-components/model/check/path";
import { logicalName } from "../stack/names";
import type { Demand } from "../stack/size";
import type { EcsParamsFile } from "./read";
import type { EcsContainer } from "./shape";

/** A service of the Compose file with the parameter file's settings of its container. */
export function withParams(
  service: ComposeService,
  settings: EcsContainer | null | undefined,
): ComposeService {
  if (settings === null || settings === undefined) return service;
  const { healthcheck, mem_limit: limit, mem_reservation: reservation } = settings;
  return {
    ...service,
    ...(healthcheck === null || healthcheck === undefined ? {} : { healthcheck }),
    ...(typeof limit === "number" ? { mem_limit: limit } : {}),
    ...(typeof reservation === "number" ? { mem_reservation: reservation } : {}),
    ...(settings.init_process_enabled === false ? { init: false } : {}),
  };
}

/** The size of the task; undefined if the file sets none. */
export function sizeOf({ value }: EcsParamsFile): Demand | undefined {
  const size = value.task_definition?.task_size;
  const cpu = size?.cpu_limit ?? undefined;
  const memoryMiB = size?.mem_limit ?? undefined;
  return cpu === undefined && memoryMiB === undefined ? undefined : { cpu, memoryMiB };
}

/** Converts the parameter file's settings of a container. */
export interface ContainerAddition {
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly credentialsSecret: string | undefined;
  readonly essential: boolean | undefined;
  readonly cpu: number | undefined;
}

export interface AdditionContext {
  readonly params: EcsParamsFile;
  readonly region: string;
  /** Secrets managed elsewhere; the conversion adds those it finds. */
  readonly existing: Map<string, { readonly arn: string }>;
}

/** Placeholder for an account that the file does not name: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
const someAccount = "111122223333";

export function additionOf(name: string, context: AdditionContext): ContainerAddition {
  const { params } = context;
  const at: Path = ["task_definition", "services", name];
  const settings = params.value.task_definition?.services?.[name];
  const secrets = (settings?.secrets ?? []).map(
    ({ name: variable, value_from: from }, index): [string, unknown] => [
      variable,
      secretReference(from, [...at, "secrets", index], context),
    ],
  );
  const credentials = settings?.repository_credentials?.credentials_parameter;
  return {
    secrets: Object.fromEntries(secrets),
    credentialsSecret:
      credentials === undefined ? undefined : credentialsName(credentials, at, context),
    essential: settings?.essential,
    cpu: settings?.cpu_shares ?? undefined,
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html */
function secretReference(from: string, path: Path, context: AdditionContext): unknown {
  const { params, region } = context;
  const arn = validate(from) ? parse(from) : undefined;
  if (arn?.service === "secretsmanager") {
    const [, id = "", key, stage, versionId] = arn.resource.split(":");
    const secret = existingSecret(from.split(":").slice(0, 7).join(":"), id, context);
    return {
      secret,
      ...(key === undefined || key === "" ? {} : { key }),
      ...(stage === "AWSPREVIOUS" || stage === "AWSCURRENT" ? { stage } : {}),
      ...(versionId === undefined || versionId === "" ? {} : { versionId }),
    };
  }
  if (arn !== undefined) return { parameterArn: from };
  params.notes.decide(
    path,
    `${from} is a parameter without its account: put yours in place of ${someAccount}.`,
  );
  return {
    parameterArn: `arn:aws:ssm:${region}:${someAccount}:parameter/${from.replace(/^\//, "")}`,
  };
}

/** The name under drydock:secrets of a secret that is managed elsewhere. */
function existingSecret(arn: string, id: string, { existing }: AdditionContext): string {
  const known = [...existing].find(([, secret]) => secret.arn === arn);
  if (known !== undefined) return known[0];
  // Secrets Manager appends a hyphen and six characters to the name.
  const name = logicalName(id.replace(/-[A-Za-z0-9]{6}$/, ""));
  const free = existing.has(name) ? logicalName(`${name.slice(0, 21)}-${existing.size + 1}`) : name;
  existing.set(free, { arn });
  return free;
}

function credentialsName(from: string, at: Path, context: AdditionContext): string | undefined {
  const arn = validate(from) ? parse(from) : undefined;
  if (arn?.service === "secretsmanager") {
    return existingSecret(from, arn.resource.split(":")[1] ?? "registry", context);
  }
  context.params.notes.decide(
    [...at, "repository_credentials"],
    `A stack file requires the ARN of a secret: add ${from} under drydock:secrets, and its name as credentialsSecret of the image.`,
  );
  return undefined;
}
