import { Alerts, EncryptionKey } from "../index";

const key = new EncryptionKey("data", {
  alias: "alias/shop-production",
  region: "us-east-2",
  encryptsAlerts: true,
});
const alerts = new Alerts("alerts", {
  topicName: "shop-production-alerts",
  email: ["team@example.com"],
  kmsKeyArn: key.keyArn,
});

export const topicArn = alerts.topicArn;
