package dev.countersign.protocol.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A JWS in compact serialization (RFC 7515 section 7.1), not yet verified.
 *
 * <p>What {@link #header} and {@link #claims} say before {@link #verify} is only what somebody wrote.
 */
public final class Jws {
    /** Longest text that is read, in characters. */
    public static final int MAX_CHARS = Json.MAX_BYTES;

    private final String compact;
    private final int signingInputChars;
    private final ObjectNode header;
    private final byte[] payload;
    private final byte[] signature;

    private Jws(String compact, int firstDot, int secondDot) {
        this.compact = compact;
        this.signingInputChars = secondDot;
        this.header = Json.parseObject(Base64Url.decode(compact.substring(0, firstDot)));
        this.payload = Base64Url.decode(compact.substring(firstDot + 1, secondDot));
        this.signature = Base64Url.decode(compact.substring(secondDot + 1));
    }

    /**
     * Reads three parts of strict base64url, the first a JSON object.
     *
     * @param compact untrusted
     * @throws MalformedInputException when it is anything else
     */
    public static Jws parse(String compact) {
        if (compact.length() > MAX_CHARS) {
            throw new MalformedInputException(
                    "RFC 7515 7.1: size: " + compact.length() + " characters (expected: <= " + MAX_CHARS + ")");
        }
        int firstDot = compact.indexOf('.');
        int secondDot = compact.indexOf('.', firstDot + 1);
        if (firstDot < 0 || secondDot < 0 || compact.indexOf('.', secondDot + 1) >= 0) {
            throw new MalformedInputException("RFC 7515 7.1: parts (expected: 3)");
        }
        return new Jws(compact, firstDot, secondDot);
    }

    /**
     * Makes a JWS over these bytes.
     *
     * @param header its {@code alg} is set to the signer's
     */
    public static Jws sign(ObjectNode header, byte[] payload, JwsSigner signer) {
        ObjectNode complete = Json.object();
        complete.put("alg", signer.algorithm().wireName());
        header.properties().forEach(member -> {
            if (!member.getKey().equals("alg")) {
                complete.set(member.getKey(), member.getValue());
            }
        });
        String input = Base64Url.encode(Json.print(complete)) + "." + Base64Url.encode(payload);
        byte[] signature = signer.sign(input.getBytes(StandardCharsets.US_ASCII));
        return parse(input + "." + Base64Url.encode(signature));
    }

    /** Returns a copy of the protected header. */
    public ObjectNode header() {
        return header.deepCopy();
    }

    /** Returns a copy of one parameter of the protected header. */
    public Optional<JsonNode> headerParameter(String name) {
        return Optional.ofNullable(header.get(name)).map(JsonNode::deepCopy);
    }

    /** Returns the header parameter {@code kid} when it is a string. */
    public Optional<String> keyId() {
        return text("kid");
    }

    /** Returns the header parameter {@code typ} when it is a string. */
    public Optional<String> type() {
        return text("typ");
    }

    /** Returns a copy of the payload. */
    public byte[] payload() {
        return payload.clone();
    }

    /**
     * Reads the payload as the claims of a JWT (RFC 7519 section 7.2 step 10), unverified; every call reads it anew.
     *
     * @throws MalformedInputException when it is not a JSON object
     */
    public ObjectNode claims() {
        return Json.parseObject(payload);
    }

    /** Returns the text as it was received, or made. */
    public String compact() {
        return compact;
    }

    /**
     * Judges the signature; the claims come with a verdict of Verified.
     *
     * @param key of whom the caller expects to have signed; never from this JWS itself unless something else binds it
     * @param allowed the caller's policy
     */
    public Verification<ObjectNode> verify(PublicKey key, Set<SignatureAlgorithm> allowed) {
        return judge(key, algorithm -> algorithm.fits(key), allowed)
                .<Verification<ObjectNode>>map(Verification.Rejected::as)
                .orElseGet(this::verifiedClaims);
    }

    /** Judges the signature with a key that knows its curve: {@link #verify(PublicKey, Set)}, sooner done. */
    public Verification<ObjectNode> verify(PublicJwk key, Set<SignatureAlgorithm> allowed) {
        return judge(key.toPublicKey(), algorithm -> algorithm == key.algorithm(), allowed)
                .<Verification<ObjectNode>>map(Verification.Rejected::as)
                .orElseGet(this::verifiedClaims);
    }

    /** Judges the signature of a payload that need not be JSON. */
    public Verification<byte[]> verifyPayload(PublicKey key, Set<SignatureAlgorithm> allowed) {
        return judge(key, algorithm -> algorithm.fits(key), allowed)
                .<Verification<byte[]>>map(Verification.Rejected::as)
                .orElseGet(() -> Verification.verified(payload()));
    }

    private Verification<ObjectNode> verifiedClaims() {
        try {
            return Verification.verified(claims());
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, "the payload is not a JSON object");
        }
    }

    /** RFC 7515 section 5.2; what cannot be read was refused by {@link #parse}. */
    private Optional<Verification.Rejected<?>> judge(
            PublicKey key, Predicate<SignatureAlgorithm> fits, Set<SignatureAlgorithm> allowed) {
        // Step 5: "crit" names what must be understood, and nothing is. RFC 7797: an unencoded payload needs "crit"
        // too.
        if (header.has("crit") || header.has("b64")) {
            return refused(RejectionReason.MALFORMED, "RFC 7515 4.1.11: crit or b64");
        }
        Optional<SignatureAlgorithm> algorithm = text("alg").flatMap(SignatureAlgorithm::of);
        if (!algorithm.isPresent() || !allowed.contains(algorithm.get())) {
            return refused(
                    RejectionReason.ALGORITHM_NOT_ALLOWED, "RFC 7515 4.1.1: alg (expected one of: " + allowed + ")");
        }
        // An RSA or HMAC header with somebody's EC key, or ES256 with a P-384 key, is an attack and no mistake.
        if (!fits.test(algorithm.get())) {
            return refused(RejectionReason.ALGORITHM_NOT_ALLOWED, "RFC 7515 10.7: alg does not fit the key");
        }
        // Step 8: over the bytes that were received.
        byte[] input = compact.substring(0, signingInputChars).getBytes(StandardCharsets.US_ASCII);
        if (!algorithm.get().verify(key, input, signature)) {
            return refused(RejectionReason.SIGNATURE_INVALID, "RFC 7515 5.2 step 8: signature");
        }
        return Optional.empty();
    }

    private static Optional<Verification.Rejected<?>> refused(RejectionReason reason, String detail) {
        return Optional.of(new Verification.Rejected<Object>(reason, detail));
    }

    private Optional<String> text(String parameter) {
        JsonNode value = header.get(parameter);
        return value != null && value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Jws jws && compact.equals(jws.compact);
    }

    @Override
    public int hashCode() {
        return compact.hashCode();
    }

    /** Says what it is, and nothing of what is in it. */
    @Override
    public String toString() {
        return "Jws[" + compact.length() + " characters]";
    }
}
