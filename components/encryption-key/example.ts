import { EncryptionKey } from "..";

const key = new EncryptionKey("data", { alias: "alias/shop-production", region: "us-east-2" });

export const keyArn = key.keyArn;
