/** A provider without gRPC: the engine's operations on one resource. */
import type { PropertyBag } from "../../capture/types";
import type { ObjectsOf } from "../../cloud/aws/ecs-deployments";
import type { InputProblem } from "../../cloud/constraints";
import type { Wait } from "../../cloud/types";
import type { Difference } from "./difference";

/** Configuration of a provider. */
export interface ProviderSettings {
  readonly region: string;
  readonly account?: string | undefined;
  readonly defaultTags: PropertyBag;
}

/** The subject of an engine's call. */
export interface Subject {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

export interface CheckResult {
  readonly inputs: PropertyBag;
  readonly failures: readonly InputProblem[];
}

/** The current state of a resource; the id is empty if it does not exist. */
export interface Existing {
  readonly id: string;
  readonly state: PropertyBag;
  readonly inputs: PropertyBag;
}

export interface CheckRequest extends Subject {
  /** Empty for a resource that does not exist yet. */
  readonly olds: PropertyBag;
  readonly news: PropertyBag;
}

export interface DiffRequest extends Subject {
  /** Paths of inputs whose changes do not count. */
  readonly ignored?: readonly string[];
  readonly oldInputs: PropertyBag;
  readonly oldState: PropertyBag;
  readonly news: PropertyBag;
}

export interface CreateRequest extends Subject {
  readonly inputs: PropertyBag;
  readonly preview: boolean;
  readonly fault?: Wait["fault"];
}

export interface UpdateRequest extends Subject {
  readonly id: string;
  readonly ignored?: readonly string[];
  readonly oldState: PropertyBag;
  readonly news: PropertyBag;
  readonly preview: boolean;
  readonly fault?: Wait["fault"];
}

export interface ReadRequest extends Subject {
  readonly id: string;
  readonly state: PropertyBag;
  readonly inputs: PropertyBag;
}

export interface DeleteRequest extends Subject {
  readonly id: string;
  readonly state: PropertyBag;
}

/** The operations of every stand-in provider; the settings are those of the call's connection. */
export interface ResourceOperations {
  check(request: CheckRequest, settings: ProviderSettings): CheckResult;
  diff(request: DiffRequest): Difference;
  create(request: CreateRequest, settings: ProviderSettings): Existing;
  update(request: UpdateRequest, settings: ProviderSettings): PropertyBag;
  read(request: ReadRequest, settings: ProviderSettings): Existing;
  remove(request: DeleteRequest, settings: ProviderSettings): void;
  /** The cloud's objects of a type. */
  readonly objectsOf: ObjectsOf;
}
