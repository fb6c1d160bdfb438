import * as assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { pulumiIn } from "../engine/support/pulumi-itself";
import { environment, npm, pack } from "./support";

/**
 * The user's view of the packages: the packed tarballs of all three, installed in an empty folder beside nothing of this
 * repository. That a registry serves them as they are packed is not shown here.
 */
describe("a new repository from the packed packages", () => {
  let home: string;
  let shop: string;
  let tarballs: readonly string[];

  const npx = (...args: readonly string[]) => run(shop, ...args);

  const run = async (cwd: string, ...args: readonly string[]) => {
    const { stdout, stderr } = await promisify(execFile)("npx", args, {
      cwd,
      env: { ...environment, CI: "false" },
      maxBuffer: Infinity,
    });
    return { out: stdout, err: stderr };
  };

  before(() => {
    home = mkdtempSync(join(tmpdir(), "drydock-packages-"));
    shop = join(home, "shop");
    mkdirSync(shop);
    tarballs = pack(["components", "policy", "drydock"], home);
    assert.equal(tarballs.length, 3);
  });
  after(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it("is written by init in an empty folder", () => {
    // As npx does before a package is installed: from a folder of its own.
    const tool = join(home, "tool");
    mkdirSync(tool);
    npm(["install", ...tarballs.map((file) => join(home, file))], tool);
    const command = join(tool, "node_modules", ".bin", "drydock");
    const options = ["--yes", "--name", "shop", "--region", "eu-central-1"];
    const out = execFileSync(command, ["init", ...options], { cwd: shop, encoding: "utf8" });
    for (const file of ["Pulumi.yaml", "Pulumi.test.yaml", "Pulumi.production.yaml", "index.ts"]) {
      assert.ok(existsSync(join(shop, file)), file);
      assert.ok(out.includes(file), out);
    }
  });

  it("installs one copy of each package of Pulumi", () => {
    // The packages are in no registry yet.
    const sources = tarballs.map((file) => {
      const name = file.replace(/-\d+\.\d+\.\d+\.tgz$/, "");
      return `dependencies.${name}=file:${join(home, file)}`;
    });
    npm(["pkg", "set", ...sources], shop);
    npm(["install"], shop);
    const lock = z
      .object({ packages: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(readFileSync(join(shop, "package-lock.json"), "utf8")));
    const names = Object.keys(lock.packages).flatMap(
      (path) => /@pulumi\/[a-z-]+$|docker-classic$/.exec(path)?.[0] ?? [],
    );
    assert.ok(names.includes("@pulumi/aws"));
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });

  it("previews in order, and accepts its baseline", async () => {
    const { out } = await npx("drydock", "preview");
    assert.match(out, /^test {2}Pulumi\.test\.yaml, eu-central-1, disposable/);
    assert.match(out, /Policies: 0 mandatory, \d+ advisory findings of \d+ policies/);
    // Some rules are off where an environment is disposable; the report says so instead of calling all in order.
    assert.match(
      out,
      /disabled {2}[a-z, -]*load-balancer-deletion-protection, stateful-resources-protected\n/,
    );
    assert.match(
      out,
      /No mandatory finding\. Exemptions or disabled policies limit .* test: see above\.\n$/,
    );
    await npx("drydock", "preview", "--accept");
    assert.match((await npx("drydock", "preview", "--check")).out, /no changes/);
  });

  it("knows which version accepted the baseline", async () => {
    assert.match(
      (await npx("drydock", "upgrade")).out,
      /^The baselines were accepted with this version/,
    );
  });

  it("is created, listed and deleted in the sandbox, under the policies", async () => {
    assert.match((await npx("drydock", "sandbox", "up")).out, /\+ \d+ created/);
    assert.match((await npx("drydock", "sandbox", "describe")).out, /shop-test-web:1/);
    assert.match((await npx("drydock", "sandbox", "destroy")).out, /- \d+ deleted/);
  });

  it("previews with pulumi itself and the pack from node_modules", async () => {
    const here = await pulumiIn(shop, { project: "shop" });
    try {
      await here.pulumi("stack", "init", "test");
      const options = (await npx("drydock", "policies", "--stack", "test")).out.trim();
      assert.match(
        options,
        /^--policy-pack node_modules\/drydock-policy --policy-pack-config \S+test\.json$/,
      );
      const out = await here.pulumi("preview", "--stack", "test", ...options.split(" "));
      assert.match(out, /\+ \d+ to create/);
      assert.match(out, /drydock(-policy)?@v0\.1\.0/);
    } finally {
      await here.close();
    }
  });

  it("gets bootstrap/, which previews clean and is up to date", async () => {
    const account = ["--account", "111122223333", "--repository", "octo-org/shop"];
    const { out } = await npx("drydock", "bootstrap", ...account);
    const folder = join(shop, "bootstrap");
    for (const file of [
      "index.ts",
      "Pulumi.yaml",
      "Pulumi.bootstrap.yaml",
      "permissions/test.json",
      "permissions/production.json",
    ]) {
      assert.ok(existsSync(join(folder, file)), file);
      assert.ok(out.includes(`  bootstrap/${file}\n`), out);
    }
    assert.match((await npx("drydock", "bootstrap", "--check")).out, /is up to date/);
    // Where docs/bootstrap.md says to look: npx finds the command in the folder above.
    const preview = await run(folder, "drydock", "preview");
    assert.match(preview.out, /^bootstrap {2}Pulumi\.bootstrap\.yaml, eu-central-1, protected/);
    assert.match(preview.out, /Policies: 0 mandatory, 0 advisory findings/);
    const here = await pulumiIn(folder, { project: "shop-bootstrap" });
    try {
      await here.pulumi("stack", "init", "bootstrap");
      const previewed = await here.pulumi("preview", "--stack", "bootstrap");
      assert.match(previewed, /\+ \d+ to create/);
    } finally {
      await here.close();
    }
  });

  it("completes stacks in a shell", async () => {
    assert.match(
      (await npx("drydock", "complete", "--", "preview", "--stack", "")).out,
      /^production/m,
    );
  });
});
