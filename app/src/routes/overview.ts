import { Hono } from "hono";
import { deployVariables } from "../environment";
import { envVarsPage } from "../pages/env-vars";
import { homePage } from "../pages/home";
import { secretsPage } from "../pages/secrets";
import { secretViews } from "../secrets";
import type { Services } from "../services";

/** `/`, `/env-vars` and `/secrets`: what the process was started with. */
export function overviewRoutes({ settings, metadata, notes, render }: Services): Hono {
  const app = new Hono();
  const startedAt = new Date().toISOString();
  const { variables, revealSecrets } = settings;
  app.get("/", async (c) => {
    const [task, list] = await Promise.all([metadata.task(), notes.list()]);
    const page = homePage({
      task,
      variables: deployVariables(variables),
      secrets: secretViews(variables, revealSecrets),
      revealSecrets,
      notes: list,
      startedAt,
    });
    return render(c, page);
  });
  app.get("/env-vars", (c) => render(c, envVarsPage(deployVariables(variables))));
  app.get("/secrets", (c) =>
    render(c, secretsPage(secretViews(variables, revealSecrets), revealSecrets)),
  );
  return app;
}
