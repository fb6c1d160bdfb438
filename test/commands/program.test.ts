import assert from "node:assert/strict";
import { readManifest } from "../support/manifests";
import { drydock } from "./support";

/** Every command by its words. */
const commands = [
  "init",
  "preview",
  "policies",
  ...["up", "preview", "refresh", "destroy"].map((name) => `sandbox ${name}`),
  ...["outputs", "history", "export", "cancel", "recover", "describe", "reset"].map(
    (name) => `sandbox ${name}`,
  ),
  "import compose",
  "app",
  "upgrade",
];

/** Commands that take an argument. */
const onThings = [
  ...["status", "logs", "why", "deployments", "approve"],
  ...["rollback", "scale", "restart", "run", "exec"],
];

describe("drydock", () => {
  it("lists its commands and exit codes", async () => {
    const { code, out, err } = await drydock(["--help"]);
    assert.deepEqual([code, err], [0, ""]);
    for (const command of [...commands, ...onThings, "complete"]) {
      assert.match(out, new RegExp(`^ {2}${command.split(" ")[0] ?? ""}\\b`, "m"));
    }
    assert.match(out, /Exit codes: 0 in order, 1 found something, 2 used wrongly\./);
  });

  it("loads each command that it lists", async () => {
    const { out } = await drydock(["--help"]);
    const listed = [...out.matchAll(/^ {2}([a-z][a-z-]+)/gm)].flatMap(([, name]) => name ?? []);
    assert.ok(listed.length > 20, out);
    for (const name of listed.filter((name) => name !== "complete")) {
      const help = await drydock([name, "--help"]);
      assert.match(help.out, new RegExp(`^Usage: drydock ${name}\\b`), name);
    }
  });

  it("prints its version", async () => {
    const { version } = readManifest("drydock/package.json");
    assert.deepEqual(await drydock(["--version"]), { code: 0, out: `${version ?? ""}\n`, err: "" });
  });

  for (const command of commands) {
    it(`describes ${command}`, async () => {
      const { code, out } = await drydock([...command.split(" "), "--help"]);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`^Usage: drydock ${command} \\[options\\]`));
    });
  }

  it("prints the options that hold a stack to the policies, by its name or its lifecycle", async () => {
    const options = (levels: string): string =>
      `--policy-pack policy --policy-pack-config policy/config/${levels}.json\n`;
    for (const [args, levels] of [
      ["--stack test", "test"],
      ["--stack production", "production"],
      ["--config examples/first-service/Pulumi.example.yaml", "test"],
    ]) {
      const { code, out } = await drydock(["policies", ...(args ?? "").split(" ")]);
      assert.deepEqual([code, out], [0, options(levels ?? "")], args);
    }
  });

  for (const command of onThings) {
    it(`describes ${command}`, async () => {
      const { code, out } = await drydock([command, "--help"]);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`^Usage: drydock ${command}(\\|\\w+)? \\[options\\] [[<]`));
    });
  }

  for (const command of [
    ...onThings,
    "init",
    "preview",
    "policies",
    "sandbox up",
    "import compose",
    "app",
    "upgrade",
  ]) {
    it(`shows examples of ${command}`, async () => {
      const { out } = await drydock([...command.split(" "), "--help"]);
      assert.match(out, new RegExp(`Examples:\\n {2}\\$ npx drydock ${command}`));
    });
  }

  const mistakes: readonly (readonly [args: string, message: RegExp])[] = [
    ["previw", /unknown command 'previw'\n\(Did you mean preview\?\)/],
    ["sandbox upp", /unknown command 'upp'\n\(Did you mean up\?\)/],
    ["preview --stak test", /unknown option '--stak'\n\(Did you mean --stack\?\)/],
    ["preview --json --markdown", /'--json' cannot be used with option '--markdown'/],
    ["preview --config a.yaml --stack test", /cannot be used with option/],
    ["preview test", /too many arguments/],
    ["preview --stack", /argument missing/],
    [
      "preview --stack prod",
      /^The stack prod does not exist: the repository has test, production\.\n$/,
    ],
    ["sandbox reset --stack ../..", /A stack's name has 1 to 100 letters/],
    ["sandbox up --slow soon", /Give milliseconds, or <calls>=<milliseconds>/],
    ["init --name Shop_1", /Give 1 to 20 lower-case letters, digits and hyphens/],
    ["logs --since yesterday", /Give 30s, 10m, 2h, 3d or a date/],
    ["deployments web --limit 0", /Give a whole number from 1 to 1000/],
    ["scale web many", /Give a whole number from 0 to 5000/],
    ["init --port 0", /Give a whole number from 1 to 65535/],
    ["init --image a/b:1 --build app", /cannot be used with option/],
  ];
  for (const [args, message] of mistakes) {
    it(`refuses: drydock ${args}`, async () => {
      const { code, out, err } = await drydock(args.split(" "));
      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, message);
      assert.doesNotMatch(err, /^\s+at /m);
    });
  }

  it("shows its help where no command is given", async () => {
    const { code, err } = await drydock([]);
    assert.equal(code, 2);
    assert.match(err, /^Usage: drydock/);
  });
});
