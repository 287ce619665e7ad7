import {
  CloudfrontDistribution,
  type CloudfrontDistributionDefaultCacheBehavior,
  type CloudfrontDistributionOrigin,
} from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontFunction } from "@cdktf/provider-aws/lib/cloudfront-function";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control";
import { Construct } from "constructs";
import type { PrivateBucket } from "../data/private-bucket";
import { nameOf } from "../foundation/names";
import { tag } from "../foundation/tags";
import { watch } from "../operations/watch";
import type { Grant } from "../security/policy-document";
import { CachePolicy } from "./cache-policy";
import { distributionAlarms } from "./distribution-alarms";
import { DistributionLog } from "./distribution-log";
import type { AliasTarget } from "./hosted-zone";
import { type ContentSources, SecurityHeaders } from "./security-headers";
import { singlePageFallback, singlePageFallbackRuntime } from "./single-page-fallback";

export interface SiteDistributionProps {
  /** Names under which people open the site; the certificate has to cover all of them. */
  readonly aliases: readonly string[];
  /** ARN of a certificate in us-east-1 that has been validated. */
  readonly certificateArn: string;
  /** Bucket with the site's files. Its policy has to admit what `readsFiles` says. */
  readonly files: PrivateBucket;
  /** Pattern of the paths of files that never change, kept for a day: `/static/*`. */
  readonly staticPaths: string;
  readonly api: {
    /** Pattern of the paths that the API answers: `/api/*`. */
    readonly paths: string;
    /** Host of the API, one that its certificate covers. */
    readonly host: string;
  };
  /** Seconds for which other files are kept: where they say nothing themselves, and at the most. */
  readonly ttl: { readonly defaultSeconds: number; readonly maxSeconds: number };
  /** Where CloudFront answers from: North America and Europe, with Asia and Africa (200), or everywhere (All). @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PriceClass.html */
  readonly priceClass: "PriceClass_100" | "PriceClass_200" | "PriceClass_All";
  /** What pages may load and call, besides the site itself. */
  readonly contentSources: ContentSources;
  /** ARN of a web ACL for CloudFront. Default: none. */
  readonly webAclArn?: string | undefined;
  /** Bucket that keeps the access log. */
  readonly logBucket: PrivateBucket;
}

/**
 * Policies of AWS's own, by their ids, which are the same in every account.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
const managedPolicies = {
  cachingDisabled: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  allViewerExceptHostHeader: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
} as const;

const day = 86_400;

/**
 * A single-page application and its API under one name.
 *
 * Files come from a bucket that nobody else reads; the API's paths go to the API, uncached, with everything the viewer sent but
 * the host. Only requests for pages are led to the application: nothing rewrites errors, so an error of the API arrives as it is.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export class SiteDistribution extends Construct {
  public readonly resource: CloudfrontDistribution;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: SiteDistributionProps,
  ) {
    super(scope, id);
    tag(this, { Service: "cdn", DataClassification: "public", BackupPolicy: "none" });
    const name = nameOf(this, "aws_cloudfront_distribution", "cdn");
    const headers = new SecurityHeaders(this, "security-headers", props.contentSources);
    this.resource = new CloudfrontDistribution(this, "resource", {
      comment: name,
      enabled: true,
      aliases: [...props.aliases],
      defaultRootObject: "index.html",
      httpVersion: "http2and3",
      isIpv6Enabled: true,
      priceClass: props.priceClass,
      ...(props.webAclArn === undefined ? {} : { webAclId: props.webAclArn }),
      origin: [this.filesOrigin(), this.apiOrigin()],
      defaultCacheBehavior: { ...this.files(this.pagesCache(), headers), functionAssociation: [this.fallback()] },
      orderedCacheBehavior: [
        { pathPattern: props.api.paths, ...this.api(headers) },
        { pathPattern: props.staticPaths, ...this.files(this.staticCache(), headers) },
      ],
      viewerCertificate: { acmCertificateArn: props.certificateArn, sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" },
      restrictions: { geoRestriction: { restrictionType: "none" } }, // countries are the web ACL's business
      tags: { Name: name },
    });
    watch(this, "cdn", distributionAlarms(this.resource.id));
    new DistributionLog(this, "log", { distributionArn: this.resource.arn, bucket: props.logBucket });
  }

  /** What the bucket's policy has to admit: this distribution, and no other, reads files. */
  public get readsFiles(): Grant {
    return {
      sid: "DistributionReadsFiles",
      actions: ["s3:GetObject"],
      resources: [`${this.props.files.arn}/*`],
      principals: { type: "Service", identifiers: ["cloudfront.amazonaws.com"] },
      conditions: [{ test: "StringEquals", variable: "aws:SourceArn", values: [this.resource.arn] }],
    };
  }

  /** Where names of the site lead. */
  public get target(): AliasTarget {
    return { dnsName: this.resource.domainName, zoneId: this.resource.hostedZoneId, ipv6: true, evaluateHealth: false };
  }

  private filesOrigin(): CloudfrontDistributionOrigin {
    const access = new CloudfrontOriginAccessControl(this, "access", {
      name: nameOf(this, "aws_cloudfront_origin_access_control", "frontend"),
      description: "Signs requests for the site's files",
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
    return { originId: "files", domainName: this.props.files.resource.bucketRegionalDomainName, originAccessControlId: access.id };
  }

  private apiOrigin(): CloudfrontDistributionOrigin {
    return {
      originId: "api",
      domainName: this.props.api.host,
      customOriginConfig: {
        httpPort: 80,
        httpsPort: 443,
        originProtocolPolicy: "https-only",
        originSslProtocols: ["TLSv1.2"],
        originReadTimeout: 60,
        originKeepaliveTimeout: 60, // below the load balancer's idle timeout, so that it never closes a connection that is about to be used
      },
    };
  }

  private files(cachePolicyId: string, headers: SecurityHeaders): CloudfrontDistributionDefaultCacheBehavior {
    return {
      targetOriginId: "files",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["GET", "HEAD", "OPTIONS"],
      cachedMethods: ["GET", "HEAD"],
      compress: true,
      cachePolicyId,
      responseHeadersPolicyId: headers.id,
    };
  }

  private api(headers: SecurityHeaders): CloudfrontDistributionDefaultCacheBehavior {
    return {
      targetOriginId: "api",
      viewerProtocolPolicy: "https-only", // a redirect would make a browser repeat what it posted in clear
      allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
      cachedMethods: ["GET", "HEAD"],
      compress: true,
      cachePolicyId: managedPolicies.cachingDisabled,
      originRequestPolicyId: managedPolicies.allViewerExceptHostHeader,
      responseHeadersPolicyId: headers.id,
    };
  }

  private pagesCache(): string {
    const { defaultSeconds, maxSeconds } = this.props.ttl;
    return new CachePolicy(this, "pages-cache", { name: "pages", defaultTtlSeconds: defaultSeconds, maxTtlSeconds: maxSeconds }).id;
  }

  private staticCache(): string {
    return new CachePolicy(this, "static-cache", { name: "static-files", defaultTtlSeconds: day, maxTtlSeconds: day }).id;
  }

  private fallback(): { readonly eventType: string; readonly functionArn: string } {
    const { arn } = new CloudfrontFunction(this, "fallback", {
      name: nameOf(this, "aws_cloudfront_function", "single-page-fallback"),
      comment: "Leads requests for pages to the application",
      runtime: singlePageFallbackRuntime,
      publish: true,
      code: singlePageFallback,
    });
    return { eventType: "viewer-request", functionArn: arn };
  }
}
