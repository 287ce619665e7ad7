import { runInNewContext } from "node:vm";
import { singlePageFallback } from "../../../constructs/edge/single-page-fallback";

/** The path under which CloudFront asks the bucket when a viewer asks for a path. */
function asked(uri: string): unknown {
  return runInNewContext(`${singlePageFallback}; handler({ request: { uri: ${JSON.stringify(uri)} } }).uri`);
}

describe("the fallback of a single-page application", () => {
  test.each(["/", "/bookings", "/providers/42", "/providers/42/", "/v1.2/prices"])("answers %s with the application", (uri) => {
    expect(asked(uri)).toBe("/index.html");
  });

  test.each(["/index.html", "/favicon.ico", "/static/app.3f2a91c0.js", "/robots.txt", "/.well-known/apple-app-site-association"])(
    "leaves the file %s alone",
    (uri) => {
      expect(asked(uri)).toBe(uri);
    },
  );

  test("changes nothing else of a request", () => {
    const request = { method: "GET", uri: "/bookings", querystring: { page: { value: "2" } } };

    expect(runInNewContext(`${singlePageFallback}; JSON.stringify(handler({ request: ${JSON.stringify(request)} }))`)).toBe(
      JSON.stringify({ ...request, uri: "/index.html" }),
    );
  });

  test("fits into the 10 KB that CloudFront takes", () => {
    expect(Buffer.byteLength(singlePageFallback)).toBeLessThan(10_240);
  });
});
