import type { Capability, UserIds } from "../facts/public-images";
import type { ModelProblem } from "./check/problem";
import { type ImageNeeds, imageNeeds } from "./image-needs";
import { isRoot, keptText, mayListen, portParameter, type Privileged } from "./privileges";

/** A container, as far as a public image has needs. */
export interface ImageUser extends Privileged {
  /** A reference, an object that holds one, or anything else for an image that is not known. */
  readonly image: unknown;
  readonly readonlyRootFilesystem: boolean;
  readonly scratch: readonly string[];
  readonly command?: readonly string[] | undefined;
  readonly entryPoint?: readonly string[] | undefined;
  readonly containerPort?: number | undefined;
  readonly environment: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
  /** Environment files may set any variable. */
  readonly hasEnvFiles: boolean;
  readonly volumes: Readonly<Record<string, MountedFolder>>;
}

interface MountedFolder extends UserIds {
  readonly mountPath: string;
  readonly readOnly: boolean;
}

/** Keys of a container, and `systemControls` of its task, with the values that its image needs. */
export interface FittingKeys {
  readonly user?: string;
  readonly capabilities?: readonly Capability[];
  readonly systemControls?: Readonly<Record<string, string>>;
  readonly readonlyRootFilesystem?: false;
  readonly scratch?: readonly string[];
  readonly containerPort?: number;
}

/** A way in which a container does not fit its image, and its fix. */
interface Misfit {
  readonly reason: string;
  readonly keys?: FittingKeys;
  /** What to write where the value is the user's to choose, or another way. */
  readonly advice?: string;
}

/** A container of a public image that would not start, or would stop at once: everything in one problem. */
export function imageProblems(container: ImageUser): ModelProblem[] {
  const needs = needsOf(container);
  if (needs?.cannot !== undefined) return [neverRuns(needs, container)];
  const misfits = misfitsOf(needs, container);
  if (needs === undefined || misfits.length === 0) return [];
  const instead = needs.instead === undefined ? "" : `; or use the image ${needs.instead}`;
  return [
    {
      path: imagePath(container),
      related: ["user", "capabilities", "readonlyRootFilesystem", "scratch", "command"].map(
        (key) => [key],
      ),
      message: `${needs.name} does not run like this: ${misfits.map(({ reason }) => reason).join("; ")}.`,
      allowed: `the needs of this image: ${needs.source}`,
      fix: `Write ${misfits.flatMap(adviceOf).join(", ")}${instead}.`,
    },
  ];
}

function imagePath({ image }: ImageUser): string[] {
  return typeof image === "string" ? ["image"] : ["image", "reference"];
}

function neverRuns({ name, cannot = "", source }: ImageNeeds, container: ImageUser): ModelProblem {
  return {
    path: imagePath(container),
    message: `${name} does not run on Fargate: it ${cannot}.`,
    allowed: `an image that runs as a task: ${source}`,
    fix: "Remove the container, or use another image.",
  };
}

/** The keys that a container of a public image lacks to start, for a file that is written for somebody. */
export function fittingKeys(container: ImageUser): FittingKeys {
  const misfits = misfitsOf(needsOf(container), container);
  return misfits.reduce<FittingKeys>((keys, misfit) => ({ ...keys, ...misfit.keys }), {});
}

function adviceOf({ keys = {}, advice }: Misfit): string[] {
  const { user, capabilities, systemControls, readonlyRootFilesystem, scratch, containerPort } =
    keys;
  const controls = Object.entries(systemControls ?? {}).map(
    ([name, value]) => `${name}: "${value}"`,
  );
  return [
    ...(user === undefined ? [] : [`user: "${user}"`]),
    ...(capabilities === undefined ? [] : [`capabilities: ${keptText(capabilities)}`]),
    ...(controls.length === 0 ? [] : [`systemControls: { ${controls.join(", ")} } on the service`]),
    ...(readonlyRootFilesystem === undefined ? [] : ["readonlyRootFilesystem: false"]),
    ...(scratch === undefined ? [] : [`scratch: [${scratch.join(", ")}]`]),
    ...(containerPort === undefined ? [] : [`containerPort: ${containerPort}`]),
    ...(advice === undefined ? [] : [advice]),
  ];
}

function needsOf({ image }: ImageUser): ImageNeeds | undefined {
  const reference = referenceOf(image);
  return reference === undefined ? undefined : imageNeeds(reference);
}

