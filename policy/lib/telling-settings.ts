import { isWorldWide } from "./addresses";
import { readContainers } from "./containers";
import { documentIn, stringsOf } from "./json-document";
import { keptByObject } from "./kept";
import type { StackResource } from "./model/stack-resource";
import { isProperties, isUnknown, known, type Properties, readString } from "./reading";
import { type Telling, tellings, tellingTexts, tellingWords } from "./tellings";

/** Parameters of a database engine, a name and a value each, that make TLS optional. */
const forcesTls = /^(rds\.force_ssl|require_ssl|require_secure_transport|force_ssl|tls)$/i;
const off = /^(0|off|false|disabled?)$/i;

/** Lists of addresses that may come in; what goes out, and how networks are cut, is for other rules. */
const admits =
  /(access|allow|ingress|whitelist|client)\w*(cidrs?|ips?|ranges?|lists?)$|^addresses$/i;

/** Documents and containers have rules of their own. */
const skipped: ReadonlySet<string> = new Set([
  "assumeRolePolicy",
  "containerDefinitions",
  "inlinePolicies",
  "secretString",
  "tags",
  "tagsAll",
]);

/** What a container runs, tells its program and does with its output: all else of it has rules of its own. */
const ofContainer = [
  "environment",
  "command",
  "entryPoint",
  "healthCheck",
  "logConfiguration",
  "firelensConfiguration",
] as const;

/** A setting's name and the one of what it is in. */
interface Place {
  readonly property: string;
  readonly name: string;
  readonly within: string;
  readonly beside: Properties;
}

/** The resource that is looked at, and what is told of it. */
interface Look extends Pick<StackResource, "type" | "kind"> {
  readonly tell: (problem: string, property: string) => void;
}

/** What a resource's settings give away, each problem once, with the first place that does. */
export const tellingSettings = keptByObject(newTellingSettings);

function newTellingSettings({ type, kind, properties }: StackResource): readonly {
  readonly problem: string;
  readonly property: string;
}[] {
  const found = new Map<string, string>();
  const look: Look = {
    type,
    kind,
    tell: (problem, property) => {
      if (!found.has(problem)) found.set(problem, property);
    },
  };
  visitAll(look, properties, { property: "", within: "" });
  const reading = kind === "taskDefinition" ? readContainers(properties) : undefined;
  for (const { index, definition } of reading?.state === "known" ? reading.containers : []) {
    for (const name of ofContainer) {
      const property = `containerDefinitions[${index}].${name}`;
      visit(look, definition[name], { property, name, within: "", beside: definition });
    }
  }
  return [...found].map(([problem, property]) => ({ problem, property }));
}

function visit(look: Look, value: unknown, place: Place): void {
  const { property, name } = place;
  if (Array.isArray(value)) {
    if (admits.test(name) && isWorldWide(stringsOf(value))) look.tell("admits the world", property);
    if (value.length === 0) tellOf(look, "[]", place);
    value.forEach((one, index) => {
      visit(look, one, { ...place, property: `${property}[${index}]` });
    });
  } else if (isProperties(value)) {
    // A policy document has rules of its own.
    if (value.Statement === undefined) visitAll(look, value, { property, within: name });
  } else if (typeof value === "string") {
    const inner = documentIn(value);
    if (inner !== undefined) visit(look, inner, place);
    else if (!isUnknown(value)) tellOf(look, value, place);
  } else if (typeof value === "boolean" || typeof value === "number") {
    tellOf(look, String(value), place);
  }
}

function visitAll(look: Look, bag: Properties, at: Pick<Place, "property" | "within">): void {
  if (opensToAnySite(bag)) look.tell("lets every site act with its visitors' cookies", at.property);
  visitPair(look, bag, at);
  const prefix = at.property === "" ? "" : `${at.property}.`;
  for (const [name, value] of Object.entries(bag)) {
    if (skipped.has(name)) continue;
    visit(look, value, { property: `${prefix}${name}`, name, within: at.within, beside: bag });
  }
}

/** A variable, or a parameter: the value is the setting of that name. */
function visitPair(look: Look, bag: Properties, at: Pick<Place, "property" | "within">): void {
  const name = textAt(bag, "name");
  const value = textAt(bag, "value");
  if (name === "" || value === "" || isUnknown(value)) return;
  const property = at.property === "" ? "value" : at.property;
  if (forcesTls.test(name) && off.test(value)) look.tell("takes connections without TLS", property);
  tellOf(look, value, { property, name, within: at.within, beside: bag });
}

function tellOf({ type, kind, tell }: Look, value: string, place: Place): void {
  const { property, name, within, beside } = place;
  for (const { values, problem, types, except, unless } of tellingsOf(within, name)) {
    if (!values.test(value.toLowerCase())) continue;
    if (kind !== undefined && except?.includes(kind) === true) continue;
    if (types?.test(type) === false || unless?.(beside) === true) continue;
    tell(problem, property);
  }
  if (!tellingWords.test(value)) return;
  for (const { values, problem } of tellingTexts) if (values.test(value)) tell(problem, property);
}

/** Answers to every site that are given with the cookies of its visitors, under whatever names a service has. */
function opensToAnySite(bag: Properties): boolean {
  const valueOf = (name: RegExp): unknown =>
    Object.entries(bag).find(([key]) => name.test(key))?.[1];
  const origins = valueOf(/allowOrigins?$/i);
  if (origins === undefined || String(valueOf(/allowCredentials$/i)) !== "true") return false;
  return stringsOf(isProperties(origins) ? origins.items : origins).some((one) =>
    /^(https?:\/\/)?\*$/.test(one),
  );
}

/** Few names come up again and again. */
const byName = new Map<string, readonly Telling[]>();

function tellingsOf(within: string, name: string): readonly Telling[] {
  const key = `${within}.${name}`;
  let kept = byName.get(key);
  if (kept === undefined) {
    // Variables of programs are told from settings by their capitals.
    const isVariable = /^[A-Z0-9_]+$/.test(name);
    const texts = isVariable ? [name] : [name, key].map(inOneCase);
    kept = tellings.filter(({ names }) => texts.some((text) => names.test(text)));
    if (byName.size < 5_000) byName.set(key, kept);
  }
  return kept;
}

/** Options of log drivers are written with hyphens: `splunk-insecureskipverify`. */
function inOneCase(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, "");
}

function textAt(value: Properties, name: string): string {
  return known(readString(value, name)) ?? "";
}
