import { VersionedSecret } from "../index";

const secret = new VersionedSecret("orders", {
  secretName: "shop-test/orders",
  versions: [{ API_KEY: { generate: 32 } }],
});

export const secretArn = secret.arn;
