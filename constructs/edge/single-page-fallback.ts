/**
 * CloudFront function for the requests of a single-page application: what names no file is answered with the application itself.
 *
 * It rewrites the request and not the error, so an error is never hidden, and it runs only where it is attached. Paths
 * under `/.well-known/` are files without an ending and stay as they are.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export const singlePageFallback = `function handler(event) {
  const request = event.request;
  const file = request.uri.split("/").pop();
  if (!file.includes(".") && !request.uri.startsWith("/.well-known/")) request.uri = "/index.html";
  return request;
}
`;

/** The version of JavaScript that it is written in. */
export const singlePageFallbackRuntime = "cloudfront-js-2.0";
