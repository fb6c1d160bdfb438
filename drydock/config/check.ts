import { shownPath, shownValue } from "./display";
import { type FileReader } from "./files";
import { type Positions } from "./document";
import { isMap, NAMESPACE, type Path, pathText, related, valueAt } from "./path";
import { type Finding, type Problem } from "./problems";
import { withRoutePriorities } from "./route-priority";
import { rules } from "./rules";
import { type RuleContext } from "./rules/rule";
import { type StackConfig, stackSchema } from "./schema";
import {
  falseCiphertexts,
  hideSecretValues,
  isSealed,
  plainTextSecrets,
  sealedKeys,
} from "./secret-values";
import { awsFindings, type AwsSettings, awsSchema, sortSettings } from "./settings";
import { shapeFindings } from "./shape";
import { soundPart } from "./sound-part";

/** The configuration of a stack before it is checked. */
export interface Settings {
  /** By configuration key: `aws:region`, `drydock:services`. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly stack: string;
  readonly files: FileReader;
  /** How messages name a file, by its path from the stack file. */
  readonly shownFile: (path: string) => string;
  /** Whether the value of a configuration key stands in the stack file, so that a line can be named. */
  stands(key: string): boolean;
}

export interface CheckedStack {
  readonly config: StackConfig;
  readonly aws: AwsSettings;
}

/** Checks a whole configuration: the shape of every value, then the rules between them, all in one run. */
export function checkSettings(settings: Settings): {
  readonly checked: CheckedStack | undefined;
  readonly findings: readonly Finding[];
} {
  const sorted = sortSettings(settings.values);
  const sealed = sealedKeys(sorted.stack);
  const open = Object.fromEntries(
    Object.entries(sorted.stack).filter(([, value]) => !isSealed(value)),
  );
  const { secrets } = open;
  const inFile = settings.stands(`${NAMESPACE}:secrets`);
  const tree = {
    ...open,
    ...(secrets === undefined
      ? {}
      : { secrets: hideSecretValues(secrets, inFile ? "file" : "engine") }),
  };
  const { config, removed } = soundPart(tree);
  const aws = awsSchema.safeParse(sorted.aws);
  const context: RuleContext = {
    region: aws.success ? aws.data.region : undefined,
    stack: settings.stack,
    files: settings.files,
    shownFile: settings.shownFile,
    declared: (path) => {
      const value = valueAt(tree, path);
      return isMap(value) ? Object.keys(value) : [];
    },
  };
  const crossed = rules.flatMap((rule) => rule(config, context));
  const routed = withRoutePriorities(config);
  const shape = shapeFindings(stackSchema, tree);
  const unsure = [
    ...removed,
    ...sealed.map(({ path }) => path),
    ...shape.flatMap(({ meant }) => (meant === undefined ? [] : [meant])),
  ];
  const findings = [
    ...sorted.findings,
    ...awsFindings(sorted.aws),
    ...(inFile ? [...plainTextSecrets(secrets), ...falseCiphertexts(secrets)] : []),
    ...sealed,
    ...shape,
    ...[...crossed, ...routed.findings].filter((finding) => standsAlone(finding, unsure)),
  ];
  const checked =
    findings.length === 0 && aws.success ? { config: routed.config, aws: aws.data } : undefined;
  return { checked, findings };
}

/** A finding that rests on a value which is itself wrong would only confuse. */
function standsAlone(finding: Finding, unsure: readonly Path[]): boolean {
  const paths = [finding.path, ...(finding.related ?? [])].filter((path) => path.length > 0);
  return !unsure.some((gone) => paths.some((path) => related(gone, path)));
}

/** Gives findings their place in the file and the value they may show. */
export function locateFindings(
  findings: readonly Finding[],
  settings: Settings,
  positions: Positions | undefined,
): Problem[] {
  const tree = sortSettings(settings.values);
  return findings.map((finding) => {
    const place = placeOf(finding, settings, positions);
    const { path } = finding;
    const value = path[0]?.toString().startsWith("aws:")
      ? valueAt(settings.values, path)
      : valueAt(tree.stack, path);
    return {
      file: place?.file ?? positions?.file ?? `Pulumi.${settings.stack}.yaml`,
      line: place?.line,
      column: place?.column,
      path: shownPath(path),
      value: finding.showValue === false ? undefined : writtenValue(path, value, positions),
      message: finding.message,
      allowed: finding.allowed,
      fix: finding.fix,
    };
  });
}

function placeOf(finding: Finding, settings: Settings, positions: Positions | undefined) {
  if (finding.place !== undefined) return finding.place;
  const key = pathText(finding.path.slice(0, 1));
  const known = finding.path[0] !== undefined && Object.hasOwn(settings.values, key);
  if (known && !settings.stands(key)) return undefined;
  return positions?.locate(finding.path, finding.at);
}

/** A number as it was written: YAML reads 012345678901 as 12345678901. */
function writtenValue(path: Path, value: unknown, positions: Positions | undefined) {
  const shown = shownValue(path, value);
  if (typeof value !== "number" || shown === undefined) return shown;
  return positions?.written(path) ?? shown;
}
