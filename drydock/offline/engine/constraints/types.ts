/** What AWS refuses, as data: one table for each service. */
import type { PropertyBag } from "../../capture/types";
import type { CloudObject, CloudStore } from "../cloud/store";

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
  readonly taken: string;
}

/** How long a text may be and what it is made of. */
export interface TextLimit {
  readonly most: number;
  readonly pattern?: RegExp;
}

/** What one resource type may not be. Every text after the code is for the person who reads it. */
export interface TypeConstraints {
  /** Inputs without which the provider refuses. */
  readonly required?: readonly string[];
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

/** Constraints by type token. */
export type Constraints = Readonly<Record<string, TypeConstraints>>;

/** Splits `Code: sentence` of the tables. */
export function refusalText(text: string): readonly [code: string, message: string] {
  const colon = text.indexOf(": ");
  return [text.slice(0, colon), text.slice(colon + 2)];
}
