import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { contextHash, type ContextEntry } from "../../components/container-image/context-hash";
import { ignoreRules, isIgnored } from "../../components/container-image/ignore-rules";
import { readContextHash } from "../../components/container-image/read-context";

describe(".dockerignore", () => {
  // Docker's rules: https://docs.docker.com/build/concepts/context/#dockerignore-files
  for (const [lines, path, ignored] of [
    ["", "a", false],
    ["# a", "# a", false],
    ["a", "a", true],
    ["a", "b/a", false],
    ["a", "a/b/c", true],
    ["a/b", "a/b", true],
    ["a/b", "a", false],
    ["/a", "a", true],
    ["./a", "a", true],
    ["a/", "a/b", true],
    ["  a  ", "a", true],
    ["\uFEFFa", "a", true],
    ["a\r\nb", "b", true],
    ["x/../a", "a", true],
    ["../a", "a", true],
    ["*.md", "a.md", true],
    ["*.md", "a/b.md", false],
    ["*/*.md", "a/b.md", true],
    ["**/*.md", "a.md", true],
    ["**/*.md", "a/b/c.md", true],
    ["**/node_modules", "a/node_modules/b/c", true],
    ["a/**", "a/b/c", true],
    ["a/**/d", "a/d", true],
    ["a/**/d", "a/b/c/d", true],
    ["a/**/d", "ad", false],
    ["**", "a/b", true],
    ["a?", "ab", true],
    ["a?", "a", false],
    ["a?b", "a/b", false],
    ["[ab].c", "a.c", true],
    ["[ab].c", "c.c", false],
    ["[^ab].c", "c.c", true],
    ["[^ab].c", "a.c", false],
    ["a[", "a[", true],
    ["[z-a]", "z", false],
    ["a.b", "axb", false],
    ["a+(b)$", "a+(b)$", true],
    ["a\\*", "a*", true],
    ["a\\*", "ab", false],
    ["*\n!a", "a", false],
    ["*\n!a", "b", true],
    ["!a\n*", "a", true],
    ["a\n!a/b", "a/b", false],
    ["a\n!a/b", "a/b/c", false],
    ["a\n!a/b", "a/c", true],
    ["*.md\n!README*.md\nREADME-secret.md", "README-secret.md", true],
    ["*.md\n!README*.md\nREADME-secret.md", "README-all.md", false],
    ["!", "!", false],
    [".", "a", false],
  ] as const) {
    it(`${JSON.stringify(lines)} ${ignored ? "leaves out" : "lets through"} ${path}`, () => {
      assert.equal(isIgnored(path, ignoreRules(lines)), ignored);
    });
  }

  it("is readable whatever it says", () => {
    const lines = fc.string({ unit: fc.constantFrom(...Array.from("[]\\-za^*?!/. \n")) });
    fc.assert(
      fc.property(lines, fc.string({ minLength: 1 }), (text, name) => {
        isIgnored(name, ignoreRules(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("hash of a build context", () => {
  const dockerfile = Buffer.from("FROM scratch\n");
  const file = (name: string, content: string): ContextEntry => ({
    path: name,
    content: Buffer.from(content),
    link: false,
  });
  const files = [file("a", "1\n2\n"), file("b/c", "\u0000\r\n"), file("d", "")];

  it("is the same in whatever order the files are found, with whatever line ends", () => {
    const unix = contextHash(dockerfile, files);
    assert.match(unix, /^[0-9a-f]{64}$/);
    assert.equal(contextHash(dockerfile, files.toReversed()), unix);
    assert.equal(contextHash(dockerfile, [file("a", "1\r\n2\r\n"), ...files.slice(1)]), unix);
  });

  for (const [what, changed] of [
    ["a name", [file("A", "1\n2\n"), ...files.slice(1)]],
    ["a text", [file("a", "1\n3\n"), ...files.slice(1)]],
    ["a byte of a binary file", [...files.slice(0, 1), file("b/c", "\u0000\n"), ...files.slice(2)]],
    ["a file that is now a link", [{ ...file("a", "1\n2\n"), link: true }, ...files.slice(1)]],
    ["one file less", files.slice(1)],
    [
      "bytes that moved to the next file",
      [file("a", "1\n"), file("b/c", "2\n\u0000\r\n"), ...files.slice(2)],
    ],
  ] as const) {
    it(`follows ${what}`, () => {
      assert.notEqual(contextHash(dockerfile, changed), contextHash(dockerfile, files));
    });
  }

  it("follows a carriage return that ends no line", () => {
    const [lone, none] = ["1\r2", "12"].map((text) => contextHash(dockerfile, [file("a", text)]));
    assert.notEqual(lone, none);
  });

  it("follows the Dockerfile", () => {
    assert.notEqual(contextHash(Buffer.from("FROM a\n"), files), contextHash(dockerfile, files));
  });
});

describe("build context on disk", () => {
  let root = "";
  const write = (name: string, content: string) => {
    const target = path.join(root, name);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  };
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "context-"));
    write("app/Dockerfile", "FROM scratch\n");
    write("app/.dockerignore", "node_modules\n*.log\n");
    write("app/src/index.ts", "export {};\n");
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });
  const hash = (dockerfile?: string) =>
    readContextHash({
      context: path.join(root, "app"),
      ...(dockerfile === undefined ? {} : { dockerfile: path.join(root, dockerfile) }),
    });

  it("counts what the build sees, and nothing else", () => {
    const before = hash();
    write("app/node_modules/a/b.js", "1");
    write("app/error.log", "1");
    write("outside.ts", "1");
    chmodSync(path.join(root, "app/src/index.ts"), 0o777);
    assert.equal(hash(), before);
    write("app/src/error.log", "1");
    assert.notEqual(hash(), before, "*.log names the top folder only");
  });

  it("sees what an exception lets through again, also below an ignored folder", () => {
    write("app/.dockerignore", "*\n!src/keep\n");
    const before = hash();
    write("app/src/other", "1");
    assert.equal(hash(), before);
    write("app/src/keep/a", "1");
    assert.notEqual(hash(), before);
  });

  it("prefers the ignore file of the Dockerfile, wherever that is", () => {
    write("docker/web.Dockerfile", "FROM scratch\n");
    const before = hash("docker/web.Dockerfile");
    write("docker/web.Dockerfile.dockerignore", "src\n");
    const after = hash("docker/web.Dockerfile");
    assert.notEqual(after, before);
    write("app/src/index.ts", "changed\n");
    assert.equal(hash("docker/web.Dockerfile"), after);
    write("docker/web.Dockerfile", "FROM scratch AS changed\n");
    assert.notEqual(hash("docker/web.Dockerfile"), after);
  });

  it("takes a symbolic link by where it points, and follows none", () => {
    const before = hash();
    symlinkSync("nowhere", path.join(root, "app/link"));
    const dangling = hash();
    assert.notEqual(dangling, before);
    rmSync(path.join(root, "app/link"));
    symlinkSync("..", path.join(root, "app/link"));
    assert.notEqual(hash(), dangling);
  });
});
