import { CloudfrontResponseHeadersPolicy } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import { Construct } from "constructs";
import { literal } from "../foundation/literal";
import { nameOf } from "../foundation/names";

/** Sources of a content security policy, besides the site itself. */
export interface ContentSources {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  readonly images: readonly string[];
  readonly fonts: readonly string[];
  /** What the pages may call. */
  readonly connections: readonly string[];
  /** What the pages may show in a frame. */
  readonly frames: readonly string[];
}

/**
 * The content security policy of a site whose pages come from itself, and which nobody may put into a frame.
 *
 * @see https://developer.mozilla.org/docs/Web/HTTP/Guides/CSP
 */
export function contentSecurityPolicy({ scripts, styles, images, fonts, connections, frames }: ContentSources): string {
  const directives = {
    "default-src": ["'self'"],
    "script-src": ["'self'", ...scripts],
    "style-src": ["'self'", ...styles],
    "img-src": ["'self'", ...images],
    "font-src": ["'self'", ...fonts],
    "connect-src": ["'self'", ...connections],
    "frame-src": frames.length === 0 ? ["'none'"] : frames,
    "worker-src": ["'self'"],
    "manifest-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "upgrade-insecure-requests": [],
  };
  return Object.entries(directives)
    .map(([directive, sources]) => [directive, ...sources].join(" "))
    .join("; ");
}

/** Seconds for which a browser keeps to TLS after it has seen the site: two years, as browsers' own lists want it. */
const strictTransportSeconds = 63_072_000;

/** What pages may ask a browser for: where the user is, to find what is near, and a payment. */
const permissions = "camera=(), geolocation=(self), microphone=(), payment=(self)";

/**
 * The headers by which a distribution tells browsers what pages may do. They replace what an origin says.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
export class SecurityHeaders extends Construct {
  public readonly id: string;

  public constructor(scope: Construct, id: string, sources: ContentSources) {
    super(scope, id);
    const override = true;
    this.id = new CloudfrontResponseHeadersPolicy(this, "resource", {
      name: nameOf(this, "aws_cloudfront_response_headers_policy", "security-headers"),
      comment: "What pages may do in a browser",
      securityHeadersConfig: {
        strictTransportSecurity: { accessControlMaxAgeSec: strictTransportSeconds, includeSubdomains: true, preload: false, override },
        contentTypeOptions: { override },
        frameOptions: { frameOption: "DENY", override },
        referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override },
        contentSecurityPolicy: { contentSecurityPolicy: literal(contentSecurityPolicy(sources)), override },
      },
      customHeadersConfig: { items: [{ header: "Permissions-Policy", value: permissions, override }] },
    }).id;
  }
}
