import { exemptionEntry } from "drydock-policy/exemption-entry";
import { regions } from "drydock-components/facts/regions";
import { shownPath, shownValue } from "./display";
import type { FileReader } from "drydock-components/model/files";
import type { Positions } from "./document";
import { withBoundDatabases } from "./bound-databases";
import { withInheritedSettings, withoutInherited } from "./inherited-settings";
import { isMap, isWithin, type Path, valueAt } from "drydock-components/model/check/path";
import { drydockNamespace, pathText } from "./path";
import type { ModelProblem } from "drydock-components/model/check/problem";
import type { Problem } from "./problems";
import type { Contract } from "drydock-components/model/platform";
import { withPlatform } from "./platform";
import { withRoutePriorities } from "./route-priority";
import { platformRange, type RouteRange, routeRange } from "./route-range";
import { brokenServices } from "./service-files";
import { sizeProblems } from "./size";
import { rules } from "./rules";
import type { RuleContext } from "./rules/rule";
import { type StackConfig, stackSchema } from "./schema";
import {
  falseCiphertexts,
  hideSecretValues,
  isSealed,
  plainTextSecrets,
  sealedKeys,
} from "./secret-values";
import { awsFindings, type AwsSettings, awsSchema, sortSettings } from "./settings";
import { checkModel } from "drydock-components/model/check/check";

/** The configuration of a stack before it is checked. */
export interface Settings {
  /** By configuration key: `aws:region`, `drydock:services`. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly stack: string;
  readonly files: FileReader;
  /** How messages name a file, by its path from the stack file. */
  readonly shownFile: (path: string) => string;
  /** Whether the stack file holds the value of a configuration key, so that a line can be named. */
  agrees(key: string): boolean;
  /** Settings that YAML does not give: their problems are reported with the YAML. */
  readonly unread: readonly Path[];
  /** The present day. */
  readonly today: Date;
  /** A contract in place of the one in the file that the stack file names. */
  readonly contract?: Contract;
}

export interface CheckedStack {
  readonly config: StackConfig;
  readonly aws: AwsSettings;
  /** The contract of the platform that the stack stands on. */
  readonly contract: Contract | undefined;
}

/** Checks a whole configuration: the shape of every value, then the rules between them, all in one run. */
export function checkSettings(settings: Settings): {
  readonly checked: CheckedStack | undefined;
  readonly findings: readonly ModelProblem[];
} {
  const sorted = sortSettings(settings.values);
  const sealed = sealedKeys(sorted.stack);
  const inFile = settings.agrees(`${drydockNamespace}:secrets`);
  const { tree, secrets } = openTree(sorted.stack, inFile ? "file" : "engine");
  const aws = awsSchema.safeParse(sorted.aws);
  const onPlatform = withPlatform(tree, settings.files, settings.contract);
  const { contract } = onPlatform;
  const range = rangeOf(tree, contract, settings.stack);
  const context: Omit<RuleContext, "declared"> = {
    contract,
    region: aws.success && regions.has(aws.data.region) ? aws.data.region : undefined,
    stack: settings.stack,
    files: settings.files,
    shownFile: settings.shownFile,
  };
  const { value: config, problems: all } = checkModel({
    schema: stackSchema,
    // Without the platform's contract nothing is known of what the stack stands on.
    rules: (sound, declared) =>
      onPlatform.problems.length > 0
        ? onPlatform.problems
        : [
            ...rules.flatMap((rule) => rule(sound, { ...context, declared })),
            ...withRoutePriorities(sound, range).findings,
            ...brokenServices({
              config: sound,
              region: context.region ?? "",
              settings,
              check: checkSettings,
            }),
          ],
    tree: withBoundDatabases(withInheritedSettings(onPlatform.tree)),
    unknown: [...sealed.map(({ path }) => path), ...settings.unread],
    namespace: `${drydockNamespace}:`,
  });
  const problems = withoutInherited(all, tree);
  const findings = [
    ...sizeProblems(settings.values),
    ...sorted.findings,
    ...awsFindings(sorted.aws),
    ...(inFile ? [...plainTextSecrets(secrets), ...falseCiphertexts(secrets)] : []),
    ...sealed,
    ...problems.map((problem) => sealedValue(problem, tree)),
  ].filter(({ path }) => !settings.unread.some((gone) => isWithin(path, gone)));
  const checked =
    findings.length === 0 && aws.success && config !== undefined
      ? { config: withRoutePriorities(config, range).config, aws: aws.data, contract }
      : undefined;
  return { checked, findings };
}