function misfitsOf(needs: ImageNeeds | undefined, container: ImageUser): Misfit[] {
  if (needs === undefined) return [];
  const idle = needs.needsCommand === true ? noCommand(container) : [];
  if (idle.length > 0 || !runsProgram(needs, container)) return idle;
  return programMisfits(needs, container);
}

function referenceOf(image: unknown): string | undefined {
  if (typeof image === "string") return image;
  if (typeof image !== "object" || image === null || !("reference" in image)) return undefined;
  return typeof image.reference === "string" ? image.reference : undefined;
}

/** Whether the image's own program runs: the needs of another command are not known. */
export function runsProgram(
  { programs }: ImageNeeds,
  { command, entryPoint }: Pick<ImageUser, "command" | "entryPoint">,
): boolean {
  if (entryPoint === undefined && (command === undefined || programs === undefined)) return true;
  if (entryPoint === undefined && command?.[0]?.startsWith("-") === true) return true;
  const words = [...(entryPoint ?? []), ...(command ?? [])].join(" ");
  return programs?.some((program) => words.includes(program)) ?? false;
}

function noCommand({ command, entryPoint }: ImageUser): Misfit[] {
  if (command !== undefined || entryPoint !== undefined) return [];
  return [
    {
      reason: "its own command waits for a terminal or prints help, so the task ends at once",
      advice: "command: [...], the program to run",
    },
  ];
}

function programMisfits(needs: ImageNeeds, container: ImageUser): Misfit[] {
  const user = userMisfit(needs, container);
  const port = listenMisfit(needs, container);
  // Further needs depend on the user it should run as and on the port it does listen on.
  const asIt = {
    ...container,
    ...(user === undefined ? {} : { user: userText(needs) }),
    ...(port === undefined ? {} : { containerPort: needs.ports[0] }),
  };
  const capabilities = capabilityMisfits(needs, asIt);
  return [
    ...(user === undefined ? [] : [user]),
    ...capabilities,
    ...(capabilities.length > 0 ? [] : portMisfits(needs, asIt)),
    ...writeMisfits(needs, asIt),
    ...ownerMisfits(needs, asIt),
    ...variableMisfits(needs, container),
    ...(port === undefined ? [] : [port]),
  ];
}

function userText({ ids }: ImageNeeds): string {
  if (ids === undefined) return "";
  return ids.uid === 0 ? "0" : `${ids.uid}:${ids.gid}`;
}

function userMisfit(needs: ImageNeeds, { user }: ImageUser): Misfit | undefined {
  if (needs.runsAs === "any" || isRoot(user)) return undefined;
  const [name] = user.split(":");
  if (needs.runsAs === "own" && (name === needs.user || Number(name) === needs.ids?.uid)) {
    return undefined;
  }
  return {
    reason:
      needs.runsAs === "root"
        ? "it works only as root"
        : `its files belong to ${needs.user ?? `user ${needs.ids?.uid ?? ""}`}, and it runs as ${user}`,
    keys: { user: userText(needs) },
  };
}

/** The port it listens on: the container's, or its own while nothing configures it. */
function portOf(needs: ImageNeeds, { containerPort }: ImageUser): number | undefined {
  return containerPort ?? needs.ports[0];
}

function capabilityMisfits(needs: ImageNeeds, container: ImageUser): Misfit[] {
  const { user, capabilities } = container;
  const port = portOf(needs, container);
  const wanted = new Set<Capability>(needs.fileCapabilities);
  if (isRoot(user)) {
    for (const capability of needs.rootCapabilities ?? []) wanted.add(capability);
    if (port !== undefined && !mayListen(port, container)) wanted.add("NET_BIND_SERVICE");
  }
  const missing = [...wanted].filter((capability) => !capabilities.includes(capability));
  if (missing.length === 0) return [];
  const better =
    isRoot(user) && needs.runsAs === "own" ? `or better user: "${userText(needs)}"` : undefined;
  const names = missing.sort().join(", ");
  return [
    {
      reason:
        needs.fileCapabilities === undefined
          ? `as root it needs the capabilities ${names}`
          : `its program file needs the capability ${names}`,
      keys: { capabilities: [...new Set([...capabilities, ...wanted])].sort() },
      ...(better === undefined ? {} : { advice: better }),
    },
  ];
}

function portMisfits(needs: ImageNeeds, container: ImageUser): Misfit[] {
  const port = portOf(needs, container);
  if (port === undefined || mayListen(port, container)) return [];
  return [
    {
      reason: `it listens on port ${port}, and Fargate lets only root listen on a port below 1024`,
      keys: { systemControls: { ...container.systemControls, [portParameter]: String(port) } },
    },
  ];
}

