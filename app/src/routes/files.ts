import { Hono, type Context } from "hono";
import { noteText } from "../notes/note";
import { filesPage, notePage, type FilesView } from "../pages/files";
import { messagePage } from "../pages/message";
import type { Services } from "../services";

/** `/files`: lists, writes and reads notes on the shared volume. */
export function filesRoutes({ settings, notes, identity, render, log }: Services): Hono {
  const app = new Hono();
  const view = async (refused?: FilesView["refused"]): Promise<FilesView> => {
    const [list, { task }] = await Promise.all([notes.list(), identity()]);
    return { dataDir: settings.dataDir, notes: list, task, ...(refused && { refused }) };
  };
  app.get("/files", async (c) => render(c, filesPage(await view())));
  app.post("/files", async (c) => {
    const given = await textField(c);
    const text = noteText(given);
    if (!text.ok) {
      return render(c, filesPage(await view({ problem: text.problem, text: given })), 400);
    }
    const { task } = await identity();
    const written = await notes.write({
      text: text.value,
      writtenBy: task,
      writtenAt: new Date().toISOString(),
    });
    if (!written.ok) {
      log.error("note not written", { problem: written.problem });
      return render(c, filesPage(await view({ problem: written.problem, text: given })), 503);
    }
    // So that reloading the page does not write the note again.
    return c.redirect("/files", 303);
  });
  app.get("/files/:name", async (c) => {
    const entry = await notes.read(c.req.param("name"));
    if (!entry.ok) {
      return render(c, messagePage("The note cannot be read", entry.problem), 503);
    }
    return entry.value === undefined ? c.notFound() : render(c, notePage(entry.value));
  });
  return app;
}

/** The field `text` of the form; empty where the body is no form. */
async function textField(c: Context): Promise<string> {
  try {
    const { text } = await c.req.parseBody();
    return typeof text === "string" ? text : "";
  } catch (thrown) {
    if (thrown instanceof TypeError) {
      return "";
    }
    throw thrown;
  }
}
