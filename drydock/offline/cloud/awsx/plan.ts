/** A remote component as data: the children its plugin creates, and their references. */
import type { PropertyBag, PropertyValue } from "../../capture/types";

/** An output of another child. */
export class ChildOutput {
  constructor(
    readonly child: string,
    readonly property: string,
  ) {}
}

/** Another child. */
export class ChildReference extends ChildOutput {
  constructor(child: string) {
    super(child, "urn");
  }
}

/** A property of a child: plain, another child's output, or a list or bag of these. */
export type PlannedValue =
  PropertyValue | ChildOutput | readonly PlannedValue[] | { readonly [key: string]: PlannedValue };

/** One child of a remote component. */
export interface PlannedChild {
  /** Unique within the plan. */
  readonly key: string;
  readonly type: string;
  readonly name: string;
  /** Key of its parent child; absent if the component is its parent. */
  readonly parent?: string;
  readonly inputs: Readonly<Record<string, PlannedValue>>;
  /** Keys of the children it waits for, besides those its inputs name. */
  readonly dependsOn: readonly string[];
}

/** All children of a remote component. */
export interface ComponentPlan {
  /** Each child comes after those it refers to. */
  readonly children: readonly PlannedChild[];
  readonly outputs: Readonly<Record<string, PlannedValue>>;
  /** Keys of children that every output depends on, whatever its value. */
  readonly outputDependencies: readonly string[];
}

/** A remote component that the program registers. */
export interface RemoteComponent {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: PropertyBag;
  readonly region: string;
}
