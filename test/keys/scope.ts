import { isMap, type Path } from "drydock-components/model/check/path";
import type { Config } from "./changes";

const services = "drydock:services";
const jobs = "drydock:jobs";
const entrances = "drydock:loadBalancers";

/** What each service or job of the base needs beside it. */
const needs: Readonly<Record<string, readonly string[]>> = {
  web: ["api"],
  migrate: ["api"],
  report: ["api"],
};

/**
 * A configuration with one service or job alone, where the key is of one, else with `web`, and without further load balancers
 * where it has no part in them: previews are several times faster.
 */
export function scoped(config: Config, place: Path): Config {
  const [top, name] = place;
  const chosen = (top === services || top === jobs) && typeof name === "string" ? name : "web";
  const kept = [chosen, ...(needs[chosen] ?? [])];
  const only = (key: string): Config => {
    const all = config[key];
    const entries = Object.entries(isMap(all) ? all : {}).filter(([one]) => kept.includes(one));
    return entries.length === 0 ? {} : { [key]: Object.fromEntries(entries) };
  };
  const { [services]: _services, [jobs]: _jobs, [entrances]: further, ...others } = config;
  const needed = top === entrances || chosen === "wire" || place.includes("loadBalancer");
  return {
    ...others,
    ...(needed ? { [entrances]: further } : {}),
    ...only(services),
    ...only(jobs),
  };
}
