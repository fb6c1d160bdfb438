/**
 * Patterns of IAM: `*` for any text, `?` for one character, and `${*}`, `${?}`, `${$}` for these characters
 * themselves (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
 */

import { keptByText } from "../kept";

const token = /\$\{[*?$]\}|[*?]/g;

/** Patterns repeat from role to role. */
const expression = keptByText((pattern) => new RegExp(`^${sourceOf(pattern)}$`, "s"));
const expressionOfAnyCase = keptByText((pattern) => new RegExp(`^${sourceOf(pattern)}$`, "is"));

/** True when a pattern matches all of a text. Only actions ignore the case. */
export function matches(pattern: string, text: string, ignoreCase = false): boolean {
  if (pattern === "*") return true;
  if (!/[*?$]/.test(pattern)) {
    return ignoreCase ? pattern.toLowerCase() === text.toLowerCase() : pattern === text;
  }
  return (ignoreCase ? expressionOfAnyCase : expression)(pattern).test(text);
}

/** True when an action pattern matches an action, such as `s3:Get*`. */
export function matchesAction(pattern: string, action: string): boolean {
  return matches(pattern, action, true);
}

function sourceOf(pattern: string): string {
  let source = "";
  let at = 0;
  for (const { 0: found, index } of pattern.matchAll(token)) {
    source += escaped(pattern.slice(at, index));
    // Stars in a row are one: several would make the expression slow.
    if (found === "*") source += source.endsWith(".*") ? "" : ".*";
    else source += found === "?" ? "." : escaped(found.charAt(2));
    at = index + found.length;
  }
  return source + escaped(pattern.slice(at));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern.replaceAll(/\$\{[*?$]\}/g, ""));
}

/** The text a pattern starts with, up to its first wildcard. */
export function literalStart(pattern: string): string {
  return /^[^*?]*/.exec(pattern)?.[0] ?? "";
}

/** A text that a pattern matches: each wildcard filled. */
export function instanceOf(pattern: string, fill: string): string {
  return pattern.replaceAll(token, (found) => {
    if (found === "*") return fill;
    return found === "?" ? fill.charAt(0) : found.charAt(2);
  });
}

/** True when some text matches both patterns. */
export function overlaps(one: string, other: string): boolean {
  // States of the other pattern that can be reached after reading a start of the first.
  let states = closure(other, new Set([0]));
  for (const character of one) {
    const next = new Set<number>(character === "*" ? states : []);
    if (character === "*") {
      // A star of the first reads on in the other for as long as it likes.
      const least = Math.min(...states);
      for (let state = least; state <= other.length; state++) next.add(state);
    } else {
      for (const state of states) {
        const wanted = other[state];
        if (wanted === "*") next.add(state);
        else if (wanted === "?" || character === "?" || wanted === character) {
          if (wanted !== undefined) next.add(state + 1);
        }
      }
    }
    if (next.size === 0) return false;
    states = closure(other, next);
  }
  return states.has(other.length);
}

/** A star may match nothing. */
function closure(pattern: string, states: Set<number>): Set<number> {
  for (const state of states) if (pattern[state] === "*") states.add(state + 1);
  return states;
}