/** What can be read of a stack's settings: those that are encrypted as a whole are not in it, values of secrets are hidden. */
function openTree(all: Readonly<Record<string, unknown>>, from: "file" | "engine") {
  const open = Object.fromEntries(Object.entries(all).filter(([, value]) => !isSealed(value)));
  const { secrets } = open;
  const tree = secrets === undefined ? open : { ...open, secrets: hideSecretValues(secrets, from) };
  return { tree, secrets };
}

/** The priorities that the stack has for itself on its platform; undefined where it shares no listener. */
function rangeOf(
  tree: Readonly<Record<string, unknown>>,
  contract: Contract | undefined,
  stack: string,
): RouteRange | undefined {
  if (isMap(tree["shares"])) return platformRange;
  const as = valueAt(tree, ["platform", "as"]);
  const number = typeof as === "string" ? contract?.stacks[as] : undefined;
  const services = tree["services"];
  const routes = Object.values(isMap(services) ? services : {}).filter(
    (service) => valueAt(service, ["route"]) !== undefined,
  );
  return number === undefined ? undefined : routeRange(number, stack, routes.length);
}

/** Where a value is encrypted that cannot be, that is the problem, whatever kind of value is wanted. */
function sealedValue(problem: ModelProblem, tree: unknown): ModelProblem {
  if (problem.at === "key" || !isSealed(valueAt(tree, problem.path))) return problem;
  return {
    ...problem,
    fix: "Only values of drydock:secrets can be encrypted; a variable gets one by its name under secrets.",
  };
}

/** Gives findings their place in the file and the value they may show. */
export function locateFindings(
  findings: readonly ModelProblem[],
  settings: Settings,
  positions: Positions | undefined,
): Problem[] {
  const tree = sortSettings(settings.values);
  return findings.map((finding) => {
    const place = placeOf(finding, settings, positions);
    const { path } = finding;
    const value = path[0]?.toString().includes(":")
      ? valueAt(settings.values, path)
      : valueAt(tree.stack, path);
    return {
      file: place?.file ?? positions?.file ?? `Pulumi.${settings.stack}.yaml`,
      line: place?.line,
      column: place?.column,
      path: shownPath(path),
      value:
        (finding.showValue ?? finding.at !== "key")
          ? writtenValue(path, value, positions)
          : undefined,
      message: finding.message,
      allowed: finding.allowed,
      fix: finding.fix,
      ...(finding.exemption && { exemption: exemptionText(finding, settings) }),
    };
  });
}

/** The entry for the task of the service in which a finding is. */
function exemptionText({ path, exemption }: ModelProblem, { stack, today }: Settings) {
  const { rule = "", reason = "" } = exemption ?? {};
  return exemptionEntry({
    rule,
    stack,
    project: "*",
    type: "aws:ecs/taskDefinition:TaskDefinition",
    name: String(path[1]),
    reason,
    today,
  });
}

function placeOf(finding: ModelProblem, settings: Settings, positions: Positions | undefined) {
  if (finding.place !== undefined) return finding.place;
  const key = pathText(finding.path.slice(0, 1));
  const known = finding.path[0] !== undefined && Object.hasOwn(settings.values, key);
  if (known && !settings.agrees(key)) return undefined;
  return positions?.locate(finding.path, finding.at);
}

/** A number as it was written: YAML reads 012345678901 as 12345678901. */
function writtenValue(path: Path, value: unknown, positions: Positions | undefined) {
  const shown = shownValue(path, value);
  if (typeof value !== "number" || shown === undefined) return shown;
  return positions?.written(path) ?? shown;
}
