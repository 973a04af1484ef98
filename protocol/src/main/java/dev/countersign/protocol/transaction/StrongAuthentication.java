package dev.countersign.protocol.transaction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a key binding says, by TS12 section 3.6, about how the Holder was authenticated: two factors of different
 * categories, and a code that is good for one transaction.
 *
 * @param id the {@code jti}: the authentication code once verified. Single use is for whoever keeps it to enforce
 * @param factors at least two, of at least two categories
 */
public record StrongAuthentication(String id, List<Factor> factors) {
    private static final String WHERE = "TS12 3.6";
    private static final int MAX_ID = 256;
    private static final int MAX_FACTORS = 10;

    /** What a factor rests on. */
    public enum Category {
        /** Something only the Holder knows. */
        KNOWLEDGE,
        /** Something only the Holder has. */
        POSSESSION,
        /** Something the Holder is. */
        INHERENCE
    }

    /**
     * One factor that was used.
     *
     * @param method by the lists of TS12, as in {@code pin_6_or_more_digits}
     */
    public record Factor(Category category, String method) {}

    /** Copies the list and checks that there are two categories. */
    public StrongAuthentication {
        factors = List.copyOf(factors);
        Set<Category> categories = new HashSet<>();
        factors.forEach(factor -> categories.add(factor.category()));
        if (categories.size() < 2) {
            throw new MalformedInputException(WHERE + ": amr (expected: two factors of different categories)");
        }
    }

    /**
     * Judges the claims of a verified key binding.
     *
     * @param responseMode of the request that was sent
     */
    public static Verification<StrongAuthentication> verify(ObjectNode keyBindingClaims, String responseMode) {
        try {
            JsonMembers claims = JsonMembers.of(keyBindingClaims, WHERE);
            String id = claims.text("jti");
            if (id.length() > MAX_ID) {
                throw new MalformedInputException(WHERE + ": jti (expected: at most " + MAX_ID + " characters)");
            }
            if (!claims.text("response_mode").equals(responseMode)) {
                return Verification.rejected(
                        RejectionReason.TRANSACTION_DATA_MISMATCH,
                        WHERE + ": response_mode is not that of the request");
            }
            return Verification.verified(new StrongAuthentication(id, factors(claims)));
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.TRANSACTION_DATA_MISMATCH, e.getMessage());
        }
    }

    /** Returns whether any of these is of a type that demands strong authentication. */
    public static boolean demandedBy(List<TransactionData> asked) {
        return asked.stream().anyMatch(data -> data.type().startsWith(ScaTransaction.PREFIX));
    }

    /**
     * Returns the claims for a key binding.
     *
     * @param responseMode of the request that is answered
     */
    public ObjectNode claims(String responseMode) {
        ObjectNode claims = Json.object().put("jti", id).put("response_mode", responseMode);
        ArrayNode amr = claims.putArray("amr");
        factors.forEach(
                factor -> amr.addObject().put(factor.category().name().toLowerCase(Locale.ROOT), factor.method()));
        return claims;
    }

    private static List<Factor> factors(JsonMembers claims) {
        List<Factor> factors = new ArrayList<>();
        for (JsonMembers factor : claims.objects("amr")) {
            List<String> names = factor.names();
            if (names.size() != 1 || factors.size() == MAX_FACTORS) {
                throw new MalformedInputException(WHERE + ": amr (expected: one category in each object)");
            }
            factors.add(new Factor(category(names.get(0)), factor.text(names.get(0))));
        }
        return factors;
    }

    private static Category category(String name) {
        for (Category category : Category.values()) {
            if (category.name().toLowerCase(Locale.ROOT).equals(name)) {
                return category;
            }
        }
        throw new MalformedInputException(WHERE + ": amr (expected: knowledge, possession or inherence)");
    }
}
