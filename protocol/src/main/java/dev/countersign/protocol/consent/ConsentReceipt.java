package dev.countersign.protocol.consent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.security.PublicKey;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was asked, shown and answered, signed by the organisation; both sides keep it. Names claims, never their values.
 *
 * <p>The components are the members of its JSON, one for one. Proves that the organisation said so, and to whom it
 * refers by the thumbprint; that nobody rewrote it later is what the log shows.
 *
 * @param issuer the organisation
 * @param id {@code rcp_...}
 * @param challenge {@code chl_...}
 * @param asked claims that were asked for
 * @param disclosed claims that were disclosed; empty unless approved
 * @param holderKeyThumbprint RFC 7638, of the key that answered
 * @param textsSha256 over the texts that were shown, see {@link ConsentContext.Purpose#textsSha256}
 * @param commitment salted hash that stands in the log, base64url
 * @param logIndex its zero-based position there
 */
public record ConsentReceipt(
        String issuer,
        Instant issuedAt,
        String id,
        String challenge,
        PurposeVersion purpose,
        List<ClaimPath> asked,
        Answer answered,
        List<ClaimPath> disclosed,
        String holderKeyThumbprint,
        String textsSha256,
        Instant answeredAt,
        Optional<String> commitment,
        OptionalLong logIndex) {

    /** The header's {@code typ}. */
    public static final String TYPE = "countersign-receipt+jwt";

    private static final String WHERE = "Countersign receipt";

    /** Which policy it was asked under. */
    public record PurposeVersion(String name, int version) {}

    /** What the Holder answered. */
    public enum Answer {
        /** Consented. */
        APPROVED,
        /** Said no. */
        DECLINED,
        /** Said: "I am not on this call". */
        REPORTED;

        /** Returns the name as it stands in JSON, as in {@code approved}. */
        public String wireName() {
            return WireNames.of(this);
        }

        /**
         * Reads the name as it stands in JSON.
         *
         * @throws MalformedInputException when there is no such name
         */
        public static Answer parse(String wireName) {
            return WireNames.parse(Answer.class, wireName);
        }
    }

    /** Copies the lists; times are whole seconds and milliseconds, as on the wire. */
    public ConsentReceipt {
        asked = List.copyOf(asked);
        disclosed = List.copyOf(disclosed);
        if (answered != Answer.APPROVED && !disclosed.isEmpty()) {
            throw new MalformedInputException(WHERE + ": disclosed (expected: none unless approved)");
        }
    }

    /** Returns the signed receipt, compact. */
    public String sign(JwsSigner signer, String keyId) {
        ObjectNode header = Json.object().put("typ", TYPE).put("kid", keyId);
        return Jws.sign(header, Json.print(toJson()), signer).compact();
    }

    /**
     * Judges a receipt.
     *
     * @param compact untrusted
     * @param key the organisation's, found by the issuer that the caller trusts
     * @param issuer whose receipt it must be
     */
    public static Verification<ConsentReceipt> verify(String compact, PublicKey key, String issuer) {
        try {
            Jws jws = Jws.parse(compact);
            if (!jws.type().equals(Optional.of(TYPE))) {
                return Verification.rejected(RejectionReason.WRONG_TYPE, WHERE + ": typ (expected: " + TYPE + ")");
            }
            return jws.verify(key, EnumSet.allOf(SignatureAlgorithm.class)).then(claims -> {
                ConsentReceipt receipt = parse(claims);
                return receipt.issuer().equals(issuer)
                        ? Verification.verified(receipt)
                        : Verification.rejected(RejectionReason.ISSUER_NOT_TRUSTED, WHERE + ": iss is somebody else");
            });
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, e.getMessage());
        }
    }

    /** Returns the claims. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("iss", issuer)
                .put("iat", issuedAt.getEpochSecond())
                .put("jti", id)
                .put("challenge", challenge);
        json.putObject("purpose").put("name", purpose.name()).put("version", purpose.version());
        put(json.putArray("asked"), asked);
        json.put("answered", answered.wireName());
        put(json.putArray("disclosed"), disclosed);
        json.put("holder_key_thumbprint", holderKeyThumbprint)
                .put("texts_sha256", textsSha256)
                .put("answered_at", JsonMembers.print(answeredAt));
        commitment.ifPresent(hash -> json.put("commitment", hash));
        logIndex.ifPresent(index -> json.put("log_index", index));
        return json;
    }

    private static ConsentReceipt parse(ObjectNode claims) {
        JsonMembers members = JsonMembers.of(claims, WHERE);
        JsonMembers purpose = members.object("purpose");
        return new ConsentReceipt(
                members.text("iss"),
                members.numericDate("iat"),
                members.text("jti"),
                members.text("challenge"),
                new PurposeVersion(purpose.text("name"), (int) purpose.integer("version", 1, Integer.MAX_VALUE)),
                ConsentContext.paths(members.array("asked")),
                Answer.parse(members.text("answered")),
                ConsentContext.paths(members.array("disclosed")),
                members.text("holder_key_thumbprint"),
                members.text("texts_sha256"),
                members.time("answered_at"),
                members.optionalText("commitment"),
                members.optionalInteger("log_index", 0, Long.MAX_VALUE)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()));
    }

    private static void put(ArrayNode array, List<ClaimPath> paths) {
        paths.forEach(path -> array.add(path.toJson()));
    }
}
