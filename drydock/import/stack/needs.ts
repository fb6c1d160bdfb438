import { type ImageNeeds, imageNeeds } from "drydock-components/model/image-needs";
import type { Context, Named } from "./context";
import { dockerfileOf } from "./dockerfile";
import { isRemote } from "./remote";

/** Whether a service runs an image as its publisher built it. */
export function isPublished({ service }: Named): boolean {
  return service.build === undefined || isRemote(service.build.context);
}

/** The reference of a service's image, or of the image that its Dockerfile builds on. */
export function publicImageOf(one: Named, context: Context): string | undefined {
  return isPublished(one) ? one.service.image : dockerfileOf(one, context)?.base;
}

/** The facts about that image. */
export function needsOf(one: Named, context: Context): ImageNeeds | undefined {
  const reference = publicImageOf(one, context);
  return reference === undefined ? undefined : imageNeeds(reference);
}
