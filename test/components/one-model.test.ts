// That a stack file and the arguments of a service are one model: what one refuses the other refuses, in the same words.
import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { FargateServiceArgs } from "drydock-components";
import { serviceSettings } from "../../components/fargate-service/settings";
import { stackService } from "../../components/model/service";
import { componentArguments } from "../../scripts/component-args";
import { packageSchema } from "../../scripts/component-docs";
import { staleFiles } from "../../scripts/generator";
import { problemsOf, services } from "../config/support";
import { refusals, serviceArgs } from "./fargate-samples";

const metric = { namespace: "Shop", metricName: "Depth", steps: [{ from: 1, change: 1 }] };

/** Settings that a stack file and arguments write alike. */
type Settings = Partial<
  Pick<FargateServiceArgs, "cpu" | "scratch" | "exec" | "deployment" | "stopTimeoutSeconds">
> & { readonly sidecars?: Record<string, { memoryMiB?: number; cpu?: number }> } & Pick<
    FargateServiceArgs,
    "scaling" | "pidMode" | "healthCheck" | "ulimits" | "environment"
  >;

const refused: [string, Settings][] = [
  ["sidecars that take all memory", { sidecars: { proxy: { memoryMiB: 512 } } }],
  [
    "a sidecar with less memory than a container may have",
    { sidecars: { proxy: { memoryMiB: 5 } } },
  ],
  [
    "one task that may neither stop nor get a second beside it",
    { deployment: { minimumHealthyPercent: 90, maximumPercent: 110 } },
  ],
  [
    "samples of a time that CloudWatch does not have",
    { scaling: { min: 1, max: 2, steps: { depth: { ...metric, periodSeconds: 45 } } } },
  ],
  [
    "a time zone that is none",
    {
      scaling: {
        min: 1,
        max: 2,
        schedules: { night: { at: "rate(1 day)", timezone: "Mars", min: 0 } },
      },
    },
  ],
  ["a mount over the system", { scratch: ["/etc"] }],
  ["exec with a read-only root", { exec: true }],
  ["a size that Fargate does not have", { cpu: 300 }],
  ["a stop that takes too long", { stopTimeoutSeconds: 121 }],
  ["processes that nobody shares", { pidMode: "task" }],
  ["a check that never runs", { healthCheck: { command: [] } }],
  ["a soft limit above the hard one", { ulimits: { nofile: { soft: 2, hard: 1 } } }],
  ["a plain password", { environment: { DB_PASSWORD: "hunter22" } }],
];

describe("a stack file and the arguments of FargateService", () => {
  for (const [what, settings] of refused) {
    it(`refuse ${what} at the same key, in the same words`, () => {
      const image = { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/a:1" };
      const sidecars = settings.sidecars ?? {};
      const withImage = <Image>(given: Image) =>
        Object.fromEntries(
          Object.entries(sidecars).map(([name, own]) => [name, { image: given, ...own }]),
        );
      const problems = problemsOf(services({ web: { ...settings, sidecars: withImage(image) } }));
      const texts = problems.map(({ path: key, message, allowed, fix }) =>
        [
          `${key.replace("drydock:services.web.", "")}: ${message}`,
          ...(allowed === undefined ? [] : [`Allowed: ${allowed}.`]),
          fix,
        ].join(" "),
      );
      assert.equal(texts.length, 1);
      const { containerPort, ...portless } = serviceArgs;
      assert.ok(containerPort > 0);
      const args = { ...portless, ...settings, sidecars: withImage("a:1") };
      assert.deepEqual(
        refusals(() => serviceSettings("web", args)),
        texts,
      );
    });
  }

  it("have interfaces that are generated from the shapes", async () => {
    assert.deepEqual(await staleFiles(componentArguments), [], "run npm run generate");
  });

  it("are described in the same words", () => {
    const schema = packageSchema.parse(
      JSON.parse(readFileSync(path.join(__dirname, "../../components/schema.json"), "utf8")),
    );
    const described = schema.resources["drydock:index:FargateService"]?.inputProperties ?? {};
    const differing = Object.entries(stackService.shape).flatMap(([key, field]) => {
      const words = z.globalRegistry.get(field)?.description ?? "";
      const text = described[key]?.description;
      return text === undefined || text.startsWith(words) ? [] : [key];
    });
    // What a stack file names, arguments have ids of; and a component has no environment to take a default from.
    assert.deepEqual(differing.sort(), [
      "alarms",
      "connectsTo",
      "image",
      "logRetentionDays",
      "reaches",
    ]);
  });
});
