package dev.countersign.protocol.transaction;

import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The transaction types of EUDI TS12 1.0.1 section 4.3, checked against its schemas. */
public enum ScaTransaction implements TransactionType {
    /** A payment. */
    PAYMENT("urn:eudi:sca:payment:1") {
        @Override
        void checkPayload(JsonMembers payload, Instant now) {
            ScaPayload.payment(payload, now);
        }
    },
    /** A log-in, or an act that carries risk. */
    LOGIN_RISK_TRANSACTION("urn:eudi:sca:login_risk_transaction:1") {
        @Override
        void checkPayload(JsonMembers payload, Instant now) {
            ScaPayload.login(payload);
        }
    },
    /** Access of another provider to an account. */
    ACCOUNT_ACCESS("urn:eudi:sca:account_access:1") {
        @Override
        void checkPayload(JsonMembers payload, Instant now) {
            ScaPayload.accountAccess(payload);
        }
    },
    /** An electronic mandate. */
    EMANDATE("urn:eudi:sca:emandate:1") {
        @Override
        void checkPayload(JsonMembers payload, Instant now) {
            ScaPayload.emandate(payload, now);
        }
    };

    /** What all identifiers of the profile begin with. */
    public static final String PREFIX = "urn:eudi:sca:";

    private final String identifier;

    ScaTransaction(String identifier) {
        this.identifier = identifier;
    }

    @Override
    public String identifier() {
        return identifier;
    }

    /** Returns all types of the profile. */
    public static List<ScaTransaction> all() {
        return Arrays.asList(values());
    }

    @Override
    public void check(TransactionData data, Instant now) {
        JsonMembers members = JsonMembers.of(data.json(), "TS12 4.2")
                .only("type", "credential_ids", "transaction_data_hashes_alg", "payload");
        if (!data.hashAlgorithms().isPresent()) {
            throw new MalformedInputException("TS12 4.2: transaction_data_hashes_alg is missing");
        }
        checkPayload(members.object("payload"), now);
    }

    abstract void checkPayload(JsonMembers payload, Instant now);
}
