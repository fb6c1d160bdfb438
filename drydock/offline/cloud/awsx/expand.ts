/** Registers the children of a remote component and computes its outputs. */
import * as pulumi from "@pulumi/pulumi";
import { mapValues } from "../../../config/map-values";
import type { PropertyBag, PropertyValue } from "../../capture/types";
import { UnknownToCloudError } from "../errors";
import {
  ChildOutput,
  ChildReference,
  type ComponentPlan,
  type PlannedChild,
  type PlannedValue,
  type RemoteComponent,
} from "./plan";
import { vpcPlan } from "./vpc";

const { specialSigKey, specialResourceSig } = pulumi.runtime;

/** A child before registration. */
export interface ChildRegistration {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly inputs: PropertyBag;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** A registered child: its URN and its state, `id` included. */
export interface RegisteredChild {
  readonly urn: string;
  readonly state: PropertyBag;
}

/** The outputs of a remote component. */
export interface RemoteOutputs {
  readonly outputs: PropertyBag;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** A resource as a value on the wire. */
const resourceReference = ({ urn, state }: RegisteredChild): PropertyBag => ({
  [specialSigKey]: specialResourceSig,
  urn,
  id: state["id"] ?? null,
});

const plans: Readonly<Record<string, (component: RemoteComponent) => ComponentPlan>> = {
  "awsx:ec2:Vpc": vpcPlan,
};

/** @throws UnknownToCloudError, which names the component's type */
function planFor(component: RemoteComponent): ComponentPlan {
  const planOf = plans[component.type];
  if (planOf === undefined) {
    throw new UnknownToCloudError(
      `The offline cloud has no model of the component ${component.type}. Add its plan to ` +
        "offline/cloud/awsx.",
    );
  }
  return planOf(component);
}

/**
 * Registers one child after the other.
 *
 * @param register registers one child
 * @throws UnknownToCloudError, which names the component's type
 */
export function expand(
  component: RemoteComponent,
  register: (child: ChildRegistration) => RegisteredChild,
): RemoteOutputs {
  const plan = planFor(component);
  const made = new Map<string, RegisteredChild>();
  for (const child of plan.children) {
    made.set(child.key, register(registrationOf(child, component, made)));
  }
  return outputsOf(plan, made);
}

/**
 * Registers every child as soon as those it refers to exist, as a plugin does: independent children
 * are registered at the same time.
 *
 * @param register registers one child
 * @throws UnknownToCloudError, which names the component's type, or the first error of a registration
 */
export async function expandConcurrently(
  component: RemoteComponent,
  register: (child: ChildRegistration) => Promise<RegisteredChild>,
): Promise<RemoteOutputs> {
  const plan = planFor(component);
  const made = new Map<string, RegisteredChild>();
  const underWay = new Map<string, Promise<void>>();
  for (const child of plan.children) {
    const parents = child.parent === undefined ? [] : [child.parent];
    const needed = [...parents, ...child.dependsOn, ...childrenIn(child.inputs)];
    const ready = Promise.all(needed.flatMap((key) => underWay.get(key) ?? []));
    const registered = ready.then(async () => {
      made.set(child.key, await register(registrationOf(child, component, made)));
    });
    underWay.set(child.key, registered);
  }
  await Promise.all([...underWay.values()]);
  return outputsOf(plan, made);
}

const urnIn = (made: ReadonlyMap<string, RegisteredChild>, key: string): string =>
  made.get(key)?.urn ?? "";

function registrationOf(
  child: PlannedChild,
  component: RemoteComponent,
  made: ReadonlyMap<string, RegisteredChild>,
): ChildRegistration {
  const { properties, dependencies } = resolveAll(child.inputs, made);
  const urns = [
    ...child.dependsOn.map((key) => urnIn(made, key)),
    ...Object.values(dependencies).flat(),
  ];
  return {
    type: child.type,
    name: child.name,
    parent: child.parent === undefined ? component.urn : urnIn(made, child.parent),
    inputs: properties,
    dependencies: [...new Set(urns)].sort(),
    propertyDependencies: dependencies,
  };
}

function outputsOf(plan: ComponentPlan, made: ReadonlyMap<string, RegisteredChild>): RemoteOutputs {
  const { properties, dependencies } = resolveAll(plan.outputs, made);
  const always = plan.outputDependencies.map((key) => urnIn(made, key));
  const withAlways = Object.keys(properties).map((key): [string, readonly string[]] => [
    key,
    [...new Set([...always, ...(dependencies[key] ?? [])])].sort(),
  ]);
  return { outputs: properties, propertyDependencies: Object.fromEntries(withAlways) };
}

function resolveAll(
  planned: Readonly<Record<string, PlannedValue>>,
  made: ReadonlyMap<string, RegisteredChild>,
) {
  const properties: Record<string, PropertyValue> = {};
  const dependencies: Record<string, readonly string[]> = {};
  for (const [key, value] of Object.entries(planned)) {
    const urns = new Set<string>();
    properties[key] = resolve(value, made, urns);
    if (urns.size > 0) dependencies[key] = [...urns].sort();
  }
  return { properties, dependencies };
}

const isPlannedList = (value: PlannedValue): value is readonly PlannedValue[] =>
  Array.isArray(value);

/** Keys of the children that a planned value names. */
function childrenIn(value: PlannedValue): string[] {
  if (value === null || typeof value !== "object") return [];
  return value instanceof ChildOutput ? [value.child] : Object.values(value).flatMap(childrenIn);
}

function resolve(
  value: PlannedValue,
  made: ReadonlyMap<string, RegisteredChild>,
  urns: Set<string>,
): PropertyValue {
  if (value === null || typeof value !== "object") return value;
  if (value instanceof ChildOutput) {
    const child = made.get(value.child);
    if (child === undefined) {
      throw new Error(`The plan uses ${value.child} before its registration.`);
    }
    urns.add(child.urn);
    if (value instanceof ChildReference) return resourceReference(child);
    return child.state[value.property] ?? null;
  }
  if (isPlannedList(value)) return value.map((item) => resolve(item, made, urns));
  return mapValues(value, (item) => resolve(item, made, urns));
}
