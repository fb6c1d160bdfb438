import * as z from "zod/mini";
import { messageOf } from "../src/log";
import { rateAt, type NetworkAnswer, type NetworkSample } from "../src/metadata/rate";
import { addPoint, type Point } from "./chart";
import { element } from "./dom";
import { createFigure, type TaskFigure } from "./figure";

const POLL_MS = 2000;

/** More tasks than this are not drawn: the page is for watching a few. */
const FIGURES_MAX = 6;

/** One task that has answered. Behind a load balancer the answers of all tasks come in turn, so each has its own. */
interface Watched {
  readonly figure: TaskFigure;
  sample: NetworkSample | undefined;
  history: readonly Point[];
}

/** The answer of `/metadata/network`, which may come from a task of another version while a deployment runs. */
const answerShape = z.object({
  task: z.string(),
  zone: z.optional(z.string()),
  sample: z.object({
    readAt: z.string(),
    receivedBytes: z.number(),
    sentBytes: z.number(),
    rate: z.optional(z.object({ receivedPerSecond: z.number(), sentPerSecond: z.number() })),
  }),
});

const problemShape = z.object({ problem: z.string() });

/** Asks for the traffic every two seconds while the page is visible, and draws it into `place`. */
export function watchTraffic(place: HTMLElement): void {
  const watched = new Map<string, Watched>();
  const notice = element("p", { class: "notice problem", role: "status" });
  const round = async (): Promise<void> => {
    if (document.hidden) {
      return;
    }
    try {
      const answer = await ask();
      notice.remove();
      take(answer, { watched, place });
    } catch (thrown) {
      // Said once, not every two seconds, for whoever has the page read aloud.
      const text = `No traffic to show. ${messageOf(thrown)}`;
      if (notice.textContent !== text || !notice.isConnected) {
        notice.textContent = text;
        place.replaceChildren(notice, ...[...watched.values()].map(({ figure }) => figure.root));
      }
    }
  };
  const repeat = (): void => {
    void round().finally(() => setTimeout(repeat, POLL_MS));
  };
  repeat();
  new ResizeObserver(() => {
    for (const { figure, history } of watched.values()) {
      figure.show(history);
    }
  }).observe(place);
}

async function ask(): Promise<NetworkAnswer> {
  const response = await fetch("/metadata/network", { signal: AbortSignal.timeout(5000) });
  const json: unknown = await response.json();
  const answer = answerShape.safeParse(json);
  if (answer.success) {
    const { task, zone, sample } = answer.data;
    return { task, zone, sample: { ...sample, rate: sample.rate } };
  }
  const problem = problemShape.safeParse(json);
  throw new Error(
    problem.success ? problem.data.problem : `The task answered with status ${response.status}.`,
  );
}

function take(
  { task, zone, sample }: NetworkAnswer,
  page: { readonly watched: Map<string, Watched>; readonly place: HTMLElement },
): void {
  let entry = page.watched.get(task);
  if (!entry) {
    if (page.watched.size >= FIGURES_MAX) {
      return;
    }
    entry = { figure: createFigure(task, zone), sample: undefined, history: [] };
    if (page.watched.size === 0) {
      page.place.replaceChildren();
    }
    page.watched.set(task, entry);
    page.place.append(entry.figure.root);
  }
  const rate = rateAt(entry.sample, sample);
  if (rate) {
    entry.history = addPoint(entry.history, {
      time: Date.parse(sample.readAt),
      received: rate.receivedPerSecond,
      sent: rate.sentPerSecond,
    });
  }
  entry.sample = sample;
  entry.figure.show(entry.history);
}
