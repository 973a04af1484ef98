package dev.countersign.samples.phone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.wallet.PushSubscription;
import dev.countersign.wallet.PushKeys;
import dev.countersign.wallet.jvm.EncryptedDirectory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;

/** The phone's registration with its own push service: the secret in its address, and the keys of its messages. */
final class PushRegistration {
    private static final String NAME = "push";
    private static final int SECRET_BYTES = 32;

    private final String secret;
    private final PushKeys keys;

    private PushRegistration(String secret, PushKeys keys) {
        this.secret = secret;
        this.keys = keys;
    }

    /** Takes up the registration that is kept in this directory, or makes one. */
    static PushRegistration openIn(EncryptedDirectory directory) {
        Optional<byte[]> kept = directory.read(NAME);
        if (kept.isPresent()) {
            JsonMembers members = JsonMembers.of(Json.parse(kept.get()), "phone: push");
            return new PushRegistration(
                    members.text("secret"),
                    PushKeys.fromStore(members.object("keys").json()));
        }
        byte[] fresh = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(fresh);
        PushRegistration made = new PushRegistration(Base64Url.encode(fresh), PushKeys.generate());
        ObjectNode json = Json.object().put("secret", made.secret);
        json.set("keys", made.keys.toJson());
        directory.write(NAME, Json.print(json));
        return made;
    }

    PushSubscription subscription(URI server) {
        return keys.subscription(server.resolve("/push/" + secret));
    }

    boolean isSecret(String candidate) {
        return MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.US_ASCII), candidate.getBytes(StandardCharsets.US_ASCII));
    }

    PushKeys keys() {
        return keys;
    }
}
