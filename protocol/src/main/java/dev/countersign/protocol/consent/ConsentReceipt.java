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
import dev.countersign.protocol.log.Commitment;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.log.VerifierKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

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
 * @param logged where its commitment stands in the log
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
        Optional<Logged> logged) {

    /** The header's {@code typ}. */
    public static final String TYPE = "countersign-receipt+jwt";

    private static final String WHERE = "Countersign receipt";

    /** Which policy it was asked under. */
    public record PurposeVersion(String name, int version) {}

    /**
     * The receipt's entry in the log. Where it stands is not known when the receipt is signed: an inclusion proof tells it later.
     *
     * @param log which log, by the key that signs its checkpoints
     * @param salt without it the commitment says nothing about the receipt
     * @param commitment what stands in the log, over the claims without {@code log}
     */
    public record Logged(VerifierKey log, Salt salt, Commitment commitment) {}

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
                if (!receipt.commitmentHolds()) {
                    return Verification.rejected(RejectionReason.CLAIM_INVALID, WHERE + ": log is of another receipt");
                }
                return receipt.issuer().equals(issuer)
                        ? Verification.verified(receipt)
                        : Verification.rejected(RejectionReason.ISSUER_NOT_TRUSTED, WHERE + ": iss is somebody else");
            });
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, e.getMessage());
        }
    }

    /**
     * Returns this receipt with its entry in a log.
     *
     * @param log which log
     * @param salt fresh for each receipt
     */
    public ConsentReceipt logged(VerifierKey log, Salt salt) {
        return new ConsentReceipt(
                issuer,
                issuedAt,
                id,
                challenge,
                purpose,
                asked,
                answered,
                disclosed,
                holderKeyThumbprint,
                textsSha256,
                answeredAt,
                Optional.of(new Logged(log, salt, Commitment.to(claims(), salt))));
    }

    /** Returns the entry in the log; empty when there is none. */
    public Optional<LogEntry> logEntry() {
        return logged.map(entry -> new LogEntry(EntryType.CONSENT_RECEIPT, entry.commitment()));
    }

    /** Returns the claims. */
    public ObjectNode toJson() {
        ObjectNode json = claims();
        logged.ifPresent(entry -> json.putObject("log")
                .put("key", entry.log().toString())
                .put("salt", entry.salt().toBase64Url())
                .put("commitment", entry.commitment().toString()));
        return json;
    }

    private ObjectNode claims() {
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
                members.has("log") ? Optional.of(logged(members.object("log"))) : Optional.empty());
    }

    private static Logged logged(JsonMembers entry) {
        return new Logged(
                VerifierKey.parse(entry.text("key")),
                Salt.parse(entry.text("salt")),
                Commitment.parse(entry.text("commitment")));
    }

    // A receipt that names another commitment than its own would let a wallet look for the wrong entry.
    private boolean commitmentHolds() {
        return logged.map(entry -> entry.commitment().opensTo(claims(), entry.salt()))
                .orElse(true);
    }

    private static void put(ArrayNode array, List<ClaimPath> paths) {
        paths.forEach(path -> array.add(path.toJson()));
    }
}
