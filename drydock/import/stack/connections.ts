import { findCycle } from "drydock-components/model/dependencies";
import { type Context, logical, named } from "./context";
import type { Group } from "./groups";
import { type Call, callsOf } from "./hosts";

/** Callers and callees, by the main services of tasks. */
export interface Connections {
  /** The services a task calls. */
  readonly callees: ReadonlyMap<string, readonly string[]>;
  /** The ports a task is called on. */
  readonly ports: ReadonlyMap<string, readonly number[]>;
  /** Tasks that Service Connect cannot order, found by DNS. */
  readonly byDns: ReadonlySet<string>;
}

/** The connections between tasks; calls within a task need none. */
export function connectionsOf(groups: readonly Group[], context: Context): Connections {
  const home = homes(groups);
  const callees = new Map<string, Set<string>>();
  const ports = new Map<string, Set<number>>();
  for (const { main, sidecars } of groups) {
    const targets = new Set<string>();
    for (const name of [main, ...sidecars]) {
      const caller = named(context, name);
      for (const call of callsOf(caller, context)) {
        const target = home.get(call.to);
        if (target === undefined) continue;
        if (target === main || sidecars.includes(call.to)) {
          if (call.addressed) sameTask(name, call, context);
          continue;
        }
        targets.add(target);
        const known = ports.get(target) ?? new Set();
        call.ports.forEach((port) => known.add(port));
        ports.set(target, known);
        otherName(call, { target, caller: name }, context);
      }
    }
    callees.set(main, targets);
  }
  const lists = new Map([...callees].map(([name, targets]) => [name, [...targets]]));
  return {
    callees: lists,
    ports: new Map([...ports].map(([name, known]) => [name, [...known]])),
    byDns: breakCycles(lists, context),
  };
}

/** The task of each service; a job of several tasks has none. */
function homes(groups: readonly Group[]): ReadonlyMap<string, string> {
  return new Map(
    groups.flatMap(({ main, sidecars }) =>
      [main, ...sidecars].map((name) => [name, main] as const),
    ),
  );
}

function sameTask(name: string, { to, ports }: Call, { notes }: Context): void {
  const port = ports[0] === undefined ? "" : `:${ports[0]}`;
  notes.decide(
    ["services", name],
    `It calls ${to}, which is in the same task: containers of a task share one address, so it must call localhost${port}.`,
  );
}

interface Ends {
  readonly target: string;
  readonly caller: string;
}

function otherName(
  { to, alias, addressed }: Call,
  { target, caller }: Ends,
  context: Context,
): void {
  if (!addressed) return;
  const written = alias ?? to;
  const found = logical(context, target);
  if (written === found) return;
  context.notes.decide(
    ["services", caller],
    `It calls ${written}, whose name here is ${found}: change the address.`,
  );
}

/** Services that call each other in a circle cannot be ordered; DNS needs no order. */
function breakCycles(
  callees: ReadonlyMap<string, readonly string[]>,
  context: Context,
): ReadonlySet<string> {
  const byDns = new Set<string>();
  for (;;) {
    const edges = [...callees]
      .filter(([name]) => !byDns.has(name))
      .map(([name, targets]) => [name, targets.filter((target) => !byDns.has(target))] as const);
    const [first] = findCycle(new Map(edges)) ?? [];
    if (first === undefined) return byDns;
    byDns.add(first);
    context.notes.decide(
      ["services", first],
      `It is one of several services that call each other in a circle: configure the others to call ${logical(context, first)}.<stack>.drydock.internal.`,
    );
  }
}
