import { within } from "drydock-components/model/check/problem";
import { serviceProblems } from "drydock-components/model/service";
import { services, type Rule } from "./rule";

/** What the settings of one service have to agree on. */
export const serviceSettings: Rule = (config, context) =>
  services(config).flatMap(({ name, service, path }) =>
    within(
      path,
      serviceProblems(name, service, (inside) => context.declared([...path, ...inside])),
    ),
  );
