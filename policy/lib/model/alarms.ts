import type { Kind } from "../kinds";
import { known, read, readList, readString } from "../reading";
import type { StackModel } from "./stack-model";
import type { StackResource } from "./stack-resource";

/** Resources of one kind that an alarm names in a dimension, or that one was computed from. */
export function watchedBy(
  stack: StackModel,
  kind: Kind,
  dimension: string,
): ReadonlySet<StackResource> {
  const watched = new Set<StackResource>();
  for (const alarm of stack.ofKind("alarm")) {
    const queries = known(readList(alarm.properties, "metricQueries")) ?? [];
    const dimensions = [
      read(alarm.properties, "dimensions"),
      ...queries.map((query) => read(query, "metric.dimensions")),
    ];
    for (const one of dimensions) {
      const name = known(readString(known(one), dimension));
      const resource = name === undefined ? undefined : stack.named(kind, name);
      if (resource !== undefined) watched.add(resource);
    }
    for (const property of ["dimensions", "metricQueries"]) {
      for (const resource of stack.dependenciesOf(alarm, property, kind)) watched.add(resource);
    }
  }
  return watched;
}
