import { EncryptionKey } from "../index";

const key = new EncryptionKey("data", { alias: "alias/shop-production", region: "us-east-2" });

export const keyArn = key.keyArn;
