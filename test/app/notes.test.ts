import assert from "node:assert/strict";
import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { createDeadline, DeadlineError } from "../../app/src/notes/deadline";
import { createNotesFolder, NOTES_KEPT } from "../../app/src/notes/folder";
import {
  isNoteName,
  NOTE_MAX_BYTES,
  noteName,
  noteText,
  parseNote,
  serializeNote,
  type Note,
} from "../../app/src/notes/note";
import { cleanUp, temporaryFolder } from "./support";

after(cleanUp);

const note = (text: string, second = 0, writtenBy = "0123456789abcdef"): Note => ({
  text,
  writtenBy,
  writtenAt: new Date(Date.UTC(2026, 10, 21, 10, 0, second)).toISOString(),
});

/** Any characters: the library's own `unit: "binary"` first makes a table of a million. */
const binary = fc
  .array(fc.integer({ min: 0, max: 0x10f7ff }), { maxLength: 500 })
  .map((points) =>
    points.map((one) => String.fromCodePoint(one < 0xd800 ? one : one + 0x800)).join(""),
  );

describe("app: one note", () => {
  it("comes back as it was written, and always fits what is read, whatever its text", () => {
    fc.assert(
      fc.property(binary, (text) => {
        const written = serializeNote(note(text));
        assert.ok(Buffer.byteLength(written) <= NOTE_MAX_BYTES);
        const read = parseNote(written);
        assert.ok(read.ok);
        assert.equal(read.value.text, text);
      }),
    );
  });

  it("has a text of 1 to 500 characters, without the blanks around it", () => {
    assert.deepEqual(noteText("  a\r\nb "), { ok: true, value: "a\nb" });
    assert.deepEqual(noteText("x".repeat(500)), { ok: true, value: "x".repeat(500) });
    assert.deepEqual(noteText("x".repeat(501)), {
      ok: false,
      problem: "The note has 501 characters: at most 500 are kept.",
    });
    assert.deepEqual(noteText(" \n"), {
      ok: false,
      problem: "The note is empty: write something first.",
    });
    assert.equal(noteText(undefined).ok, false);
  });

  it("has a name that sorts by time, and no path is such a name", () => {
    const name = noteName(note("x"));
    assert.match(name, /^20261121T100000000Z-01234567-[0-9a-f]{8}\.json$/);
    assert.ok(isNoteName(name));
    assert.ok(isNoteName(noteName(note("x", 0, "local-12345"))));
    for (const path of [`../${name}`, `a/${name}`, `.${name}.tmp`, `${name}\n`, "x.json", ""]) {
      assert.equal(isNoteName(path), false, path);
    }
  });
});

