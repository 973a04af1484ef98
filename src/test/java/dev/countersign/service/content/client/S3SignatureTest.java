package dev.countersign.service.content.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.service.platform.OutboundHttp.Request;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class S3SignatureTest {
    /** "Example: GET Object" in the documentation of Amazon S3, Signature Version 4. */
    @Test
    void the_published_example_is_signed_as_published() {
        S3Signature signature = new S3Signature(
                AwsCredentialsIdentity.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
                "us-east-1",
                Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC));

        Request signed = signature.sign(Request.get(URI.create("https://examplebucket.s3.amazonaws.com/test.txt"))
                .with("range", "bytes=0-9"));

        assertThat(signed.headers().get("authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + " SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                        + " Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }
}
