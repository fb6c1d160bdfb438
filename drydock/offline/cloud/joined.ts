import type { ResourceModels } from "./types";

/** Joins tables of resource types. @throws Error if two of them have the same type: one would hide the other */
export function joined(tables: readonly ResourceModels[]): ResourceModels {
  const all: Record<string, ResourceModels[string]> = {};
  for (const [type, model] of tables.flatMap((table) => Object.entries(table))) {
    if (Object.hasOwn(all, type)) throw new Error(`${type} is in two tables of models.`);
    all[type] = model;
  }
  return all;
}
