/**
 * Priorities of listener rules that stacks on one load balancer share. Each service stack has a number on the platform, and
 * with it 490 priorities that no other stack has: 290 for its own routes, the rest for environments of pull requests.
 */
import { createHash } from "node:crypto";

/** Priorities that a stack has to itself. */
export interface RouteRange {
  readonly start: number;
  readonly size: number;
}

const firstPriority = 1000;
/** 100 stacks end at 50,000, the last priority there is. */
const stackSize = 490;
/** For each length of a literal path, 0 to 16, as many priorities. */
const lengths = 17;
/** The first is for the rule of test requests, which comes just before that of the route. */
const ownSize = 1 + lengths * lengths;
/** What is left for the environments of pull requests. */
const sharedSize = stackSize - ownSize;

/** The most routes of a pull request's environment: 50 with as many have room. */
export const routesOfPullRequest = Math.floor(sharedSize / 50);

/** The number of the pull request whose environment a stack is: 123 of `pr-123`. */
export function pullRequestOf(stack: string): number | undefined {
  const [, number] = /^pr-(\d{1,9})$/.exec(stack) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** The priorities of the platform itself, for redirects and responses. */
export const platformRange: RouteRange = { start: 1, size: firstPriority - 1 };

/**
 * The priorities of a stack with a number on its platform. Pull requests take as many as they have routes, so that with one
 * route their numbers have to be 200 apart to come to the same priority.
 *
 * @param routes of the stack
 */
export function routeRange(number: number, stack: string, routes: number): RouteRange {
  const start = firstPriority + number * stackSize;
  const pullRequest = pullRequestOf(stack);
  if (pullRequest === undefined) return { start, size: ownSize };
  const size = Math.min(Math.max(routes, 1), routesOfPullRequest);
  const places = Math.floor(sharedSize / size);
  return { start: start + ownSize + (pullRequest % places) * size, size };
}

/**
 * The place of a route in a range: longer literal paths first, and among equals by the service's name alone, so that another
 * service moves nothing. The few routes of a pull request's environment take one after the other.
 */
export function priorityIn(
  range: RouteRange,
  service: string,
  { literal, before }: { readonly literal: number; readonly before: number },
): number {
  if (range.size < ownSize) return range.start + Math.min(before, range.size - 1);
  const band = lengths - 1 - Math.min(literal, lengths - 1);
  return range.start + 1 + band * lengths + placeOf(service, lengths);
}

/** A place below a size that depends on a name alone. */
export const placeOf = (name: string, size: number): number =>
  createHash("sha256").update(name).digest().readUInt32BE() % size;