describe("app: notes on the volume", () => {
  it("lists what several tasks wrote, newest first, and leaves nothing unfinished", async () => {
    const dataDir = await temporaryFolder();
    const [first, second] = [createNotesFolder(dataDir), createNotesFolder(dataDir)];
    assert.deepEqual(await first.list(), { ok: true, value: [] });
    await first.write(note("one", 1, "aaaaaaaa"));
    await second.write(note("two", 2, "bbbbbbbb"));
    const list = await first.list();
    assert.ok(list.ok);
    assert.deepEqual(
      list.value.map(
        (entry) => entry.note.ok && [entry.note.value.text, entry.note.value.writtenBy],
      ),
      [
        ["two", "bbbbbbbb"],
        ["one", "aaaaaaaa"],
      ],
    );
    assert.equal((await readdir(join(dataDir, "notes"))).length, 2);
  });

  it("reads one note, and knows when there is none of that name", async () => {
    const folder = createNotesFolder(await temporaryFolder());
    const name = await folder.write(note("one"));
    assert.ok(name.ok);
    const read = await folder.read(name.value);
    assert.ok(read.ok && read.value?.note.ok);
    assert.equal(read.value.note.value.text, "one");
    for (const other of [noteName(note("never written")), "../../etc/passwd"]) {
      assert.deepEqual(await folder.read(other), { ok: true, value: undefined });
    }
  });

  it(`keeps the newest ${NOTES_KEPT}`, async () => {
    const dataDir = await temporaryFolder();
    await mkdir(join(dataDir, "notes"));
    for (let second = 0; second < NOTES_KEPT + 5; second += 1) {
      const old = note(`old ${second}`, second);
      await writeFile(join(dataDir, "notes", noteName(old)), serializeNote(old));
    }
    const folder = createNotesFolder(dataDir);
    await folder.write(note("newest", 3600));
    const list = await folder.list();
    assert.ok(list.ok);
    assert.equal(list.value.length, NOTES_KEPT);
    const texts = list.value.map((entry) => entry.note.ok && entry.note.value.text);
    assert.deepEqual([texts[0], texts.at(-1)], ["newest", "old 6"]);
  });

  it("says of a file that is no note why, and lists the others", async () => {
    const dataDir = await temporaryFolder();
    const folder = createNotesFolder(dataDir);
    await folder.write(note("good", 5));
    const files = { 1: "{", 2: "{}", 3: "x".repeat(NOTE_MAX_BYTES + 1) };
    for (const [second, content] of Object.entries(files)) {
      await writeFile(join(dataDir, "notes", noteName(note("", Number(second)))), content);
    }
    await mkdir(join(dataDir, "notes", noteName(note("", 4))));
    await writeFile(join(dataDir, "notes", "readme.txt"), "not listed");
    const list = await folder.list();
    assert.ok(list.ok);
    assert.deepEqual(
      list.value.map((entry) => (entry.note.ok ? "good" : entry.note.problem)),
      [
        "good",
        "EISDIR: illegal operation on a directory, read",
        "it is larger than 4096 bytes",
        "it is not a note",
        "it is not JSON",
      ],
    );
  });

  it("says what is wrong with a volume that is not there", async () => {
    const missing = join(await temporaryFolder(), "missing");
    const problem = `The volume on ${missing} is not there: mount a volume on it, or set DATA_DIR to a folder that exists.`;
    const folder = createNotesFolder(missing);
    assert.deepEqual(await folder.check(), { ok: false, problem });
    assert.deepEqual(await folder.list(), { ok: false, problem });
    assert.deepEqual(await folder.read(noteName(note("x"))), { ok: false, problem });
  });

  it("does not make the volume's own folder where it is missing", async () => {
    const missing = join(await temporaryFolder(), "missing");
    const written = await createNotesFolder(missing).write(note("x"));
    assert.equal(written.ok, false);
    await assert.rejects(readdir(missing), { code: "ENOENT" });
  });

  // Root may write everywhere; process.test.ts shows the same as another user.
  (process.getuid?.() === 0 ? it.skip : it)("says so where the user may not write", async () => {
    const dataDir = await temporaryFolder();
    await chmod(dataDir, 0o500);
    const written = await createNotesFolder(dataDir).write(note("x"));
    assert.deepEqual(written, {
      ok: false,
      problem: `The volume on ${dataDir} may not be used by this container's user: check the owner of the access point.`,
    });
  });
});

describe("app: deadline for a volume that hangs", () => {
  it("gives up waiting, refuses at once while too many calls hang, and recovers", async () => {
    const deadline = createDeadline(5, 2);
    const wake: (() => void)[] = [];
    const hang = (): Promise<void> =>
      new Promise((resolve) => {
        wake.push(resolve);
      });
    await assert.rejects(deadline(hang), new DeadlineError("no answer within 0.005 seconds"));
    await assert.rejects(deadline(hang), DeadlineError);
    await assert.rejects(deadline(hang), new DeadlineError("still waiting for earlier calls"));
    assert.equal(wake.length, 2);
    for (const resolve of wake) {
      resolve();
    }
    await new Promise(setImmediate);
    assert.equal(await deadline(() => Promise.resolve("back")), "back");
  });

  it("passes results and errors through", async () => {
    const deadline = createDeadline(1000);
    assert.equal(await deadline(() => Promise.resolve(7)), 7);
    await assert.rejects(
      deadline(() => Promise.reject(new Error("own"))),
      new Error("own"),
    );
  });
});