/** Folders that it writes to and cannot. */
function writeMisfits(needs: ImageNeeds, container: ImageUser): Misfit[] {
  const { user, readonlyRootFilesystem, scratch, volumes } = container;
  if (!readonlyRootFilesystem) return [];
  const mounts = Object.values(volumes).filter(({ readOnly }) => !readOnly);
  const mounted = (folder: string) => mounts.some(({ mountPath }) => covers(mountPath, folder));
  const free = (folders: readonly string[] | undefined) =>
    (folders ?? []).filter((folder) => !mounted(folder));
  const root = isRoot(user);
  const asScratch = [...free(needs.volumes), ...(root ? free(needs.rootWrites) : [])];
  const inPlace = [...free(needs.userWrites), ...(root ? [] : free(needs.rootWrites))];
  const missing = asScratch.filter((folder) => !scratch.some((other) => covers(other, folder)));
  if (inPlace.length > 0) {
    return [
      {
        reason: `it writes to ${[...missing, ...inPlace].join(", ")}, and the root file system is read-only`,
        keys: { readonlyRootFilesystem: false },
      },
    ];
  }
  if (missing.length === 0) return [];
  return [
    {
      reason: `it writes to ${missing.join(", ")}, and the root file system is read-only`,
      keys: { scratch: [...new Set([...scratch, ...missing])] },
    },
  ];
}

function covers(mount: string, folder: string): boolean {
  const [outer, inner] = [mount, folder].map((path) =>
    path.replace(/^\/var\/run(?=\/|$)/, "/run").replace(/\/+$/, ""),
  );
  if (outer === undefined || inner === undefined) return false;
  return outer === inner || inner.startsWith(`${outer}/`) || outer.startsWith(`${inner}/`);
}

/** A mounted folder whose files belong to somebody else: databases refuse it. */
function ownerMisfits(
  { ids, runsAs, volumes: own }: ImageNeeds,
  { user, volumes }: ImageUser,
): Misfit[] {
  if (ids === undefined || runsAs !== "own" || isRoot(user)) return [];
  return Object.entries(volumes)
    .filter(
      ([, mount]) =>
        mount.uid !== ids.uid && own?.some((folder) => covers(mount.mountPath, folder)) === true,
    )
    .map(([name, mount]) => ({
      reason: `the files at ${mount.mountPath} belong to user ${mount.uid}`,
      advice: `uid: ${ids.uid}, gid: ${ids.gid} in volumes.${name}`,
    }));
}

function variableMisfits(
  { environment = [], settings = [] }: ImageNeeds,
  container: ImageUser,
): Misfit[] {
  if (container.hasEnvFiles) return [];
  const set = new Set([...Object.keys(container.environment), ...Object.keys(container.secrets)]);
  const lacks = (names: readonly string[]) =>
    !names.some((name) => set.has(name) || set.has(`${name}_FILE`));
  const reason = (names: readonly string[]) =>
    `it needs the variable ${names.slice(0, 3).join(" or ")}`;
  return [
    ...environment
      .filter(lacks)
      .map((names) => ({ reason: reason(names), advice: `${names[0] ?? ""} under secrets` })),
    ...settings
      .filter(({ names }) => lacks(names))
      .map(({ names, value }) => ({
        reason: reason(names),
        advice: `${names[0] ?? ""}: ${value} under environment`,
      })),
  ];
}

/** A port that the image does not listen on, while nothing in the container could configure another. */
function listenMisfit({ ports, name }: ImageNeeds, container: ImageUser): Misfit | undefined {
  const { containerPort, command, entryPoint, environment, secrets, volumes, hasEnvFiles } =
    container;
  const [own] = ports;
  if (containerPort === undefined || own === undefined || ports.includes(containerPort)) {
    return undefined;
  }
  const variables = [...Object.keys(environment), ...Object.keys(secrets)];
  const words = [...(entryPoint ?? []), ...(command ?? [])].join(" ");
  const configured =
    words.includes(String(containerPort)) ||
    /conf|\$|\.ya?ml|\.json|\.sh\b/i.test(words) ||
    hasEnvFiles ||
    Object.keys(volumes).length > 0 ||
    variables.some((variable) => configures.test(variable));
  if (configured) return undefined;
  return {
    reason: `${name} listens on port ${own} unless it is configured otherwise`,
    keys: { containerPort: own },
  };
}

/** Variables that may say where a program listens. */
const configures = /PORT|LISTEN|ADDR|HTTP|ARGS|OPTS|CONF|TEMPLATE/i;
