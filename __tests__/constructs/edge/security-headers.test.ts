import { contentSecurityPolicy, SecurityHeaders } from "../../../constructs/edge/security-headers";
import { resources, testStack } from "../../support/stack";

const nothing = { scripts: [], styles: [], images: [], fonts: [], connections: [], frames: [] };

describe("a content security policy", () => {
  test("without other sources takes everything from the site, frames nothing and is framed by nobody", () => {
    expect(contentSecurityPolicy(nothing).split("; ")).toEqual([
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "font-src 'self'",
      "connect-src 'self'",
      "frame-src 'none'",
      "worker-src 'self'",
      "manifest-src 'self'",
      "object-src 'none'",
      "base-uri 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "upgrade-insecure-requests",
    ]);
  });

  test("adds each source to its own directive", () => {
    const policy = contentSecurityPolicy({
      scripts: ["https://scripts.example.com"],
      styles: ["'unsafe-inline'"],
      images: ["data:"],
      fonts: ["https://fonts.example.com"],
      connections: ["https://api.example.com"],
      frames: ["https://pay.example.com"],
    }).split("; ");

    expect(policy).toHaveLength(14);
    expect(policy.slice(1, 7)).toEqual([
      "script-src 'self' https://scripts.example.com",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self' https://fonts.example.com",
      "connect-src 'self' https://api.example.com",
      "frame-src https://pay.example.com",
    ]);
  });
});

test("security headers replace what an origin says", () => {
  const stack = testStack();
  new SecurityHeaders(stack, "headers", nothing);

  expect(resources(stack, "aws_cloudfront_response_headers_policy")).toEqual({
    headers: {
      name: "ohi-test-security-headers",
      comment: "What pages may do in a browser",
      security_headers_config: {
        strict_transport_security: { access_control_max_age_sec: 63_072_000, include_subdomains: true, preload: false, override: true },
        content_type_options: { override: true },
        frame_options: { frame_option: "DENY", override: true },
        referrer_policy: { referrer_policy: "strict-origin-when-cross-origin", override: true },
        content_security_policy: { content_security_policy: contentSecurityPolicy(nothing), override: true },
      },
      custom_headers_config: {
        items: [{ header: "Permissions-Policy", value: "camera=(), geolocation=(self), microphone=(), payment=(self)", override: true }],
      },
    },
  });
});

test("a source that Terraform would read as an expression reaches browsers as it stands", () => {
  const stack = testStack();
  new SecurityHeaders(stack, "headers", { ...nothing, fonts: ["https://${a}.example.com"] });

  expect(JSON.stringify(resources(stack, "aws_cloudfront_response_headers_policy"))).toContain(
    "font-src 'self' https://$${a}.example.com;",
  );
});
