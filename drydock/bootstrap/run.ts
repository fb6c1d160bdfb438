/** `drydock bootstrap`: creates `bootstrap/`, and computes what the deploy roles of its environments have to be allowed. */
import { readText } from "drydock-components/files";
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseDocument } from "yaml";
import { readBootstrap } from "../config/bootstrap";
import { formatProblems } from "../config/problems";
import { UsageError } from "../errors";
import { displayPath } from "../offline/preview/paths";
import { targetOf } from "../offline/preview/targets";
import {
  permissionsJson,
  type StackPermissions,
  stackPermissions,
  warningsOn,
} from "../permissions/run";
import { stackFilesOf } from "../stack-files";
import type { Surroundings } from "../surroundings";
import { writeNamed } from "../write-file";
import { bootstrapFiles } from "./files";
import { boundaryArn, permissionPath } from "./permission-file";

/** The user's choices. */
export interface BootstrapOptions {
  /** Of the account, where `bootstrap/` is still to be created. */
  readonly account?: string;
  /** `owner/name`, the same. */
  readonly repository?: string;
  /** Only say what is out of date. */
  readonly check: boolean;
}

/** The file of an environment, and whether it holds what is computed. */
interface Computed {
  readonly path: string;
  readonly text: string;
  readonly found: StackPermissions;
  /** The stack file names no boundary for its roles. */
  readonly unbounded: boolean;
}

/** @returns 0; 1 if something is out of date, a stack file has problems or a resource type is not known */
export async function prepareAccount(
  { check, ...choices }: BootstrapOptions,
  { folder, out, err, progress }: Surroundings,
): Promise<number> {
  const place = join(folder, "bootstrap");
  const exists = existsSync(join(place, "Pulumi.yaml"));
  if (exists) refuseChoices(choices);
  const created = exists ? {} : bootstrapFiles(folder, choices);
  if (check && Object.keys(created).length > 0) throw new UsageError("There is no bootstrap/.");
  for (const [path, text] of Object.entries(created)) write(join(place, path), text);
  const computed = await permissionFiles(folder, progress);
  if (typeof computed === "string") {
    err(computed);
    return 1;
  }
  const stale = computed.filter(({ path, text }) => readText(path) !== text);
  if (!check) for (const { path, text } of stale) write(path, text);
  const paths = [
    ...Object.keys(created).map((path) => join(place, path)),
    ...stale.map(({ path }) => path),
  ];
  out(reportOf(paths.map(displayPath), computed, check));
  for (const { found } of computed) {
    for (const warning of warningsOn(found)) err(`${found.stack}: ${warning}\n`);
  }
  const isUnknown = computed.some(({ found }) => found.unknown.length > 0);
  return (check && stale.length > 0) || isUnknown ? 1 : 0;
}

/** They would change nothing. */
function refuseChoices({ account, repository }: Omit<BootstrapOptions, "check">): void {
  const given = [
    ...(account === undefined ? [] : ["account"]),
    ...(repository === undefined ? [] : ["repository"]),
  ];
  if (given.length === 0) return;
  throw new UsageError(
    `bootstrap/ is there already. Leave out ${given.map((name) => `--${name}`).join(" and ")}, and change ` +
      `${given.map((name) => `bootstrap:${name}`).join(" and ")} in bootstrap/Pulumi.bootstrap.yaml.`,
  );
}

/**
 * Computes the files of permissions of every environment that `bootstrap/` names.
 *
 * @param folder the repository's root
 * @returns the problems of a stack file or of a program as text, if there are any
 */
export async function permissionFiles(
  folder: string,
  progress: Surroundings["progress"],
): Promise<readonly Computed[] | string> {
  const place = join(folder, "bootstrap");
  const computed: Computed[] = [];
  for (const stackFile of stackFilesOf(place).values()) {
    const read = readBootstrap(stackFile, displayPath(stackFile));
    if ("problems" in read) return formatProblems(read.problems);
    for (const environment of Object.keys(read.settings.environments)) {
      const one = await computedFor(environment, { folder, place, progress, ...read.settings });
      if (typeof one === "string") return one;
      computed.push(one);
    }
  }
  return computed;
}

interface Place {
  /** The repository's root. */
  readonly folder: string;
  /** `bootstrap/`. */
  readonly place: string;
  readonly account: string;
  readonly progress: Surroundings["progress"];
}

async function computedFor(
  environment: string,
  { folder, place, account, progress }: Place,
): Promise<Computed | string> {
  const task = targetOf(folder, { stack: environment });
  const { project, stack, stackFile } = task.request;
  const document = parseDocument(readText(stackFile) ?? "");
  const boundary = ["config", "drydock:existing", "permissionsBoundaryArn"];
  const unbounded = !document.hasIn(boundary);
  const region: unknown = document.getIn(["config", "aws:region"]);
  if (unbounded && document.errors.length === 0 && typeof region === "string") {
    document.setIn(boundary, boundaryArn({ project, stack, region, account }));
  }
  const text = unbounded ? String(document) : undefined;
  const found = await stackPermissions(task, { account, text, progress });
  if (typeof found === "string") return found;
  const path = join(place, permissionPath(environment));
  return { path, text: permissionsJson(found), found, unbounded };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeNamed(displayPath(path), path, text);
}

function reportOf(paths: readonly string[], computed: readonly Computed[], check: boolean): string {
  const notes = computed.filter(({ unbounded }) => unbounded);
  const now = check ? "Out of date; run npx drydock bootstrap:" : "Written:";
  return [
    ...(paths.length === 0 ? ["bootstrap/permissions is up to date."] : [now]),
    ...paths.map((path) => `  ${path}`),
    ...notes.flatMap(({ found }) => [
      "",
      `Before ${found.stack} is deployed by its role, its stack file needs:`,
      `  drydock:existing: { permissionsBoundaryArn: "${boundaryArn(found)}" }`,
    ]),
    "",
  ].join("\n");
}
