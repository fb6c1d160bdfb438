import { isMap, type Path } from "drydock-components/model/check/path";
import { mapValues } from "../../config/map-values";
import { isList, type Tree } from "../paths";

/** The value of a variable; undefined where it is not set. */
export type Lookup = (name: string) => string | undefined;

export interface Interpolated {
  readonly text: string;
  /** Unset variables without a default, replaced by an empty text. */
  readonly unset: readonly string[];
  /** Errors at which Compose stops, in words. */
  readonly errors: readonly string[];
}

/**
 * Interpolates a text as Compose does.
 * https://docs.docker.com/reference/compose-file/interpolation/
 */
export function interpolate(text: string, lookup: Lookup): Interpolated {
  const unset: string[] = [];
  const errors: string[] = [];
  const result = expand(text);
  return { text: result, unset, errors };

  function expand(part: string): string {
    let out = "";
    let rest = part;
    while (rest !== "") {
      const dollar = rest.indexOf("$");
      if (dollar === -1) return out + rest;
      out += rest.slice(0, dollar);
      rest = rest.slice(dollar);
      const { value, length } = variable(rest);
      out += value;
      rest = rest.slice(length);
    }
    return out;
  }

  function variable(at: string): { readonly value: string; readonly length: number } {
    if (at.startsWith("$$")) return { value: "$", length: 2 };
    const plain = plainPattern.exec(at);
    if (plain !== null) return { value: direct(plain[1] ?? ""), length: plain[0].length };
    if (!at.startsWith("${")) return { value: "$", length: 1 };
    const end = closingBrace(at);
    const inner = at.slice(2, end);
    const braced = bracedPattern.exec(inner);
    if (end === -1 || braced === null) {
      errors.push(`\${${nameStart.exec(inner)?.[0] ?? "..."} is not a variable that Compose reads`);
      return { value: "", length: end === -1 ? at.length : end + 1 };
    }
    const [, name = "", operator = "", operand = ""] = braced;
    return { value: operated({ name, operator, operand }), length: end + 1 };
  }

  function operated(braced: Braced): string {
    const { name, operator, operand } = braced;
    const value = lookup(name);
    const given = value !== undefined && !(operator.startsWith(":") && value === "");
    switch (operator.at(-1)) {
      case "-":
        return given ? value : expand(operand);
      case "+":
        return given ? expand(operand) : "";
      case "?":
        if (!given) errors.push(`the variable ${name} is required and not set`);
        return given ? value : "";
      default:
        return direct(name);
    }
  }

  function direct(name: string): string {
    const value = lookup(name);
    if (value === undefined) unset.push(name);
    return value ?? "";
  }
}

interface Braced {
  readonly name: string;
  readonly operator: string;
  readonly operand: string;
}

const plainPattern = /^\$([A-Za-z_][A-Za-z0-9_]*)/;
const nameStart = /^[A-Za-z0-9_]+/;
const bracedPattern = /^([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+?])([\s\S]*))?$/;

/** The index of the brace that closes `${`, past nested ones; -1 if there is none. */
function closingBrace(text: string): number {
  let depth = 0;
  for (let index = 1; index < text.length; index += 1) {
    if (text[index] === "{" && text[index - 1] === "$") depth += 1;
    if (text[index] === "}") {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return -1;
}

/** The name in an item of a list of NAME=VALUE: the list may be merged with others, so its index says nothing. */
function itemName(path: Path, item: unknown): string | undefined {
  if (path.at(-1) !== "environment" && path.at(-1) !== "args") return undefined;
  return typeof item === "string" ? /^([^=]+)=/.exec(item)?.[1] : undefined;
}

/** A text of a Compose file with unset variables or errors. */
export interface Incident extends Interpolated {
  readonly path: Path;
}

/** Interpolates every text of a file, but no keys. */
export function interpolateTree(
  tree: Tree,
  lookup: Lookup,
): { readonly value: Tree; readonly incidents: readonly Incident[] } {
  const incidents: Incident[] = [];
  const visit = (value: unknown, path: Path): unknown => {
    if (typeof value === "string") {
      const result = interpolate(value, lookup);
      if (result.unset.length > 0 || result.errors.length > 0) incidents.push({ ...result, path });
      return result.text;
    }
    if (isList(value)) {
      return value.map((item, index) => visit(item, [...path, itemName(path, item) ?? index]));
    }
    return isMap(value) ? visitTree(value, path) : value;
  };
  const visitTree = (value: Tree, path: Path): Tree =>
    mapValues(value, (item, key) => visit(item, [...path, key]));
  return { value: visitTree(tree, []), incidents };
}
