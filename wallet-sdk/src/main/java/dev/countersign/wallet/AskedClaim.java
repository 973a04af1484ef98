package dev.countersign.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.dcql.ClaimPath;
import java.util.Map;

/**
 * One claim that would be disclosed, as it must be shown: what it is called, its value today, who vouches for it.
 *
 * @param query id of the credential query that it answers
 * @param label by language tag
 * @param value as the credential has it
 * @param voucher the Issuer's name, by language tag
 * @param need whether the Holder may leave it out
 */
public record AskedClaim(
        String query,
        ClaimPath path,
        Map<String, String> label,
        JsonNode value,
        Map<String, String> voucher,
        Need need) {

    /** Whether a claim may be left out. */
    public enum Need {
        REQUIRED,
        /** Left out unless the Holder chooses it. */
        OPTIONAL
    }

    /** Copies what it is given. */
    public AskedClaim {
        label = Map.copyOf(label);
        voucher = Map.copyOf(voucher);
        value = value.deepCopy();
    }

    @Override
    public JsonNode value() {
        return value.deepCopy();
    }

    /** Returns whether the Holder may leave it out. */
    public boolean isOptional() {
        return need == Need.OPTIONAL;
    }

    /** Names the claim and does not tell its value. */
    @Override
    public String toString() {
        return "AskedClaim[" + query + ", " + path + ", " + need + "]";
    }
}
