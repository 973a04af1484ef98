package dev.countersign.protocol.sdjwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An SD-JWT or SD-JWT+KB (RFC 9901 section 4), not yet verified: {@code <JWT>~<D1>~...~<Dn>~} and, with key binding, a
 * KB-JWT behind the last tilde.
 */
public final class SdJwt {
    /** Longest text that is read, in characters. */
    public static final int MAX_CHARS = 1 << 19;

    /** Most disclosures that are read. */
    public static final int MAX_DISCLOSURES = 500;

    private final String compact;
    private final Jws issuerJwt;
    private final ObjectNode payload;
    private final List<Disclosure> disclosures;
    private final @Nullable Jws keyBinding;

    private SdJwt(String compact, Jws issuerJwt, List<Disclosure> disclosures, @Nullable Jws keyBinding) {
        this.compact = compact;
        this.issuerJwt = issuerJwt;
        this.payload = issuerJwt.claims();
        this.disclosures = disclosures;
        this.keyBinding = keyBinding;
    }

    /**
     * Reads the compact form.
     *
     * @param compact untrusted
     * @throws MalformedInputException when it is not one, longer than {@value #MAX_CHARS} characters, or has more than
     *     {@value #MAX_DISCLOSURES} disclosures
     */
    public static SdJwt parse(String compact) {
        if (compact.length() > MAX_CHARS) {
            throw new MalformedInputException(
                    "RFC 9901 4: size: " + compact.length() + " characters (expected: <= " + MAX_CHARS + ")");
        }
        // RFC 9901 7.1 step 1 and 7.3 step 3: separate the parts.
        int tilde = compact.indexOf('~');
        if (tilde < 0) {
            throw new MalformedInputException("RFC 9901 4: no tilde (expected: a JWT and ~)");
        }
        Jws issuerJwt = Jws.parse(compact.substring(0, tilde));
        List<Disclosure> disclosures = new ArrayList<>();
        int start = tilde + 1;
        for (int end = compact.indexOf('~', start); end >= 0; end = compact.indexOf('~', start)) {
            if (disclosures.size() == MAX_DISCLOSURES) {
                throw new MalformedInputException("RFC 9901 4: disclosures (expected: <= " + MAX_DISCLOSURES + ")");
            }
            disclosures.add(Disclosure.parse(compact.substring(start, end)));
            start = end + 1;
        }
        Jws keyBinding = start == compact.length() ? null : Jws.parse(compact.substring(start));
        return new SdJwt(compact, issuerJwt, List.copyOf(disclosures), keyBinding);
    }

    /**
     * Reads the JWS JSON serialization with one signature, flattened or general (RFC 9901 section 8).
     *
     * @param json untrusted
     * @throws MalformedInputException when it is not one
     */
    public static SdJwt parseJson(JsonNode json) {
        JsonNode signature = json;
        if (json.has("signatures")) {
            if (json.get("signatures").size() != 1) {
                throw new MalformedInputException("RFC 9901 8: signatures (expected: one)");
            }
            signature = json.get("signatures").path(0);
        }
        JsonMembers header = JsonMembers.of(signature.get("header"), "RFC 9901 8");
        StringBuilder compact = new StringBuilder();
        compact.append(text(signature, "protected")).append('.');
        compact.append(text(json, "payload")).append('.');
        compact.append(text(signature, "signature")).append('~');
        for (String disclosure : header.has("disclosures") ? header.texts("disclosures") : List.<String>of()) {
            compact.append(disclosure).append('~');
        }
        header.optionalText("kb_jwt").ifPresent(compact::append);
        return parse(compact.toString());
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || !value.isTextual()) {
            throw new MalformedInputException("RFC 9901 8: " + name + " (expected: a string)");
        }
        return value.textValue();
    }

    /** Puts parts together that are already checked. */
    static SdJwt of(Jws issuerJwt, List<Disclosure> disclosures) {
        StringBuilder compact = new StringBuilder(issuerJwt.compact()).append('~');
        disclosures.forEach(disclosure -> compact.append(disclosure.encoded()).append('~'));
        return new SdJwt(compact.toString(), issuerJwt, List.copyOf(disclosures), null);
    }

    SdJwt with(Jws newKeyBinding) {
        return new SdJwt(boundPart() + newKeyBinding.compact(), issuerJwt, disclosures, newKeyBinding);
    }

    /** Returns the JWT that the issuer signed. */
    public Jws issuerJwt() {
        return issuerJwt;
    }

    /** Returns the disclosures in their order. */
    public List<Disclosure> disclosures() {
        return disclosures;
    }

    /** Returns the KB-JWT, if there is one. */
    public Optional<Jws> keyBinding() {
        return Optional.ofNullable(keyBinding);
    }

    /** Returns the text as it was received, or made. */
    public String compact() {
        return compact;
    }

    /**
     * Returns the claims with every disclosure in its place, unverified: what a holder's own credential says.
     *
     * @throws MalformedInputException when the disclosures break a rule of RFC 9901 section 7.1
     */
    public ObjectNode unverifiedClaims() {
        return ProcessedPayload.of(this, Set.of())
                .fold(
                        Verification.Verified::value,
                        refused -> {
                            throw new MalformedInputException(refused.detail());
                        },
                        undecided -> Json.object());
    }

    /** Returns what {@code sd_hash} is over (RFC 9901 section 4.3.1): everything up to and with the last tilde. */
    String boundPart() {
        return compact.substring(0, compact.lastIndexOf('~') + 1);
    }

    /** Returns the payload of the issuer's JWT itself, to be read only. */
    ObjectNode sharedPayload() {
        return payload;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SdJwt sdJwt && compact.equals(sdJwt.compact);
    }

    @Override
    public int hashCode() {
        return compact.hashCode();
    }

    /** Tells nothing of its content. */
    @Override
    public String toString() {
        return "SdJwt[" + disclosures.size() + " disclosures, " + (keyBinding == null ? "no " : "") + "key binding]";
    }
}
