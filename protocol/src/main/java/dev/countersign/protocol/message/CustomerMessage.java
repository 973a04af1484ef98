package dev.countersign.protocol.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.log.Commitment;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.log.VerifierKey;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.Optional;

/**
 * A message to one wallet of a customer, signed by the organisation. It travels inside a {@link SealedMessage} only.
 *
 * <p>The signature is inside the encryption: who may read it can show to anybody who wrote it, and for whom; who may not read it
 * cannot even tell who wrote it. {@code aud} keeps a recipient from passing it on as if it had been written to somebody else.
 *
 * @param wallet for which wallet it is, {@code wal_...}: {@code aud}
 */
public record CustomerMessage(MessageContent content, String wallet, Logged logged) {
    /** The header's {@code typ}. */
    public static final String TYPE = "countersign-message+jwt";

    private static final String WHERE = MessageContent.WHERE;

    /**
     * The promise that the log will show that it was sent: an entry whose {@link SendingRecord} names this commitment.
     *
     * @param log which log, by the key that signs its checkpoints
     * @param salt without it the commitment says nothing about the message
     * @param commitment over the content, which is the same for every wallet
     */
    public record Logged(VerifierKey log, Salt salt, Commitment commitment) {
        /** Commits to a content. */
        public static Logged in(VerifierKey log, MessageContent content, Salt salt) {
            return new Logged(log, salt, content.commitment(salt));
        }
    }

    /** Returns the signed message, compact. */
    public String sign(JwsSigner signer, String keyId) {
        ObjectNode header = Json.object().put("typ", TYPE).put("kid", keyId);
        return Jws.sign(header, Json.print(toJson()), signer).compact();
    }

    /** For whom a message must be, and by whom. */
    public record Expected(String issuer, String wallet) {}

    /**
     * Judges a message.
     *
     * @param compact untrusted
     * @param key the organisation's, found by the issuer that the caller trusts
     */
    public static Verification<CustomerMessage> verify(String compact, PublicKey key, Expected expected) {
        try {
            Jws jws = Jws.parse(compact);
            // A receipt, a token or a credential by the same organisation is no message.
            if (!jws.type().equals(Optional.of(TYPE))) {
                return Verification.rejected(RejectionReason.WRONG_TYPE, WHERE + ": typ (expected: " + TYPE + ")");
            }
            return jws.verify(key, EnumSet.allOf(SignatureAlgorithm.class)).then(claims -> judge(claims, expected));
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, e.getMessage());
        }
    }

    private static Verification<CustomerMessage> judge(ObjectNode claims, Expected expected) {
        CustomerMessage message = parse(claims);
        if (!message.content().issuer().equals(expected.issuer())) {
            return Verification.rejected(RejectionReason.ISSUER_NOT_TRUSTED, WHERE + ": iss is somebody else");
        }
        // RFC 7519 4.1.3: written to another wallet, and sealed again by whoever could read it there.
        if (!message.wallet().equals(expected.wallet())) {
            return Verification.rejected(RejectionReason.WRONG_AUDIENCE, WHERE + ": aud is another wallet");
        }
        // Else the log would show another message than the one that is read.
        if (!message.content()
                .commitment(message.logged().salt())
                .equals(message.logged().commitment())) {
            return Verification.rejected(RejectionReason.CLAIM_INVALID, WHERE + ": log is of another message");
        }
        return Verification.verified(message);
    }

    private ObjectNode toJson() {
        ObjectNode json = content.toJson().put("aud", wallet);
        json.putObject("log")
                .put("key", logged.log().toString())
                .put("salt", logged.salt().toBase64Url())
                .put("commitment", logged.commitment().toString());
        return json;
    }

    /**
     * Reads what a message claims, whoever wrote it; {@link #verify} is what believes it.
     *
     * @throws MalformedInputException when a claim is missing, unknown or not what it should be
     */
    public static CustomerMessage parse(ObjectNode claims) {
        JsonMembers members = JsonMembers.of(claims, WHERE)
                .only("iss", "aud", "iat", "jti", "subject", "text", "lang", "interaction", "log");
        JsonMembers log = members.object("log").only("key", "salt", "commitment");
        return new CustomerMessage(
                MessageContent.parse(members),
                MessageContent.checkName("aud", members.text("aud")),
                new Logged(
                        VerifierKey.parse(log.text("key")),
                        Salt.parse(log.text("salt")),
                        Commitment.parse(log.text("commitment"))));
    }

    /** Does not tell what it says. */
    @Override
    public String toString() {
        return "CustomerMessage[" + content.id() + "]";
    }
}
