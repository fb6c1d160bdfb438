/** Writes AWS's icons that pictures show, as AWS draws them, into drydock/diagram/icons.json. Their terms are in NOTICE. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./generator";

const names = [
  "AWSFargate",
  "AWSLambda",
  "AWSPrivateLink",
  "AWSSecretsManager",
  "AWSStepFunctions",
  "AWSSystemsManager",
  "AmazonAurora",
  "AmazonBedrock",
  "AmazonDynamoDB",
  "AmazonEFS",
  "AmazonElastiCache",
  "AmazonEventBridge",
  "AmazonKinesis",
  "AmazonRDS",
  "AmazonSimpleNotificationService",
  "AmazonSimpleQueueService",
  "AmazonSimpleStorageService",
  "AmazonVirtualPrivateCloud",
  "ElasticLoadBalancing",
];

const folder = join(
  dirname(require.resolve("aws-icons/package.json")),
  "icons/architecture-service",
);

/** The drawing inside the file's one `svg` element, without its title. @throws Error for a file of another form */
function drawingOf(name: string): string {
  const text = readFileSync(join(folder, `${name}.svg`), "utf8").trim();
  const [, drawing] =
    /^<svg xmlns="[^"]*" viewBox="0 0 64 64">(?:<title>[^<]*<\/title>)?(<g .*<\/g>)<\/svg>$/s.exec(
      text,
    ) ?? [];
  if (drawing === undefined || /\sid=|href|<script|<style/.test(drawing)) {
    throw new Error(`${name}.svg is no drawing of 64 by 64 that stands for itself.`);
  }
  return drawing;
}

const icons = Object.fromEntries(names.map((name) => [name, drawingOf(name)]));
writeFileSync(join(root, "drydock/diagram/icons.json"), `${JSON.stringify(icons, null, 2)}\n`);
