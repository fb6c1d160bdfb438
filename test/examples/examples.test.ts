import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { formatProblems, loadStackFile } from "../../drydock/config";
import { isMap, valueAt } from "drydock-components/model/check/path";
import { runPolicies } from "../../drydock/offline/preview/policies";
import { projectOf, root, runProgram } from "../program/run-program";
import type { Registered } from "../support";
import { codes, stackFiles, tableOf, textOf } from "./support";

const folders = globSync("examples/*/", { cwd: root }).sort();

function loaded(file: string) {
  const result = loadStackFile(join(root, file));
  if ("problems" in result) return assert.fail(formatProblems(result.problems));
  return result;
}

/** That AWS accepts what an example makes, and that its images build, is not shown here. */
describe("examples", () => {
  it("has a folder for each, with a page", () => {
    assert.deepEqual(
      folders.map((folder) => basename(folder)),
      [
        "canary-release",
        "compose-import",
        "existing-platform",
        "features-demo",
        "first-service",
        "jobs",
        "other-languages",
        "own-code",
        "platform",
        "platform-1-4",
        "private-and-discovered",
        "public-images",
        "several-entrances",
        "standard-service",
        "worker-fleet",
      ],
    );
    const linked = textOf("examples/README.md");
    for (const folder of folders) {
      assert.ok(linked.includes(`](${basename(folder)})`), folder);
      assert.ok(textOf(join(folder, "README.md")).includes("drydock preview"), folder);
    }
  });

  for (const file of stackFiles) {
    describe(file, () => {
      let preview: Registered;
      let update: Registered;
      before(async () => {
        preview = await runProgram(join(root, file), true);
        update = await runProgram(join(root, file), false);
      });

      it("registers the same resources in a preview and in an update", () => {
        assert.deepEqual(preview.names, update.names);
        assert.ok(update.all("aws:ecs/service:Service").length > 0);
      });

      it("names no folder of this machine in any input", () => {
        const texts = update.resources.map(({ inputs }) => JSON.stringify(inputs));
        assert.deepEqual(
          texts.filter((text) => text.includes(root)),
          [],
        );
      });

      it("breaks the policies that its page explains, and no others", async () => {
        const { lifecycle } = loaded(file).config;
        const pack = join(root, "policy");
        const request = {
          judge: { root: projectOf(join(root, file)), lifecycle },
          pack,
          stackFile: join(root, file),
          capture: update.capture,
        };
        const { findings } = await runPolicies(request);
        const found = new Map(findings.map((one) => [one.policyName, one.enforcementLevel]));
        assert.deepEqual([...found].sort(), explained(file));
      });

      it("is previewed by a command on its page", () => {
        const page = textOf(join(dirname(file), "README.md"));
        assert.ok(page.includes(`npx drydock preview --config ${file}\n`));
      });
    });
  }
});

/** The policies that the page of a stack file explains, with their levels. */
function explained(file: string): [policy: string, level: string][] {
  const [head = [], ...rows] = tableOf(join(dirname(file), "README.md"), "policy");
  const column = head.indexOf(basename(file));
  assert.notEqual(column, -1, `the page has no column for ${basename(file)}`);
  return rows
    .map((cells): [string, string] => [cells[0] ?? "", cells[column] ?? ""])
    .filter(([, level]) => level !== "-")
    .sort();
}

/** The best-known sample runs as it is; hardened it needs no exemption. */
describe("examples/first-service", () => {
  const service = (file: string) =>
    loaded(`examples/first-service/Pulumi.${file}.yaml`).config.services["web"];

  it("is Apache as published, on port 80 of a public address that everyone may reach", () => {
    const { image, containerPort, placement, allowedCidrs } = service("example") ?? assert.fail();
    assert.ok("reference" in image && image.reference.endsWith("/library/httpd:2.4"));
    assert.deepEqual(
      { containerPort, placement, allowedCidrs },
      { containerPort: 80, placement: "public", allowedCidrs: ["0.0.0.0/0"] },
    );
  });

  it("is hardened without root, capabilities, a public address or an exemption", () => {
    const { user, capabilities, placement, allowedCidrs } = service("private") ?? assert.fail();
    assert.deepEqual(
      { user, capabilities, placement, allowedCidrs },
      { user: "1000:1000", capabilities: [], placement: "private", allowedCidrs: [] },
    );
    assert.ok(
      !textOf("examples/first-service/policy-exemptions.yaml").includes("urn:pulumi:private"),
    );
  });
});

describe("examples/public-images", () => {
  it("exempts nothing but what an image demands", () => {
    const text = textOf("examples/public-images/policy-exemptions.yaml");
    const exempt = [...text.matchAll(/rule: (\S+)\s+urn: \S+::(\S+)/g)].map(
      ([, rule, name]) => `${name} ${rule}`,
    );
    const { services } = loaded("examples/public-images/Pulumi.example.yaml").config;
    const demanded = Object.entries(services).flatMap(
      ([name, { user, readonlyRootFilesystem }]) => [
        ...(readonlyRootFilesystem ? [] : [`${name} container-root-filesystem-read-only`]),
        ...(user === "0" ? [`${name} container-user-not-root`] : []),
      ],
    );
    assert.deepEqual(exempt.sort(), demanded.sort());
  });
});

describe("examples/features-demo", () => {
  it("says what the two environments differ in", () => {
    const [, ...rows] = tableOf("examples/features-demo/README.md", "key");
    const configs = ["test", "production"].map((stack) => loaded(`Pulumi.${stack}.yaml`).config);
    for (const [key = "", ...cells] of rows) {
      const parts = codes(key)[0]?.split(".") ?? [];
      const path = parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
      const values = configs.map((config) => shown(valueAt(config, path)));
      assert.deepEqual(
        cells.map((cell) => codes(cell)[0] ?? cell),
        values,
        key,
      );
    }
  });
});

describe("examples/worker-fleet", () => {
  const file = "examples/worker-fleet/Pulumi.example.yaml";
  const page = textOf("examples/worker-fleet/README.md");
  const mistakes = [...page.matchAll(/Change\s`([^`]+)`\sto\s`([^`]+)`:\s+```\n([\s\S]*?)```/g)];

  for (const [, before = "", after = "", message = ""] of mistakes) {
    it(`shows what is said about ${after}`, () => {
      const text = textOf(file);
      assert.ok(text.includes(before));
      const result = loadStackFile(join(root, file), {
        text: text.replace(before, after),
        displayName: file,
      });
      const report = "problems" in result ? formatProblems(result.problems).split("\n") : [];
      for (const line of message.trimEnd().split("\n")) assert.ok(report.includes(line), line);
    });
  }

  it("shows four of them", () => {
    assert.equal(mistakes.length, 4);
  });
});

describe("docs/examples.md", () => {
  const [, ...rows] = tableOf("docs/examples.md", "feature");

  for (const [what = "", key = "", example = ""] of rows) {
    const file = /\]\(\.\.\/([^)]+\.yaml)\)/.exec(example)?.[1];
    if (file === undefined) continue;
    it(`names an example for "${what}"`, () => {
      const { config } = loaded(file);
      for (const code of codes(key)) {
        assert.ok(holds(config, code.split(".")), `${file} does not say ${code}`);
      }
    });
  }
});

function shown(value: unknown): string {
  if (value === undefined) return "none";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether a value has a path; * is any key. */
function holds(value: unknown, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return value !== undefined && !isEmpty(value);
  if (!isMap(value)) return false;
  return first === "*"
    ? Object.values(value).some((item) => holds(item, rest))
    : holds(value[first], rest);
}

/** Whether a default is empty. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isMap(value) && Object.keys(value).length === 0;
}
