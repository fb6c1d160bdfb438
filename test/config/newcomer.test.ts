import assert from "node:assert/strict";
import { habits } from "drydock-components/model/habits";
import { notSaid } from "drydock-components/model/not-said";
import { bare } from "drydock-components/model/check/schema-tools";
import { z } from "zod";
import { stackSchema } from "../../drydock/config/schema";
import { MISTAKES } from "./newcomer/mistakes";
import { half, mean, rightProblems, scoreOf } from "./newcomer/score";
import { problemText } from "./support";

const scores = MISTAKES.map(scoreOf);

/** The keys of every map in a schema. */
function keysOf(schema: z.core.$ZodType): (readonly string[])[] {
  const plain = bare(schema);
  if (plain instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.core.$ZodType>> = plain.shape;
    return [Object.keys(shape), ...Object.values(shape).flatMap(keysOf)];
  }
  if (plain instanceof z.ZodRecord) return keysOf(plain.valueType);
  if (plain instanceof z.ZodArray) return keysOf(plain.element);
  return plain instanceof z.ZodUnion ? plain.options.flatMap(keysOf) : [];
}

describe("messages about mistakes of newcomers", () => {
  it("are scored on mistakes that each have a title, and whose correction loads", () => {
    assert.equal(new Set(MISTAKES.map(({ title }) => title)).size, MISTAKES.length);
    for (const mistake of MISTAKES) {
      if (mistake.place === "file" && mistake.right === "") continue;
      assert.deepEqual(rightProblems(mistake).map(problemText), [], mistake.title);
    }
  });

  it("end in one round: each is located, names what is allowed, has a fix that is right at once, and stands alone", () => {
    const short = scores.filter(({ points }) => points < 2);
    assert.deepEqual(
      short.map(({ mistake, lacks, report }) => [mistake.title, lacks, report]),
      [],
    );
    for (const which of ["odd", "even"] as const) {
      const reached = mean(half(scores, which));
      assert.ok(reached >= 2.8, `${which}: ${reached}`);
    }
  });

  it("repeat no value that could be a secret", () => {
    for (const { mistake, report } of scores) {
      if (mistake.hides !== undefined) assert.ok(!report.includes(mistake.hides), report);
    }
  });
});

describe("names of other tools", () => {
  const maps = keysOf(stackSchema);
  const rows = [
    ...habits.map(({ key, names }) => ({ key, names })),
    ...notSaid.map(({ beside, names }) => ({ key: beside, names })),
  ];

  it("stand beside keys that there are", () => {
    assert.deepEqual(
      rows.filter(({ key }) => !maps.some((keys) => keys.includes(key))),
      [],
    );
  });

  it("are no keys themselves where they are looked for", () => {
    const hidden = maps.flatMap((keys) =>
      rows.flatMap(({ key, names }) =>
        keys.includes(key) ? names.filter((name) => keys.includes(name)) : [],
      ),
    );
    assert.deepEqual(hidden, []);
  });
});
