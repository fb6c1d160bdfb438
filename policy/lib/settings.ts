import { type Kind, kindOf } from "./kinds";
import type { StackResource } from "./model/stack-resource";
import { known, type Properties, read, readBoolean, readString } from "./reading";
import {
  about,
  decide,
  type Declared,
  type ResourceCheck,
  type ResourceRule,
  resourceRule,
  type StackCheck,
} from "./rule";

/** A property that security asks for. */
export interface WantedProperty {
  readonly property: string;
  /** Values that pass, in small letters: "true", "enabled". Without them every value passes, a computed one too. */
  readonly right?: readonly string[];
  /** What AWS does where it is not set; absent where that is wrong. */
  readonly byDefault?: string;
  /** The problem, as a clause about the resource. */
  readonly problem: string;
  /** The problem of a property that is not set, where it is another one. */
  readonly absent?: string;
}

/** One setting of a kind of resource. */
export interface Setting extends WantedProperty {
  readonly kinds: readonly Kind[];
  /** True for resources that the setting is not for, by their other properties. */
  readonly isApart?: (inputs: Properties) => boolean;
}

type Reporter = Pick<ResourceCheck, "report" | "defer">;

/** Declares a rule about settings that a resource has by itself. */
export function settingsRule({
  settings,
  ...rule
}: Omit<Declared<ResourceRule>, "kinds" | "check"> & {
  readonly settings: readonly Setting[];
}): ResourceRule {
  return resourceRule({
    ...rule,
    kinds: kindsOf(settings),
    check(check) {
      checkSettings(check, settings);
    },
  });
}

/** The kinds that settings are about, each once. */
export function kindsOf(settings: readonly Setting[]): readonly Kind[] {
  return [...new Set(settings.flatMap(({ kinds }) => kinds))];
}

/** Reports settings that are wrong; defers those that are not known yet. */
export function checkSettings(check: ResourceCheck, settings: readonly Setting[]): void {
  const { type, inputs } = check.resource;
  const kind = kindOf(type);
  for (const { kinds, isApart, ...wanted } of settings) {
    if (kind === undefined || !kinds.includes(kind) || isApart?.(inputs) === true) continue;
    checkProperty(check, inputs, wanted);
  }
}

/** Reports a property of a resource of the graph that is wrong. */
export function checkPropertyOf(
  check: StackCheck,
  resource: StackResource,
  wanted: WantedProperty,
): void {
  checkProperty(about(check, resource), resource.properties, wanted);
}

/** Reports a property that is wrong; defers one that is not known yet. */
export function checkProperty(check: Reporter, from: Properties, wanted: WantedProperty): void {
  const { property, right, byDefault, problem, absent = problem } = wanted;
  if (right === undefined) {
    if (read(from, property).state === "absent") check.report({ problem: absent, property });
    return;
  }
  const isRight = (value: string): boolean => right.includes(value.toLowerCase());
  const flag = readBoolean(from, property);
  decide(check, flag.state === "known" ? asText(flag.value) : readString(from, property), {
    property,
    ...(byDefault !== undefined && isRight(byDefault) ? {} : { absent }),
    known: (value) => (isRight(value) ? undefined : problem),
  });
}

const asText = (value: boolean) => ({ state: "known", value: String(value) }) as const;

/** True for a resource that takes its settings from its origin: a snapshot, a primary or a cluster. */
export function isCopied(inputs: Properties): boolean {
  const origins = [
    "clusterIdentifier",
    "globalReplicationGroupId",
    "replicateSourceDb",
    "replicationGroupId",
    "replicationSourceIdentifier",
    "snapshotIdentifier",
  ];
  return origins.some((origin) => known(readString(inputs, origin)) !== undefined);
}
