package dev.countersign.service.platform;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells requests of our own pages from those that another site makes a browser send. */
@Singleton
public class OwnOrigin {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final PublicUrl publicUrl;

    OwnOrigin(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** Returns whether the {@code Origin} header names us. Absent, "null" and unreadable do not. */
    public boolean isOurs(@Nullable String origin) {
        if (origin == null) {
            return false;
        }
        if (origin.equals(publicUrl.uri().toString())) {
            return true;
        }
        return publicUrl.development() && isOtherLoopbackName(origin);
    }

    /** In development the page may have been opened by another name of this machine; the port still tells us apart. */
    private boolean isOtherLoopbackName(String origin) {
        URI ours = publicUrl.uri();
        String port = ours.getPort() < 0 ? "" : ":" + ours.getPort();
        return LOOPBACK_NAMES.stream().anyMatch(name -> origin.equals(ours.getScheme() + "://" + name + port));
    }
}
