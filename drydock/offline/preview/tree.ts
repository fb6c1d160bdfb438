/** Resources under their components. */
import type { Capture, CapturedResource } from "../capture";
import { naturally } from "../natural-order";
import type { Change, Operation } from "./changes";
import { keyOf } from "./snapshot";

/** A resource and its children, by their names: the order of registration depends on which promise is first. */
export interface TreeNode {
  readonly type: string;
  readonly name: string;
  readonly component: boolean;
  readonly protected: boolean;
  /** Absent if nothing changes. */
  readonly operation?: Operation;
  readonly children: readonly TreeNode[];
}

/** The tree below the stack; without deleted resources. */
export function treeOf(capture: Capture, changes: readonly Change[]): TreeNode[] {
  const operations = new Map(changes.map(({ key, operation }) => [key, operation]));
  const sorted = [...capture.resources].sort(byName);
  const children = Map.groupBy(sorted, ({ parent = "" }) => parent);
  const nodeOf = (resource: CapturedResource): TreeNode => {
    const operation = operations.get(keyOf(resource.urn));
    return {
      type: resource.type,
      name: resource.name,
      component: !resource.custom,
      protected: resource.protect,
      operation,
      children: (children.get(resource.urn) ?? []).map(nodeOf),
    };
  };
  const [root] = children.get("") ?? [];
  return (children.get(root?.urn ?? "") ?? []).map(nodeOf);
}

function byName(a: CapturedResource, b: CapturedResource): number {
  return naturally(a.name, b.name) || naturally(a.type, b.type);
}
