import { type Kind, kindOf } from "./kinds";
import { known, type Properties, readBoolean, readString } from "./reading";
import { decide, type ResourceCheck } from "./rule";

/** One setting of a kind of resource that security asks for. */
export interface Setting {
  readonly kinds: readonly Kind[];
  /** Paths of the same setting, as versions of the provider name it. */
  readonly property: string;
  /** Values that pass, in small letters: "true", "enabled". */
  readonly right: readonly string[];
  /** What AWS does where it is not set; absent where that is wrong. */
  readonly byDefault?: string;
  /** The problem, as a clause about the resource. */
  readonly problem: string;
  /** True for resources that the setting is not for, by their other properties. */
  readonly isApart?: (inputs: Properties) => boolean;
}

/** The kinds that settings are about, each once. */
export function kindsOf(settings: readonly Setting[]): readonly Kind[] {
  return [...new Set(settings.flatMap(({ kinds }) => kinds))];
}

/** Reports settings that are wrong; defers those that are not known yet. */
export function checkSettings(check: ResourceCheck, settings: readonly Setting[]): void {
  const { type, inputs } = check.resource;
  const kind = kindOf(type);
  for (const { kinds, property, right, byDefault, problem, isApart } of settings) {
    if (kind === undefined || !kinds.includes(kind) || isApart?.(inputs) === true) continue;
    const isRight = (value: string): boolean => right.includes(value.toLowerCase());
    const flag = readBoolean(inputs, property);
    decide(check, flag.state === "known" ? asText(flag.value) : readString(inputs, property), {
      property,
      ...(byDefault !== undefined && isRight(byDefault) ? {} : { absent: problem }),
      known: (value) => (isRight(value) ? undefined : problem),
    });
  }
}

const asText = (value: boolean) => ({ state: "known", value: String(value) }) as const;

/** True for what takes its settings from what it was made of: a snapshot, a primary or a cluster. */
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
