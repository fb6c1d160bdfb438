import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { cp, readdir, symlink, unlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import * as z from "zod";
import { parseEnvFile } from "../../app/dev/env-file";
import { versionsIn } from "../support/manifests";
import { cleanUp, temporaryFolder } from "./support";

after(cleanUp);

const ROOT = join(__dirname, "..", "..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

const lockShape = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional() })),
});

/** Returns the files that `.dockerignore` lets into the build context. */
function kept(): string[] {
  const lines = read("app/.dockerignore").split("\n");
  return lines.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
}

// What the image build does with these files is not shown here: that needs a Docker engine.

describe("app: package and image", () => {
  it("has a lock file that fits, without download addresses", () => {
    const lock = read("app/package-lock.json");
    assert.doesNotMatch(lock, /"resolved"/);
    const { packages } = lockShape.parse(JSON.parse(lock));
    for (const [name, version] of Object.entries(versionsIn("app/package.json"))) {
      assert.equal(packages[`node_modules/${name}`]?.version, version, name);
    }
  });

  it("has an image based on one digest, of the node version that its types describe", () => {
    const dockerfile = read("app/Dockerfile");
    const base = /^ARG NODE_IMAGE=node:(\d+)\.\d+\.\d+-alpine[\d.]+@sha256:[0-9a-f]{64}$/m;
    const types = versionsIn("app/package.json")["@types/node"];
    assert.equal(base.exec(dockerfile)?.[1], types?.split(".")[0]);
    const stages = [...dockerfile.matchAll(/^FROM (?:--platform=\S+ )?(\S+)/gm)];
    assert.deepEqual(
      stages.map(([, from]) => from),
      ["${NODE_IMAGE}", "${NODE_IMAGE}", "${NODE_IMAGE}", "scratch"],
    );
  });

  it("has an image that runs node itself, as a user by number that is not root, on port 8080", () => {
    const last = read("app/Dockerfile").split("FROM scratch")[1] ?? "";
    assert.match(last, /^USER 1000:1000$/m);
    assert.match(last, /^EXPOSE 8080$/m);
    assert.match(last, /^CMD \["node", "\/app\/server\.js"\]$/m);
    assert.match(last, /^HEALTHCHECK .* CMD \["node", "\/app\/healthcheck\.js"\]$/m);
    assert.doesNotMatch(last, /^RUN /m);
  });

  it("builds from what the image copies alone, without a warning", async () => {
    const folder = await temporaryFolder();
    for (const name of kept()) {
      await cp(join(ROOT, "app", name), join(folder, name), { recursive: true });
    }
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const build = promisify(execFile)(process.execPath, ["build.mjs"], { cwd: folder });
    assert.deepEqual(await build, { stdout: "", stderr: "" });
    assert.deepEqual((await readdir(join(folder, "dist"), { recursive: true })).sort(), [
      "healthcheck.js",
      "public",
      "public/icon.svg",
      "public/live.js",
      "public/style.css",
      "server.js",
    ]);
    await unlink(join(folder, "node_modules"));
  });

  it("sends the build only what the image is made from", () => {
    const copied = [...read("app/Dockerfile").matchAll(/^COPY (?!--from)(.+) \S+$/gm)];
    assert.match(read("app/.dockerignore"), /^\*$/m);
    assert.deepEqual(kept().sort(), copied.flatMap(([, files]) => files?.split(" ") ?? []).sort());
  });
});

describe("app: environment files", () => {
  it("are read as Amazon ECS reads them", () => {
    assert.deepEqual(parseEnvFile('# comment\nA=1\r\nB="x=y"\n\nno value\nC=\n'), {
      A: "1",
      B: '"x=y"',
      C: "",
    });
  });

  for (const [environment, reveals] of [
    ["test", "true"],
    ["production", undefined],
  ] as const) {
    it(`env/${environment}.env names its environment and ${reveals ? "reveals" : "does not reveal"} secrets`, () => {
      const variables = parseEnvFile(read(`env/${environment}.env`));
      assert.equal(variables["ENV_FILE_DEPLOY_ENVIRONMENT"], environment);
      assert.equal(variables["REVEAL_SECRETS"], reveals);
    });
  }
});
