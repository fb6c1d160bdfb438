import type { WireProperties } from "../../../drydock/offline/pack";
import type { Option } from "../../../policy/lib/rule";
import { rules } from "../../../policy/rules";

/** The options of every rule, as production sets them. */
export const productionOptions: Readonly<Record<string, WireProperties>> = Object.fromEntries(
  rules.map(({ name, options = {} }): [string, WireProperties] => [name, inProduction(options)]),
);

function inProduction(options: Readonly<Record<string, Option>>): WireProperties {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, { production }]) =>
      production === undefined ? [] : [[name, production]],
    ),
  );
}
