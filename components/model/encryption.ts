import { withReading } from "./check/advice";
import { onByDefault, strict, whole } from "./primitives";

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
export const deletionWindowDays = whole(7, 30)
  .default(30)
  .describe("Days a deleted key can still be restored, 7 to 30. Defaults to 30.");

export const encryption = withReading(
  strict({
    customerKey: onByDefault(
      "Encrypt logs, secrets, file systems, images and exec sessions with one customer-managed KMS key, " +
        "about 1 USD a month; false leaves AWS-owned or AWS-managed keys.",
    ),
    deletionWindowDays,
  }),
  (value) => (typeof value === "boolean" ? { customerKey: value } : undefined),
)
  .prefault({})
  .describe("Which key encrypts the environment's data.");
