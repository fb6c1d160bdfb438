import assert from "node:assert/strict";
import fc from "fast-check";
import { fargateMemoryMiB } from "../../components/facts/fargate-sizes";
import { durationSeconds, sizeMiB } from "../../drydock/import/compose/units";
import { logicalNames, variableName } from "../../drydock/import/stack/names";
import { taskSize } from "../../drydock/import/stack/size";

describe("import: units", () => {
  const durations: Readonly<Record<string, number | undefined>> = {
    "10s": 10,
    "1m30s": 90,
    "1h": 3600,
    "500ms": 0.5,
    "1.5s": 1.5,
    "250us": 0.00025,
    "10": 10,
    "": undefined,
    "10x": undefined,
    s10: undefined,
    "-5s": undefined,
  };
  for (const [text, seconds] of Object.entries(durations)) {
    it(`reads the duration "${text}"`, () => {
      assert.equal(durationSeconds(text), seconds);
    });
  }

  const sizes: Readonly<Record<string, number | undefined>> = {
    "512m": 512,
    "512M": 512,
    "512mb": 512,
    "1g": 1024,
    "1.5gb": 1536,
    "0.5GB": 512,
    "1024k": 1,
    "1": 1,
    "256000000": 245,
    lots: undefined,
    "1t": undefined,
    "": undefined,
  };
  for (const [text, mebibytes] of Object.entries(sizes)) {
    it(`reads the size "${text}"`, () => {
      assert.equal(sizeMiB(text), mebibytes);
    });
  }

  it("chooses a size of Fargate that gives what is asked for, and none smaller would", () => {
    const asked = fc.record({
      cpu: fc.integer({ min: 0, max: 32768 }),
      memoryMiB: fc.integer({ min: 0, max: 249856 }),
    });
    const all = [...fargateMemoryMiB].flatMap(([cpu, memories]) =>
      memories.map((memoryMiB) => ({ cpu, memoryMiB })),
    );
    fc.assert(
      fc.property(asked, (demand) => {
        const { cpu, memoryMiB, tooSmall } = taskSize(demand);
        const enough = all.filter(
          (size) => size.cpu >= demand.cpu && size.memoryMiB >= demand.memoryMiB,
        );
        assert.equal(tooSmall, enough.length === 0);
        assert.ok(fargateMemoryMiB.get(cpu)?.includes(memoryMiB));
        if (tooSmall) return;
        assert.ok(cpu >= demand.cpu && memoryMiB >= demand.memoryMiB);
        assert.ok(
          enough.every(
            (size) => size.cpu > cpu || (size.cpu === cpu && size.memoryMiB >= memoryMiB),
          ),
        );
      }),
    );
  });

  it("says so where Fargate has nothing as large", () => {
    assert.deepEqual(taskSize({ cpu: 40000, memoryMiB: 1 }), {
      cpu: 32768,
      memoryMiB: 249856,
      tooSmall: true,
    });
  });
});

describe("import: names", () => {
  it("makes names that a stack file takes, and no name twice", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 })), (names) => {
        const logical = [...logicalNames(names).values()];
        assert.equal(new Set(logical).size, names.length);
        for (const name of logical) assert.match(name, /^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,23}$/);
      }),
    );
  });

  it("keeps names that are right, and the order", () => {
    assert.deepEqual(
      [...logicalNames(["web", "My_App.v2", "my-app-v2", "a-very-long-name-of-a-service"])],
      [
        ["web", "web"],
        ["My_App.v2", "my-app-v2"],
        ["my-app-v2", "my-app-v2-2"],
        ["a-very-long-name-of-a-service", "a-very-long-name-of-a-se"],
      ],
    );
  });

  it("makes names of variables", () => {
    assert.deepEqual(["db-password", "2nd.key", "_x_"].map(variableName), [
      "DB_PASSWORD",
      "_2ND_KEY",
      "X",
    ]);
  });
});
