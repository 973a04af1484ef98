package dev.countersign.service.content;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How much content there may be. */
@ApplicationScoped
class ContentBounds {
    /** Of one content: bounds the list of its parts, whoever sends byte by byte. */
    static final int MOST_PARTS = 20_000;

    private final long mostBytes;
    private final long mostBytesOfAnInteraction;
    private final int mostOfAnInteraction;
    private final Duration uploadTime;

    ContentBounds(
            @ConfigProperty(name = "countersign.content.most-bytes", defaultValue = "10737418240") long mostBytes,
            @ConfigProperty(name = "countersign.content.most-bytes-of-an-interaction", defaultValue = "53687091200")
                    long mostBytesOfAnInteraction,
            @ConfigProperty(name = "countersign.content.most-of-an-interaction", defaultValue = "200")
                    int mostOfAnInteraction,
            @ConfigProperty(name = "countersign.content.upload-time", defaultValue = "P1D") Duration uploadTime) {
        this.mostBytes = mostBytes;
        this.mostBytesOfAnInteraction = mostBytesOfAnInteraction;
        this.mostOfAnInteraction = mostOfAnInteraction;
        this.uploadTime = uploadTime;
    }

    /** Bytes of one content. */
    long mostBytes() {
        return mostBytes;
    }

    /** Bytes of all contents of an interaction; what was announced counts from the start. */
    long mostBytesOfAnInteraction() {
        return mostBytesOfAnInteraction;
    }

    /** Contents of an interaction. */
    int mostOfAnInteraction() {
        return mostOfAnInteraction;
    }

    /** How long an upload may take, interruptions included; what has not ended then is removed. */
    Duration uploadTime() {
        return uploadTime;
    }
}
