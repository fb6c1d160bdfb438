import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Assets } from "./assets";
import type { Lifecycle } from "./lifecycle";
import type { Log } from "./log";
import type { MetadataClient } from "./metadata/client";
import { createIdentity, type Identity } from "./metadata/identity";
import type { NotesFolder } from "./notes/folder";
import { layout, type Page } from "./pages/layout";
import type { Settings } from "./settings";

/** What the application is made from: everything that is outside it, so that tests can stand in for it. */
export interface Parts {
  readonly settings: Settings;
  readonly assets: Assets;
  readonly log: Log;
  readonly metadata: MetadataClient;
  readonly notes: NotesFolder;
  readonly lifecycle: Lifecycle;
}

/** What every route works with. */
export interface Services extends Parts {
  readonly identity: () => Promise<Identity>;
  /** Answers with a whole document. */
  readonly render: (c: Context, page: Page, status?: ContentfulStatusCode) => Promise<Response>;
}

export function createServices(parts: Parts): Services {
  const identity = createIdentity(parts.metadata);
  return {
    ...parts,
    identity,
    render: async (c, page, status = 200) => c.html(layout(page, await identity()), status),
  };
}
