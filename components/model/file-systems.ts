import { z } from "zod";
import { argumentType } from "./check/argument-type";
import { onByDefault, severalNamed, strict } from "./primitives";

/** Settings of a file system that a stack file and the component's arguments have in common. */
export const fileSystemShape = {
  backup: onByDefault("Back the files up daily with AWS Backup."),
  /** https://docs.aws.amazon.com/efs/latest/ug/API_LifecyclePolicy.html */
  infrequentAccessAfterDays: z
    .union([1, 7, 14, 30, 60, 90, 180, 270, 365].map((days) => z.literal(days)))
    .default(30)
    .describe("Days after which unread files move to cheaper storage. Defaults to 30."),
  throughputMode: argumentType(
    "ThroughputModes",
    "How a file system's throughput is set.",
    z.enum({ Elastic: "elastic", Bursting: "bursting" }),
  )
    .default("elastic")
    .describe(
      "elastic: pay by the data moved. bursting: grows with the data stored. Defaults to elastic.",
    ),
};

export const fileSystems = severalNamed(
  strict(fileSystemShape).prefault({}),
  "EFS file systems, by the name services mount them by.",
);
