package dev.countersign.service.push.client;

import dev.countersign.protocol.Base64Url;
import dev.countersign.service.platform.TokenHash;
import dev.countersign.service.push.QueuedPush;
import java.util.Arrays;

/** What replaces what: messages with one reference have one key, and the reference itself is nothing for others to see. */
final class CollapseKey {
    private static final int BYTES = 24;

    private CollapseKey() {}

    /** Returns 32 characters of base64url: a topic (RFC 8030 section 5.4), a collapse key of FCM, a collapse id of APNs. */
    static String of(QueuedPush message) {
        return Base64Url.encode(Arrays.copyOf(TokenHash.of(message.reference()), BYTES));
    }
}
