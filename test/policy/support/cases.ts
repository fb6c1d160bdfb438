import assert from "node:assert/strict";
import type { WireProperties } from "../../../drydock/offline/pack";
import { rules } from "../../../policy/rules";
import { evaluate } from "../mutation/evaluate";
import { goodStack } from "../mutation/good-stack";
import type { Change } from "../mutation/graph";

/** A change that a rule must report. */
export interface BadCase {
  readonly change: Change;
  /** Other rules that have to do with the same change and speak up as well. */
  readonly also?: readonly string[];
  /** Name of the resource that is reported. */
  readonly at?: string;
  /** A part of the message. */
  readonly says?: string;
  readonly options?: WireProperties;
}

/** A change that a rule must accept. */
export interface FineCase {
  readonly change: Change;
  readonly options?: WireProperties;
}

/** Both sides of one rule, by a title each. */
export interface RuleCases {
  readonly bad: Readonly<Record<string, Change | BadCase>>;
  readonly fine: Readonly<Record<string, Change | FineCase>>;
  /** Changes after which the rule can only wait; or the reason why it never has to. */
  readonly unknown: Readonly<Record<string, Change>> | string;
}

/**
 * Runs the cases of some rules on the good stack. A bad case must be reported by its rule, and by no rule
 * that has nothing to do with it: the whole pack runs each time.
 */
export function describeRules(cases: Readonly<Record<string, RuleCases>>): void {
  for (const [name, { bad, fine, unknown }] of Object.entries(cases)) {
    describe(name, () => {
      for (const [title, given] of Object.entries(bad)) {
        const one: BadCase = typeof given === "function" ? { change: given } : given;
        it(`reports ${title}`, async () => {
          await assertReported(name, one);
        });
      }
      for (const [title, given] of Object.entries(fine)) {
        const one: FineCase = typeof given === "function" ? { change: given } : given;
        it(`accepts ${title}`, async () => {
          const settings = one.options === undefined ? {} : { [name]: one.options };
          const { findings } = await evaluate(ruleNamed(name), one.change(goodStack()), settings);
          assert.deepEqual(findings, []);
        });
      }
      if (typeof unknown === "string") return;
      for (const [title, change] of Object.entries(unknown)) {
        it(`waits for ${title}`, async () => {
          const { findings, deferrals } = await evaluate(ruleNamed(name), change(goodStack()));
          assert.deepEqual(findings, []);
          assert.notDeepEqual(deferrals, []);
        });
      }
    });
  }
}

function ruleNamed(name: string) {
  const found = rules.filter((rule) => rule.name === name);
  assert.equal(found.length, 1, `there is no rule ${name}`);
  return found;
}

async function assertReported(name: string, { change, also = [], at, says, options }: BadCase) {
  const settings = options === undefined ? {} : { [name]: options };
  const relevant = rules.filter((rule) => rule.convention !== true || rule.name === name);
  const { findings } = await evaluate(relevant, change(goodStack()), settings);
  const own = findings.filter((finding) => finding.rule === name);
  assert.notDeepEqual(own, [], "the rule said nothing");
  if (at !== undefined) assert.deepEqual([...new Set(own.map((finding) => finding.at))], [at]);
  if (says !== undefined) {
    assert.ok(
      own.every(({ message }) => message.includes(says)),
      own[0]?.message,
    );
  }
  const others = new Set(findings.map((finding) => finding.rule).filter((rule) => rule !== name));
  assert.deepEqual([...others].sort(), [...also].sort(), "other rules that spoke up");
}
