import { within } from "drydock-components/model/check/problem";
import { serviceProblems } from "drydock-components/model/service";
import { services, type Rule } from "./rule";

/** Rules for settings of one service that must agree. */
export const serviceSettings: Rule = (config, context) =>
  services(config).flatMap(({ name, service, path }) =>
    within(
      path,
      serviceProblems(name, service, (inside) => context.declared([...path, ...inside])),
    ),
  );
