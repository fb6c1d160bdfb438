/** What the stand-in cloud knows about a resource type. */
import type { PropertyBag } from "../capture/types";

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

/** One resource type. */
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
}

/** Models by type token. */
export type ResourceModels = Readonly<Record<string, ResourceModel>>;
