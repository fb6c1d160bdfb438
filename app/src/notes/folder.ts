import {
  access,
  constants,
  mkdir,
  open,
  readdir,
  rename,
  stat,
  unlink,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../log";
import { bad, good, type Result } from "../result";
import { createDeadline, DeadlineError } from "./deadline";
import { isNoteName, NOTE_MAX_BYTES, noteName, parseNote, serializeNote, type Note } from "./note";

/** Notes that are kept; writing one more removes the oldest. Also the number a page shows. */
export const NOTES_KEPT = 100;

const DEADLINE_MS = 3000;

/** One file in the folder: a note, or why it cannot be read as one. */
export interface NoteEntry {
  readonly name: string;
  readonly note: Result<Note>;
}

/** Notes on the volume that all tasks share. Nothing here throws: a page shows the problem instead. */
export interface NotesFolder {
  /** Newest first. */
  list(): Promise<Result<readonly NoteEntry[]>>;
  /** Undefined where there is no such note. */
  read(name: string): Promise<Result<NoteEntry | undefined>>;
  /** Gives the name of the new note. */
  write(note: Note): Promise<Result<string>>;
  /** Whether the volume is there and can be written to. */
  check(): Promise<Result<void>>;
}

export function createNotesFolder(dataDir: string, deadlineMs = DEADLINE_MS): NotesFolder {
  const folder = join(dataDir, "notes");
  const deadline = createDeadline(deadlineMs);
  const attempt = async <T>(work: () => Promise<T>): Promise<Result<T>> => {
    try {
      return good(await deadline(work));
    } catch (thrown) {
      return bad(volumeProblem(dataDir, thrown));
    }
  };
  return {
    list: () =>
      attempt(async () => {
        const newest = (await noteNames(dataDir, folder)).slice(0, NOTES_KEPT);
        return Promise.all(newest.map(async (name) => readEntry(folder, name)));
      }),
    read: (name) =>
      attempt(async () => {
        // Only a name that is listed, so that `../x` is never a path.
        const known = (await noteNames(dataDir, folder)).includes(name);
        return known ? readEntry(folder, name) : undefined;
      }),
    write: (note) =>
      attempt(async () => {
        const name = await writeNote(folder, note);
        await removeOldest(dataDir, folder);
        return name;
      }),
    check: () => attempt(() => access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)),
  };
}

/** Names of notes, newest first. No folder of notes yet means none; no volume at all is an error. */
async function noteNames(dataDir: string, folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter(isNoteName).sort().reverse();
  } catch (thrown) {
    if (codeOf(thrown) !== "ENOENT") {
      throw thrown;
    }
    await stat(dataDir);
    return [];
  }
}

/** Other tasks and people write to the volume too, so whatever is there is read with a limit and checked. */
async function readEntry(folder: string, name: string): Promise<NoteEntry> {
  try {
    const file = await open(join(folder, name), "r");
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(NOTE_MAX_BYTES + 1));
      const note =
        bytesRead > NOTE_MAX_BYTES
          ? bad(`it is larger than ${NOTE_MAX_BYTES} bytes`)
          : parseNote(buffer.toString("utf8", 0, bytesRead));
      return { name, note };
    } finally {
      await file.close();
    }
  } catch (thrown) {
    return { name, note: bad(messageOf(thrown)) };
  }
}

/** Written under another name first, so that no other task ever reads half a note. */
async function writeNote(folder: string, note: Note): Promise<string> {
  await ignoring("EEXIST", mkdir(folder));
  const name = noteName(note);
  const unfinished = join(folder, `.${name}.tmp`);
  await writeFile(unfinished, serializeNote(note), { flag: "wx" });
  await rename(unfinished, join(folder, name));
  return name;
}

async function removeOldest(dataDir: string, folder: string): Promise<void> {
  for (const name of (await noteNames(dataDir, folder)).slice(NOTES_KEPT)) {
    // Another task may remove the same one at the same time: gone is gone.
    await ignoring("ENOENT", unlink(join(folder, name)));
  }
}

/** Waits for file work, where one error means that it is already as it should be. */
async function ignoring(code: string, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (thrown) {
    if (codeOf(thrown) !== code) {
      throw thrown;
    }
  }
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && "code" in thrown ? String(thrown.code) : undefined;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "is not there: mount a volume on it, or set DATA_DIR to a folder that exists",
  ENOTDIR: "is not a folder",
  EACCES: "may not be used by this container's user: check the owner of the access point",
  EPERM: "may not be used by this container's user: check the access point and the task role",
  EROFS: "is read-only: mount it writable",
  ENOSPC: "is full",
  ESTALE: "is no longer the file system that was mounted: replace the task",
};

function volumeProblem(dataDir: string, thrown: unknown): string {
  if (thrown instanceof DeadlineError) {
    return `The volume on ${dataDir} does not answer (${thrown.message}): check its mount target and security group.`;
  }
  const code = codeOf(thrown);
  const reason = code === undefined ? undefined : REASONS[code];
  return `The volume on ${dataDir} ${reason ?? `cannot be used (${messageOf(thrown)})`}.`;
}
