import { ecrImage } from "drydock-components/facts/ecr";
import type { FileReader } from "drydock-components/model/files";
import type { Problem } from "../config/problems";
import { type Project, readProject } from "./compose/project";
import { additionOf, sizeOf, withParams } from "./ecs-params/apply";
import { type EcsParamsFile, readEcsParams } from "./ecs-params/read";
import { type AcceptedFinding, acceptedFindings } from "./exemptions";
import { type Note, Notes } from "./notes";
import { pathText } from "drydock-components/model/check/path";
import { render } from "./render";
import { type Context, logical } from "./stack/context";
import type { Group } from "./stack/groups";
import { logicalNames } from "./stack/names";
import { namesIn } from "./stack/secret-values";
import { SecretPool } from "./stack/secrets";
import type { PlannedService } from "./stack/service";
import { type Lifecycle, type PlannedStack, stackOf } from "./stack/stack";

/** An input file. */
export interface InputFile {
  /** The name in messages. */
  readonly name: string;
  readonly text: string;
}

export interface ImportOptions {
  readonly compose: InputFile;
  /** Parameter file of the retired ECS CLI. */
  readonly ecsParams?: InputFile;
  /** Reads files by their paths from the Compose file's folder. */
  readonly files: FileReader;
  /** Variables of the shell; they override those of .env. */
  readonly shell: Readonly<Record<string, string | undefined>>;
  readonly lifecycle: Lifecycle;
  /** Profiles whose services are included. */
  readonly profiles: readonly string[];
  /** The region. Defaults to that of an image or a secret in the files. */
  readonly region?: string;
  /** Converts a path relative to the Compose file to one relative to the stack file. */
  readonly fromStackFile: (path: string) => string;
  /** Path of the JSON Schema, relative to the stack file. */
  readonly schema: string;
}

/** A stack file created from a Compose file, and notes for the user. */
export interface Imported {
  readonly text: string;
  readonly notes: readonly Note[];
  /** Findings of mandatory policies that its containers keep. */
  readonly accepted: readonly AcceptedFinding[];
}

const defaultRegion = "us-east-2";

/** Converts a Compose file to a stack file. Never throws: returns problems instead. */
export function importCompose(
  options: ImportOptions,
): Imported | { readonly problems: readonly Problem[] } {
  const project = readProject({ ...options, ...options.compose });
  const params =
    options.ecsParams === undefined
      ? undefined
      : readEcsParams(options.ecsParams.name, options.ecsParams.text);
  const problems = [project, params].flatMap((result) =>
    result !== undefined && "problems" in result ? result.problems : [],
  );
  if ("problems" in project || (params !== undefined && "problems" in params)) return { problems };
  const notes = new Notes(project.file.locate);
  const stack = planned(
    { project: withContainerSettings(project, params), params, notes },
    options,
  );
  const all = [...notes.list, ...(params?.notes.list ?? [])];
  const sources = [
    options.compose.name,
    ...(options.ecsParams === undefined ? [] : [options.ecsParams.name]),
  ];
  return {
    notes: all,
    text: render({ stack, notes: all, sources, schema: options.schema }),
    accepted: acceptedFindings(stack.config),
  };
}

interface Sources {
  readonly project: Project;
  readonly params: EcsParamsFile | undefined;
  readonly notes: Notes;
}

function withContainerSettings(project: Project, params: EcsParamsFile | undefined): Project {
  const settings = params?.value.task_definition?.services ?? {};
  const services = [...project.services].map(
    ([name, service]) => [name, withParams(service, settings[name])] as const,
  );
  return { ...project, services: new Map(services) };
}

function planned({ project, params, notes }: Sources, options: ImportOptions): PlannedStack {
  for (const { kind, path, message } of project.remarks) notes[kind](path, message);
  for (const { path, unset } of project.unset) {
    notes.decide(
      path,
      `${unset.join(" and ")} is not set, so the text is empty in ${pathText(path)}.`,
    );
  }
  const region = options.region ?? regionIn(options) ?? defaultRegion;
  const reading = { files: options.files, lookup: project.lookup };
  const context: Context = {
    project,
    notes,
    ...reading,
    secrets: new SecretPool(),
    namesInFile: namesIn(project.services, reading),
    names: logicalNames(project.services.keys()),
    volumeNames: logicalNames(Object.keys(project.volumes)),
    fromStackFile: options.fromStackFile,
  };
  const existing = new Map<string, { readonly arn: string }>();
  const refine = (service: PlannedService, group: Group): PlannedService =>
    params === undefined
      ? service
      : refined(service, group, {
          context,
          additions: (name) => additionOf(name, { params, region, existing }),
        });
  const size = params === undefined ? undefined : sizeOf(params);
  const pidMode = params?.value.task_definition?.pid_mode === "task";
  return stackOf(context, {
    region,
    lifecycle: options.lifecycle,
    oneTask: params !== undefined,
    task: { size, pidMode },
    existingSecrets: () => Object.fromEntries(existing),
    refine,
  });
}

interface Refinement {
  readonly context: Context;
  readonly additions: (name: string) => ReturnType<typeof additionOf>;
}

/** The parameter file's additions to the containers of a task. */
function refined(
  service: PlannedService,
  { main, sidecars }: Group,
  { context, additions }: Refinement,
): PlannedService {
  const below = Object.entries(asMap(service.value["sidecars"])).map(([key, sidecar]) => {
    const name = sidecars.find((one) => logical(context, one) === key) ?? key;
    const { essential, cpu } = additions(name);
    return [
      key,
      {
        ...withAddition(asMap(sidecar), additions(name)),
        ...(essential === false ? { essential } : {}),
        cpu,
      },
    ];
  });
  return {
    ...service,
    value: {
      ...withAddition(service.value, additions(main)),
      ...(below.length === 0 ? {} : { sidecars: Object.fromEntries(below) }),
    },
  };
}

function withAddition(
  container: Readonly<Record<string, unknown>>,
  { secrets, credentialsSecret }: ReturnType<typeof additionOf>,
): Record<string, unknown> {
  const image = asMap(container["image"]);
  return {
    ...container,
    ...(Object.keys(secrets).length === 0
      ? {}
      : { secrets: { ...asMap(container["secrets"]), ...secrets } }),
    ...(credentialsSecret === undefined || !("reference" in image)
      ? {}
      : { image: { reference: image["reference"], credentialsSecret } }),
  };
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

/** The region of an image in ECR or of a secret. */
function regionIn({ compose, ecsParams }: ImportOptions): string | undefined {
  const text = `${compose.text}\n${ecsParams?.text ?? ""}`;
  return (
    text
      .split(/[\s"']+/)
      .map(ecrImage)
      .find((found) => found !== undefined)?.region ??
    /arn:aws[a-z-]*:(?:secretsmanager|ssm):([a-z0-9-]+):/.exec(text)?.[1]
  );
}
