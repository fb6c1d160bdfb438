/** The stand-in cloud's model of a resource type, including AWS's refusals. */
import type { PropertyBag } from "../capture/types";
import type { CloudObject, CloudStore } from "./store";

/** A resource before its creation. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Plain inputs; in a preview some are the unknown sentinel. */
  readonly inputs: PropertyBag;
  /** Region of its provider, or its `region` input. */
  readonly region: string;
  /** The account that its provider may act in; defaults to one of AWS's documentation accounts. */
  readonly account?: string | undefined;
  /** Default tags of its provider. */
  readonly defaultTags: PropertyBag;
  /** Distinguishes the ids of a replacement from those of the resource it replaces. */
  readonly generation?: number;
}

/** The physical name that the provider generates if the program sets none. */
export interface AutoName {
  readonly property: string;
  /** In characters, the random suffix included. */
  readonly maxLength: number;
  /** S3 bucket names are lower case. */
  readonly lowerCase?: boolean;
  /** Between the logical name and the suffix. Defaults to "-". */
  readonly separator?: string;
  /** After the suffix, for example `.fifo`. */
  readonly trailer?: string;
}

/** Facts from which a model creates ids, ARNs and computed outputs. */
export interface Facts {
  readonly urn: string;
  /** 0 for the first resource of the URN, 1 for its replacement, and so on. */
  readonly generation: number;
  /** The logical (Pulumi) name. */
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  /** Inputs with names and defaults filled in. */
  readonly inputs: PropertyBag;
  /** An input as text, empty if absent. */
  text(property: string): string;
  /** Lower-case hexadecimal digits that depend on the URN (and the salt) only. */
  hex(length: number, salt?: string): string;
  /** Upper-case letters and digits, likewise. */
  base36(length: number, salt?: string): string;
  /** Decimal digits, likewise. */
  digits(length: number, salt?: string): string;
  uuid(salt?: string): string;
  /** `arn:aws:<service>:<region>:<account>:<resource>`. */
  arn(service: string, resource: string): string;
  /** An ARN of a global service: no region, and for S3 no account. */
  globalArn(service: string, resource: string): string;
}

/** The cloud at the time of a call, and the call's object. */
export interface Situation {
  readonly store: CloudStore;
  readonly object: CloudObject;
}

/** The input of the provider's wait after a write. */
export interface Wait {
  /** The object before the change; absent during creation. */
  readonly former?: CloudObject;
  /** An injected outcome: AWS goes back to the former state, or another change takes this one's place. */
  readonly fault?: "rollBack" | "supersede";
}

/** A write that AWS took, and whose wait then failed. */
export interface Unsettled {
  /** The provider's error. */
  readonly reason: string;
  /** What AWS holds now. */
  readonly held: CloudObject;
}

/** An input that names another object. */
export interface Reference {
  /** Path of the input; `*` matches any index. */
  readonly path: string;
  /** Type of the other object. */
  readonly to: string;
  /** The other's property that it holds. Defaults to its id. */
  readonly by?: string;
  /** Values that may be missing in this cloud: they exist before the program runs. */
  readonly outside?: RegExp;
  /** AWS's error if the other does not exist. */
  readonly missing: string;
  /** AWS's error when the other is deleted while this object exists. Absent if AWS allows it. */
  readonly inUse?: string;
  /** An input of the other object: where it is true, the provider ends the use before it deletes. */
  readonly endedBy?: string;
}

/** A uniqueness constraint. */
export interface Unique {
  /** The inputs that together are unique; an object with none of them is exempt. */
  readonly by: readonly string[];
  /** True if a duplicate in another region also counts. */
  readonly global?: true;
  /** AWS's error. `{property}` is replaced by an input. */
  readonly taken: string;
}

/** Length and characters of a text. */
export interface TextLimit {
  readonly most: number;
  readonly pattern?: RegExp;
}

/**
 * One resource type; the texts after an error code are for people. Ids, outputs and replacements are documented at
 * `https://www.pulumi.com/registry/packages/aws/api-docs/<module>/<name>`, such as `ecs/service`.
 */
export interface ResourceModel {
  readonly autoName?: AutoName;
  /** Default values of the provider or AWS. */
  readonly defaults?: PropertyBag;
  /**
   * Paths of inputs that AWS cannot change in place; a change replaces the resource. `*` matches any
   * index or key.
   */
  readonly replaceOn: readonly string[];
  /** True when the provider merges its default tags into `tagsAll`. Defaults to what aws/declared-types.json says. */
  readonly tagged?: boolean;
  /** The physical id. Defaults to the physical name. */
  id?(facts: Facts): string;
  /** Computed outputs besides the inputs. */
  outputs?(facts: Facts, id: string): PropertyBag;
  /** At most one input of each group is allowed. */
  readonly exclusive?: readonly (readonly string[])[];
  /** The only values an input may have, by path. */
  readonly oneOf?: Readonly<Record<string, readonly (string | number)[]>>;
  readonly texts?: Readonly<Record<string, TextLimit>>;
  /** Inputs that are JSON documents. */
  readonly json?: readonly string[];
  readonly references?: readonly Reference[];
  readonly unique?: readonly Unique[];
  /** Other checks by AWS when it creates or changes the object. */
  readonly onWrite?: (situation: Situation) => void;
  readonly onCreate?: (situation: Situation) => void;
  readonly onDelete?: (situation: Situation) => void;
  /** Other effects in the cloud. */
  readonly afterWrite?: (situation: Situation) => void;
  readonly afterDelete?: (situation: Situation) => void;
  /** The outcome of the provider's wait after a write: undefined if it succeeds. */
  readonly settle?: (situation: Situation, wait: Wait) => Unsettled | undefined;
  /** Outputs that depend on the cloud's history, not on the inputs alone. */
  readonly live?: (situation: Situation) => PropertyBag;
  /** Inputs that AWS changes by itself, and that the provider sends only where the program changes them. */
  readonly sentWhenChanged?: readonly string[];
  /** The inputs that the cloud keeps. Defaults to all. */
  readonly kept?: (object: CloudObject) => PropertyBag;
  /** Outputs that every change renews: unknown in a preview of an update. */
  readonly renewed?: readonly string[];
}

/** Models by type token. */
export type ResourceModels = Readonly<Record<string, ResourceModel>>;
