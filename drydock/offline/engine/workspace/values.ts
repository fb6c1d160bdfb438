import { isMap } from "drydock-components/model/check/path";

/** A map of a YAML or JSON document. */
export type Values = Readonly<Record<string, unknown>>;

/** The maps of a list; an empty list if there are none. */
export function maps(value: unknown): Values[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list.filter(isMap);
}
