import { keptByObject } from "../kept";
import type { Kind } from "../kinds";
import { isUnknown, read, type Reading } from "../reading";
import type { StackResource } from "./stack-resource";

/** The targets of a property's references. */
export interface References {
  /** Managed resources, in the order of the values; inferred ones last. */
  readonly targets: readonly StackResource[];
  /** Known values that name nothing this stack manages. */
  readonly external: readonly string[];
  /** False when a value is unknown and no dependency tells which resource it comes from. */
  readonly complete: boolean;
  /** True when the property is not set at all, or an empty list. */
  readonly absent: boolean;
  /**
   * True when targets were taken from the property's dependencies, because its value is unknown. A
   * dependency may be wider than the value: the outputs of a component depend on all of its children.
   */
  readonly inferred: boolean;
}

/** Accounts and organizations outside of the stack's own that the pack's settings name. */
export interface Trusted {
  readonly accounts: readonly string[];
  /** Ids such as `o-abcdef1234`. Empty where nobody has said which organization is the own one. */
  readonly organizations: readonly string[];
}

/** Properties by whose value other resources refer to this one. */
const identifyingProperties = ["id", "arn", "name", "bucket", "keyId", "repositoryUrl"];

/**
 * The stack as a graph: resources by kind, edges by property. An edge is found by value where the
 * value is known, and by property dependency where it is not, so the same query serves a preview and
 * an update. Built once for each run; every index is built when first asked for, in linear time.
 */
export class StackModel {
  private readonly byKind = new Map<Kind, StackResource[]>();
  private readonly byIdentity = new Map<string, StackResource>();
  private readonly childrenOf = new Map<StackResource, StackResource[]>();
  private readonly referrerIndexes = new Map<string, Map<StackResource, StackResource[]>>();

  constructor(
    readonly resources: readonly StackResource[],
    readonly trusted: Trusted = { accounts: [], organizations: [] },
  ) {
    for (const resource of resources) {
      if (resource.parent !== undefined) append(this.childrenOf, resource.parent, resource);
      if (resource.kind === undefined) continue;
      append(this.byKind, resource.kind, resource);
      for (const property of identifyingProperties) {
        const value = resource.properties[property];
        if (typeof value === "string" && !isUnknown(value)) {
          this.byIdentity.set(identity(resource.kind, value), resource);
        }
      }
    }
  }

  /** All resources of one kind, in registration order. */
  ofKind(kind: Kind): readonly StackResource[] {
    return this.byKind.get(kind) ?? [];
  }

  /** True when other resources are registered below a resource. */
  isParent(resource: StackResource): boolean {
    return this.childrenOf.has(resource);
  }

  /** The resource of a kind that has an id, ARN or name. */
  named(kind: Kind, value: string): StackResource | undefined {
    return this.byIdentity.get(identity(kind, value));
  }

  /** The resources of one kind that a property refers to. The path may lead to a list. */
  references(from: StackResource, path: string, kind: Kind): References {
    return this.resolved(read(from.properties, path), kind, () =>
      this.dependenciesOf(from, path, kind),
    );
  }

  /**
   * The resources of one kind that a value refers to, wherever it was read.
   *
   * @param infer the resources that it may have been computed from, while it is unknown
   */
  resolved(
    reading: Reading<unknown>,
    kind: Kind,
    infer: () => readonly StackResource[] = () => [],
  ): References {
    if (reading.state === "absent") {
      return { targets: [], external: [], complete: true, absent: true, inferred: false };
    }
    const values: readonly unknown[] =
      reading.state === "unknown"
        ? [undefined]
        : Array.isArray(reading.value)
          ? reading.value
          : [reading.value];
    if (values.length === 0) {
      return { targets: [], external: [], complete: true, absent: true, inferred: false };
    }
    const targets = new Set<StackResource>();
    const external: string[] = [];
    let unknownValues = false;
    for (const value of values) {
      if (typeof value !== "string" || isUnknown(value)) {
        unknownValues = true;
        continue;
      }
      const target = this.named(kind, value);
      if (target === undefined) external.push(value);
      else targets.add(target);
    }
    if (!unknownValues) {
      return { targets: [...targets], external, complete: true, absent: false, inferred: false };
    }
    const inferred = infer();
    return {
      targets: [...new Set([...targets, ...inferred])],
      external,
      complete: inferred.length > 0,
      absent: false,
      inferred: true,
    };
  }

  /** The one resource a property refers to, if it refers to a single managed one. */
  reference(from: StackResource, path: string, kind: Kind): StackResource | undefined {
    const { targets } = this.references(from, path, kind);
    return targets.length === 1 ? targets[0] : undefined;
  }

  /** The resources of one kind that a property's value was computed from. */
  dependenciesOf(from: StackResource, path: string, kind: Kind): StackResource[] {
    const property = path.split(".")[0] ?? path;
    const dependencies = from.propertyDependencies[property] ?? [];
    return [...new Set(dependencies.flatMap((one) => this.withDescendants(one)))].filter(
      (one) => one.kind === kind,
    );
  }

  /** The resources of `kind` whose property `path` refers to `to`. */
  referrers(to: StackResource, kind: Kind, path: string): readonly StackResource[] {
    if (to.kind === undefined) return [];
    const key = `${to.kind} ${kind} ${path}`;
    let index = this.referrerIndexes.get(key);
    if (index === undefined) {
      index = new Map();
      for (const resource of this.ofKind(kind)) {
        for (const target of this.references(resource, path, to.kind).targets) {
          append(index, target, resource);
        }
      }
      this.referrerIndexes.set(key, index);
    }
    return index.get(to) ?? [];
  }

  /** Replaces a component by its children: its outputs depend on them. */
  private withDescendants(resource: StackResource): StackResource[] {
    const children = this.childrenOf.get(resource);
    if (resource.kind !== undefined || children === undefined) return [resource];
    return [resource, ...children.flatMap((child) => this.withDescendants(child))];
  }
}

function identity(kind: Kind, value: string): string {
  return `${kind} ${value}`;
}

function append<Key>(map: Map<Key, StackResource[]>, key: Key, value: StackResource): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** A question about the whole stack that is answered once for each model. */
export function answeredOnce<Answer>(
  question: (stack: StackModel) => Answer,
): (stack: StackModel) => Answer {
  return keptByObject(question);
}
