package dev.countersign.protocol.transaction;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The wallet's judgement of the {@code transaction_data} it is asked to have authorised (OpenID4VP 1.0 section 5.1, error
 * {@code invalid_transaction_data} of section 8.5).
 *
 * <p>All or nothing: one object that is malformed, of an unknown type or addressed to no credential of the query refuses
 * the whole request.
 */
public final class TransactionRequest {
    private final Collection<? extends TransactionType> types;

    /** Makes one for a wallet that understands these types. */
    public TransactionRequest(Collection<? extends TransactionType> types) {
        this.types = List.copyOf(types);
    }

    /**
     * Judges the strings of the parameter.
     *
     * @param credentialQueryIds ids of the DCQL query that demand holder binding
     */
    public Verification<List<TransactionData>> judge(
            List<String> encoded, Set<String> credentialQueryIds, Instant now) {
        if (encoded.isEmpty()) {
            return refused("empty array");
        }
        List<TransactionData> understood = new ArrayList<>();
        try {
            for (String one : encoded) {
                TransactionData data = TransactionData.parse(one);
                if (!credentialQueryIds.containsAll(data.credentialIds())) {
                    return refused("credential_ids (expected: ids of the query)");
                }
                if (data.hashAlgorithms().isPresent()
                        && TransactionDataHashes.supported(data).isEmpty()) {
                    return refused("transaction_data_hashes_alg (expected: one that is supported)");
                }
                typeOf(data).check(data, now);
                understood.add(data);
            }
        } catch (MalformedInputException e) {
            return refused(e.getMessage());
        }
        return Verification.verified(List.copyOf(understood));
    }

    private TransactionType typeOf(TransactionData data) {
        for (TransactionType type : types) {
            if (type.identifier().equals(data.type())) {
                return type;
            }
        }
        throw new MalformedInputException("type is unknown (expected: one that this wallet can show)");
    }

    private static Verification<List<TransactionData>> refused(String detail) {
        return Verification.rejected(
                RejectionReason.TRANSACTION_DATA_MISMATCH, "OpenID4VP 1.0 8.5: transaction_data: " + detail);
    }
}
