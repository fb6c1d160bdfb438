import { messageOf } from "./failure";

/** What a page answered. */
export interface Page {
  /** 0 where nothing answered. */
  readonly status: number;
  /** The page without its tags, with single blanks; or why nothing answered. */
  readonly text: string;
}

/** The pages of the deployed application, as a browser asks for them. */
export interface Site {
  get(path: string): Promise<Page>;
  /** Sends a form. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Page>;
}

/** Longer than the application's own limit for a page. */
const TIMEOUT_MS = 15_000;

export function createSite(url: string): Site {
  const ask = async (path: string, init: RequestInit): Promise<Page> => {
    try {
      const answer = await fetch(new URL(path, url), {
        ...init,
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { status: answer.status, text: textOf(await answer.text()) };
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      return { status: 0, text: messageOf(cause ?? error) };
    }
  };
  return {
    get: (path) => ask(path, {}),
    post: (path, fields) =>
      ask(path, {
        method: "POST",
        // The application accepts forms of its own pages only.
        headers: { origin: new URL(url).origin },
        body: new URLSearchParams(fields),
      }),
  };
}

const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** A page in a message: its status and how it begins. */
export const shown = ({ status, text }: Page): string =>
  `${status === 0 ? "no answer" : `status ${status}`}${text === "" ? "" : `: ${text.slice(0, 200)}`}`;
