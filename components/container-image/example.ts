import { ContainerImage } from "../index";

const image = new ContainerImage("web", {
  build: { context: "app" },
  repositoryName: "shop-test/web",
});

export const imageRef = image.imageRef;
