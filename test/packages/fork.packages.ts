import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../engine/support/scratch";

const packages = ["components", "policy", "drydock"];

/**
 * What a pull request from a fork can do to its own judgement, as the `preview` workflow judges it: two checkouts side by side,
 * and the command of the change. That GitHub starts the workflow so, is not shown here.
 */
describe("a pull request that brings its own rules", () => {
  let home: string;
  const base = (): string => join(home, "base");
  const change = (): string => join(home, "change");

  /** A copy of this repository as it is checked out, built, with its packages installed. */
  const checkOut = (folder: string): void => {
    const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: Infinity,
    });
    for (const file of files.split("\0").filter((name) => name !== "")) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(join(root, file), join(folder, file), { preserveTimestamps: true });
    }
    mkdirSync(join(folder, "node_modules"));
    for (const name of readdirSync(join(root, "node_modules"))) {
      const own = packages.find((one) => name === one || name === `drydock-${one}`);
      symlinkSync(
        own === undefined ? join(root, "node_modules", name) : join(folder, own),
        join(folder, "node_modules", name),
      );
    }
    for (const name of packages) {
      cpSync(join(root, name, "dist"), join(folder, name, "dist"), { recursive: true });
    }
  };

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "drydock-fork-"));
    checkOut(base());
    checkOut(change());
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  const edit = (file: string, from: string, to: string): void => {
    const path = join(change(), file);
    const text = readFileSync(path, "utf8");
    assert.ok(text.includes(from), `${file} does not hold ${from}`);
    writeFileSync(path, text.replace(from, to));
  };
  const levels = (content: object): void => {
    writeFileSync(join(change(), "policy", "config", "test.json"), JSON.stringify(content));
  };
  const publicService = (): void => {
    edit(
      "Pulumi.test.yaml",
      "      containerPort: 8080",
      "      placement: public\n      containerPort: 8080",
    );
  };

  const preview = (...options: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["drydock/dist/commands/main.js", "preview", "--stack", "test", ...options],
      { cwd: change(), encoding: "utf8", env: { ...process.env, CI: "false" } },
    );
    return { code: status, out: stdout, err: stderr };
  };
  const judged = () => preview("--rules-from", "../base");

  it("is green where it changes nothing that the base branch's rules forbid", () => {
    const { code, out, err } = judged();
    assert.deepEqual([code, err], [0, ""], out);
    assert.match(out, /Policies of \.\.\/base: 0 mandatory/);
    assert.doesNotMatch(out, /^ {2}rules/m);
  });

  it("is red with every rule disabled, and says so", () => {
    levels({ all: "disabled" });
    publicService();
    const { code, out } = judged();
    assert.equal(code, 1);
    assert.match(out, /mandatory service-no-public-ip \(rules of \.\.\/base\): web:/);
    assert.match(out, /rules +mandatory in \.\.\/base, disabled here: .*\bservice-no-public-ip\b/);
    assert.match(out, /test: every policy is disabled\./);
    const alone = preview();
    assert.equal(alone.code, 1);
    assert.match(alone.out, /test: every policy is disabled\.\n$/);
  });

  it("is red with the rules disabled that it breaks, or an exemption of its own from them", () => {
    publicService();
    const policies = ["service-no-public-ip", "service-subnets-private"];
    const all: unknown = JSON.parse(readFileSync(join(base(), "policy/config/test.json"), "utf8"));
    assert.ok(typeof all === "object" && all !== null);
    levels({ ...all, ...Object.fromEntries(policies.map((name) => [name, "disabled"])) });
    assert.equal(preview().code, 0);
    const disabled = judged();
    assert.equal(disabled.code, 1);
    assert.match(disabled.out, /disabled here: service-no-public-ip, service-subnets-private\n/);

    levels({ ...all, "pack-settings": { today: "2020-01-01" } });
    const exemptions = policies.map((rule) =>
      [
        `  - rule: ${rule}`,
        '    urn: "urn:pulumi:test::drydock::*aws:ecs/service:Service::web"',
        "    reason: no reason",
        "    owner: nobody",
        "    expires: 2020-06-30",
        "    ticket: NONE-1",
      ].join("\n"),
    );
    writeFileSync(
      join(change(), "policy-exemptions.yaml"),
      `${readFileSync(join(change(), "policy-exemptions.yaml"), "utf8").replaceAll("2027-10-31", "2020-10-31")}${exemptions.join("\n")}\n`,
    );
    assert.equal(preview().code, 0);
    const exempt = judged();
    assert.equal(exempt.code, 1);
    assert.match(exempt.out, /only here: web: service-no-public-ip is exempt until 2020-06-30/);
    assert.match(exempt.out, /only here: The configuration sets the day to 2020-01-01/);
  });

  it("is red where the base branch's compiled rules are not its sources", () => {
    writeFileSync(join(base(), "policy", "index.ts"), "// looser\n");
    const { code, out } = judged();
    assert.equal(code, 1);
    assert.match(out, /drydock-policy is older than its sources \(index\.ts changed\)/);
    assert.match(out, /test: the policies did not run\.\n$/);
  });
});
