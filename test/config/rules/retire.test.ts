import { accepts, refuses, services } from "../support";

const shared = { fileSystems: { shared: {} } };

describe("rule: things to retire", () => {
  accepts(
    "what the environment creates",
    {
      ...services({ web: { image: { build: { context: "app" } } } }),
      ...shared,
      ingress: {},
      retire: {
        images: { web: "keep" },
        fileSystems: { shared: "delete" },
        accessLogs: { ingress: "keep" },
        loadBalancers: { ingress: "delete" },
        key: "keep",
      },
    },
    { "app/Dockerfile": "FROM scratch" },
  );
  refuses(
    "what it does not create",
    `drydock:retire.fileSystems.shred: This environment creates no such thing, so there is nothing to retire.
allowed: shared
fix: Write shared, or remove this line.

drydock:retire.loadBalancers.ingress: This environment creates no such thing, so there is nothing to retire.
allowed: no drydock:retire.loadBalancers
fix: Remove this line.

drydock:retire.key: This environment creates no such thing, so there is nothing to retire.
allowed: no drydock:retire.key
fix: Remove this line.`,
    {
      ...shared,
      encryption: { customerKey: false },
      retire: {
        fileSystems: { shred: "keep" },
        loadBalancers: { ingress: "delete" },
        key: "delete",
      },
    },
  );
  refuses(
    "a choice that is none",
    `drydock:retire.loadBalancers.ingress = "keep": This is none of the allowed values.
allowed: delete
fix: Write one of these.`,
    { ingress: {}, retire: { loadBalancers: { ingress: "keep" } } },
  );
});
