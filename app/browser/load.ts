import { formatBytes } from "../src/format";
import { messageOf } from "../src/log";

/** How often the figure beside the button changes: often enough to see, seldom enough to be read aloud. */
const SAY_EVERY_MS = 1000;

/** Receives what the form asks for on the page, with its progress, instead of leaving the page for a download. */
export function enhanceLoadForm(form: HTMLFormElement): void {
  const button = form.querySelector("button");
  const state = form.querySelector("#load-state");
  if (!button || !state) {
    return;
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.disabled = true;
    const say = (text: string): void => {
      state.textContent = text;
    };
    receive(form, say)
      .catch((thrown: unknown) => {
        say(`Stopped: ${messageOf(thrown)}.`);
      })
      .finally(() => {
        button.disabled = false;
      });
  });
}

async function receive(form: HTMLFormElement, say: (text: string) => void): Promise<void> {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") {
      query.set(name, value);
    }
  }
  say("Asking the task.");
  const response = await fetch(`/load?${query.toString()}`);
  if (!response.ok || !response.body) {
    say(
      response.status === 429
        ? "This task already sends as much as it may. Try again in a few seconds."
        : `Refused with status ${response.status}.`,
    );
    return;
  }
  const total = formatBytes(Number(response.headers.get("content-length")));
  const reader = response.body.getReader();
  let received = 0;
  let said = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    received += part.value.length;
    if (performance.now() - said > SAY_EVERY_MS) {
      said = performance.now();
      say(`Received ${formatBytes(received)} of ${total}.`);
    }
  }
  say(`Done: received ${formatBytes(received)}.`);
}
