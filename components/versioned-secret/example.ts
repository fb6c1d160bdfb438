import { VersionedSecret } from "../index";

const secret = new VersionedSecret("orders", {
  secretName: "shop-test/orders",
  versions: [{ values: [{ key: "API_KEY", generateLength: 32 }] }],
});

export const secretArn = secret.arn;
