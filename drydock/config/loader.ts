import { dirname, join } from "node:path";
import { stackName } from "../stack-files";
import { type CheckedStack, checkSettings, locateFindings, type Settings } from "./check";
import {
  fromFile,
  type Positions,
  readDocument,
  type Reading,
  type StackDocument,
} from "./document";
import type { Contract } from "drydock-components/model/platform";
import type { FileReader } from "drydock-components/model/files";
import { diskFiles, readText } from "drydock-components/files";
import { nameList, nearestName } from "drydock-components/model/check/nearest";
import { isMap, type Path } from "drydock-components/model/check/path";
import { parsePath } from "./path";
import type { Place } from "drydock-components/model/check/problem";
import { fileProblem, type Problem } from "./problems";
import type { StackConfig } from "./schema";
import { awsFindings, type AwsSettings, awsSchema, sortSettings } from "./settings";

/** A stack file that holds. */
export interface LoadedStack {
  /** Every default filled in, and a priority for every route. Given secret values are hidden. */
  readonly config: StackConfig;
  readonly region: string;
  /** The contract of the platform that the stack stands on. */
  readonly contract: Contract | undefined;
  /** The stack file's settings of the AWS provider. */
  readonly aws: AwsSettings;
  /** The stack's name: the middle of `Pulumi.<stack>.yaml`. */
  readonly stack: string;
  /** The folder that paths of the stack file start from. */
  readonly folder: string;
  readonly positions: Positions | undefined;
  /** The values of the file, by configuration key. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** A stack file that was read from a file, not from the engine's configuration. */
export interface LoadedFile extends LoadedStack {
  readonly positions: Positions;
}

export interface RefusedStack {
  readonly problems: readonly Problem[];
}

export interface LoadOptions {
  /** The text of the file. Defaults to that on the disk. */
  readonly text?: string;
  /** How the files it names are read. Defaults to the disk, from the stack file's folder. */
  readonly files?: FileReader;
  /** How messages name the file. Defaults to its path as given. */
  readonly displayName?: string;
  /** The day that exemptions count from. Defaults to the present one. */
  readonly today?: Date;
  /** The contract of its platform. Defaults to the one in the file that it names. */
  readonly contract?: Contract;
}

/** Reads and checks a stack file without Pulumi. It never throws: it returns problems. */
export function loadStackFile(path: string, options: LoadOptions = {}): LoadedFile | RefusedStack {
  const file = options.displayName ?? path;
  const reading = readStackFile(path, file, options.text);
  if (reading.document === undefined) return { problems: reading.problems };
  const { document } = reading;
  const folder = dirname(path);
  const settings = settingsOf(document, path, { ...options, displayName: file });
  const { checked, findings } = checkSettings(settings);
  const problems = [
    ...reading.problems,
    ...topProblems(document),
    ...locateFindings(findings, settings, document.positions),
  ];
  if (checked === undefined || problems.length > 0) return { problems };
  const { stack, values } = settings;
  return loaded(checked, { stack, folder, positions: document.positions, values });
}

/** Where a stack file's environment is, and its settings unchecked: enough for a file that does not hold yet. */
export function loadSettings(
  path: string,
  displayName: string,
): { readonly aws: AwsSettings; readonly stack: Readonly<Record<string, unknown>> } | RefusedStack {
  const { document, problems } = readStackFile(path, displayName);
  if (document === undefined || problems.length > 0) return { problems };
  const settings = settingsOf(document, path, { displayName });
  const { aws, stack } = sortSettings(settings.values);
  const read = awsSchema.safeParse(aws);
  const findings = awsFindings(aws);
  if (read.success && findings.length === 0) return { aws: read.data, stack };
  return { problems: locateFindings(findings, settings, document.positions) };
}

/** Reads the YAML of a stack file; a file that is missing is a problem. */
export function readStackFile(path: string, file: string, given?: string): Reading {
  const text = given ?? readText(path);
  if (text !== undefined) return readDocument(file, text);
  const place = { file, line: 1, column: 1 };
  const problem = fileProblem(place, "The stack file cannot be read.", "Check the path.");
  return { document: undefined, problems: [{ ...problem, line: undefined, column: undefined }] };
}

/** The configuration of a file, unchecked. */
export function settingsOf(document: StackDocument, path: string, options: LoadOptions): Settings {
  const {
    displayName: file = path,
    files = diskFiles(dirname(path)),
    today = new Date(),
  } = options;
  return {
    values: configOf(document),
    stack: stackName(path),
    files,
    shownFile: (named) => join(dirname(file), named),
    agrees: () => true,
    unread: unreadSettings(document),
    today,
    contract: options.contract,
  };
}

export function loaded<
  About extends Pick<LoadedStack, "stack" | "folder" | "positions" | "values">,
>({ config, aws, contract }: CheckedStack, about: About): LoadedStack & About {
  return { config, aws, region: aws.region, contract, ...about };
}

/** The configuration a stack file holds, by configuration key. */
export function configOf({ value }: StackDocument): Readonly<Record<string, unknown>> {
  return isMap(value.config) ? value.config : {};
}

/** The settings that YAML does not give. */
export function unreadSettings({ unread }: StackDocument): Path[] {
  return unread.flatMap((path) => {
    const setting = fromFile(path);
    return setting === undefined ? [] : [setting];
  });
}

/** https://www.pulumi.com/docs/iac/concepts/projects/stack-settings-file/ */
const topKeys = ["config", "encryptionsalt", "encryptedkey", "secretsprovider", "environment"];

/** Returns the problems at the top of the file, above the configuration. */
export function topProblems({ value, positions }: StackDocument): Problem[] {
  const unknown = Object.keys(value).filter((key) => !topKeys.includes(key));
  const problems = unknown.map((key): Problem => {
    const near = nearestName(key, topKeys);
    return {
      ...positions.locateTop(key),
      path: key.includes("=") ? "" : key,
      value: undefined,
      message: "Pulumi does not know this key at the top of a stack file.",
      allowed: nameList(topKeys),
      fix: topFix(key, near),
    };
  });
  if (value.config === undefined || isMap(value.config)) return problems;
  return [
    ...problems,
    {
      ...positions.locateTop("config"),
      path: "config",
      value: undefined,
      message: "config has to be a map of configuration keys.",
      allowed: "aws:region and the keys that start with drydock:",
      fix: "Write them below config:, indented.",
    },
  ];
}

function topFix(key: string, near: string | undefined): string {
  if (key.includes(":")) return "Move it below config:, indented.";
  return near === undefined ? "Remove it." : `Did you mean ${near}?`;
}

/**
 * The place in the stack file that decides a value: of the value itself or the nearest thing around it.
 * Undefined where the configuration did not come from a file. `path` is a path or its text, such as
 * `drydock:services.web.cpu`.
 */
export function sourceOf(positions: Positions | undefined, path: Path | string): Place | undefined {
  return positions?.locate(typeof path === "string" ? parsePath(path) : path);
}
