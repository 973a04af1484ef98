package dev.countersign.service.content.client;

import dev.countersign.service.platform.PublicUrl;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Which S3-compatible storage there is, if there is one. */
@ApplicationScoped
class S3Settings {
    static final String ENDPOINT = "countersign.content.s3.endpoint";
    static final String BUCKET = "countersign.content.s3.bucket";
    static final String PREFIX = "countersign.content.s3.prefix";
    static final String REGION = "countersign.content.s3.region";
    static final String CREDENTIALS = "countersign.content.s3.credentials-file";

    private static final Logger LOG = Logger.getLogger(S3Settings.class);

    private final Optional<Access> access;

    /** A bucket and what opens it. */
    record Access(S3Bucket bucket, S3Signature signature) {
        @Override
        public String toString() {
            return bucket.toString();
        }
    }

    S3Settings(Config config, PublicUrl publicUrl, Clock clock) {
        this.access = text(config, ENDPOINT).map(endpoint -> access(URI.create(endpoint), config, publicUrl, clock));
        if (access.isEmpty() && text(config, "countersign.content.store").equals(Optional.of(S3Store.LABEL))) {
            throw missing(ENDPOINT);
        }
    }

    /** Reads the settings at the start, not at the first upload. */
    void check(@Observes StartupEvent started) {
        access.ifPresent(found -> LOG.infof("contents can be stored at %s", found));
    }

    /** Returns the storage; empty when none is configured. */
    Optional<Access> access() {
        return access;
    }

    private static Access access(URI endpoint, Config config, PublicUrl publicUrl, Clock clock) {
        boolean secure = "https".equals(endpoint.getScheme());
        if (!(secure || (publicUrl.development() && "http".equals(endpoint.getScheme())))) {
            throw new IllegalStateException(ENDPOINT + " (expected: an https address)");
        }
        S3Bucket bucket = new S3Bucket(
                endpoint,
                text(config, BUCKET).orElseThrow(() -> missing(BUCKET)),
                text(config, PREFIX).orElse(""));
        Path file = text(config, CREDENTIALS).map(Path::of).orElseThrow(() -> missing(CREDENTIALS));
        String region = text(config, REGION).orElse("us-east-1");
        return new Access(bucket, new S3Signature(S3Credentials.read(file), region, clock));
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException(name + " is missing (expected: set, for the store s3)");
    }

    private static Optional<String> text(Config config, String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }
}
