/**
 * Causes of failed tasks, by what AWS says of them, most specific first. The texts are AWS's:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
 */

import type { Diagnosis } from "./diagnosis";
import { ending } from "./ending";
import { running } from "./running";
import { starting } from "./starting";

export { type Diagnosis, type Source, start } from "./diagnosis";

export const diagnoses: readonly Diagnosis[] = [...starting, ...running, ...ending];
