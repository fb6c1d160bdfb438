/** What the stand-in cloud knows about a resource type, and what AWS refuses of it. */
import type { PropertyBag } from "../capture/types";
import type { CloudObject, CloudStore } from "./store";

/** A resource about to be made. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Plain inputs; in a preview some are the unknown sentinel. */
  readonly inputs: PropertyBag;
  /** Region of its provider, or its own `region` input. */
  readonly region: string;
  /** Default tags of its provider. */
  readonly defaultTags: PropertyBag;
  /** Makes the ids of a replacement differ from those of the resource it replaces. */
  readonly generation?: number;
}

/** A physical name that the provider makes up when the program gives none. */
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

/** What a model may read to make ids, ARNs and computed outputs. */
export interface Facts {
  readonly urn: string;
  /** 0 for the first resource of the URN, 1 for the one that replaces it, and so on. */
  readonly generation: number;
  /** The logical (Pulumi) name. */
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  /** Inputs with names and defaults filled in. */
  readonly inputs: PropertyBag;
  /** An input as text, an empty string where it is absent. */
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

/** The cloud at the moment of a call, and the object the call is about. */
export interface Situation {
  readonly store: CloudStore;
  readonly object: CloudObject;
}

/** An input that names another object. */
export interface Reference {
  /** Where the input stands; `*` stands for any index. */
  readonly path: string;
  /** Type of what it names. */
  readonly to: string;
  /** Which property of the other it holds. Defaults to its id. */
  readonly by?: string;
  /** Values that need not be in this cloud: they exist before the program runs. */
  readonly outside?: RegExp;
  /** AWS's error where the other does not exist. */
  readonly missing: string;
  /** AWS's error when the other is deleted while this object exists. Absent: AWS lets it go. */
  readonly inUse?: string;
}

/** What cannot exist twice. */
export interface Unique {
  /** The inputs that together are taken; an object that has none of them is left out. */
  readonly by: readonly string[];
  /** True where a twin in another region counts, too. */
  readonly global?: true;
  /** AWS's error. `{property}` stands for an input. */
  readonly taken: string;
}

/** How long a text may be and what it is made of. */
export interface TextLimit {
  readonly most: number;
  readonly pattern?: RegExp;
}

/** One resource type. Every text after an error code is for the person who reads it. */
export interface ResourceModel {
  /** Where ids, outputs and replacement of the type are documented. */
  readonly documentation: string;
  readonly autoName?: AutoName;
  /** True when the provider merges its default tags into `tagsAll`. */
  readonly tagged?: boolean;
  /** Values the provider or AWS fills in where the program is silent. */
  readonly defaults?: PropertyBag;
  /**
   * Paths of inputs that AWS cannot change in place; a change replaces the resource. `*` stands for any
   * index or key.
   */
  readonly replaceOn: readonly string[];
  /** The physical id. */
  id(facts: Facts): string;
  /** Computed outputs besides the inputs. */
  outputs?(facts: Facts, id: string): PropertyBag;
  /** Of each group at most one may be given. */
  readonly exclusive?: readonly (readonly string[])[];
  /** The only values an input may have, by path. */
  readonly oneOf?: Readonly<Record<string, readonly (string | number)[]>>;
  readonly texts?: Readonly<Record<string, TextLimit>>;
  /** Inputs that are JSON documents. */
  readonly json?: readonly string[];
  readonly references?: readonly Reference[];
  readonly unique?: readonly Unique[];
  /** Anything else that AWS checks when it makes or changes the object. */
  readonly onWrite?: (situation: Situation) => void;
  readonly onCreate?: (situation: Situation) => void;
  readonly onDelete?: (situation: Situation) => void;
  /** What else happens in the cloud. */
  readonly afterWrite?: (situation: Situation) => void;
  readonly afterDelete?: (situation: Situation) => void;
  /** Outputs that depend on the cloud's history, not on the inputs alone. */
  readonly live?: (situation: Situation) => PropertyBag;
  /** What the cloud keeps of the inputs. Defaults to all of them. */
  readonly kept?: (object: CloudObject) => PropertyBag;
  /** Outputs that every change makes anew: unknown in a preview of an update. */
  readonly renewed?: readonly string[];
}

/** Models by type token. */
export type ResourceModels = Readonly<Record<string, ResourceModel>>;
