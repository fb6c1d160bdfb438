import type { StackResource } from "./stack-resource";

/** A document, and the resource that has it. */
export interface Owned<Document> {
  readonly owner: StackResource;
  readonly document: Document;
}
