import { Dashboard } from "../index";

const dashboard = new Dashboard("dashboard", {
  dashboardName: "shop-production",
  region: "us-east-2",
  clusterName: "shop-production",
  services: [{ serviceName: "orders", logGroupName: "/shop/production/orders" }],
});

export const url = dashboard.url;
