/** A remote component as data: the children its plugin makes, and how they refer to each other. */
import type { PropertyBag, PropertyValue } from "../../capture/types";

/** An output of another child. */
export class ChildOutput {
  constructor(
    readonly child: string,
    readonly property: string,
  ) {}
}

/** Another child as a whole. */
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
  /** Key of the child it belongs to; absent where it belongs to the component. */
  readonly parent?: string;
  readonly inputs: Readonly<Record<string, PlannedValue>>;
  /** Keys of the children it waits for, besides those its inputs name. */
  readonly dependsOn: readonly string[];
}

/** Everything a remote component makes. */
export interface ComponentPlan {
  /** In an order in which every child comes after what it refers to. */
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
