import { plotOf } from "./backlog/plot";
import { exampleArrivals, exampleFleet, simulate } from "./backlog/simulation";
import { type Generator, outputOf } from "./generator";

/** The pictures of both environments, which README.md shows, and that of a fleet of workers in docs/operations.md. */
export const pictures: Generator = {
  name: "pictures",
  files: async () => ({
    "docs/pictures/test.svg": await outputOf("diagram", "--stack", "test"),
    "docs/pictures/production.svg": await outputOf("diagram", "--stack", "production"),
    "docs/pictures/backlog.svg": backlog(),
  }),
};

function backlog(): string {
  const minutes = simulate(exampleFleet, exampleArrivals());
  return plotOf("Messages that arrive, messages in the queue, and tasks, over eight hours", [
    { title: "messages that arrive in a minute", values: minutes.map(({ arrived }) => arrived) },
    { title: "messages in the queue", values: minutes.map((minute) => minute.backlog) },
    { title: "tasks", values: minutes.map(({ running }) => running) },
  ]);
}
